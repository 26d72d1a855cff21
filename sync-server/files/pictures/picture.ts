import { BrokenPictureError, type CleanPicture } from './clean-picture.ts';
import { cleanGif } from './gif.ts';
import { cleanJpeg } from './jpeg.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';

const CLEANERS: { readonly [type: string]: (bytes: Uint8Array) => CleanPicture } = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'image/gif': cleanGif,
};

/** Null when it is no picture that can be read to its end: then nobody shows it as one. */
export function cleanPicture(type: string, bytes: Uint8Array): CleanPicture | null {
  try {
    const clean = CLEANERS[type]?.(bytes) ?? null;
    return clean === null || clean.width === 0 || clean.height === 0 ? null : clean;
  } catch (error) {
    // Beyond the end of the bytes.
    if (error instanceof BrokenPictureError || error instanceof RangeError) return null;
    throw error;
  }
}
