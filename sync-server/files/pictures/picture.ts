import { BrokenPictureError, type CleanPicture } from './clean-picture.ts';
import { cleanGif } from './gif.ts';
import { cleanHeif } from './heif.ts';
import { cleanJpeg } from './jpeg.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';

const CLEANERS: { readonly [type: string]: (bytes: Uint8Array) => CleanPicture } = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'image/gif': cleanGif,
  'image/heic': cleanHeif,
  'image/heif': cleanHeif,
  'image/avif': cleanHeif,
};

/** A few hundred bytes may say that they are a picture of gigabytes, which whoever opens it would have to hold. */
const MOST_PIXELS = 250_000_000;

/** Null when it is no picture that can be read to its end: then nobody shows it as one. */
export function cleanPicture(type: string, bytes: Uint8Array): CleanPicture | null {
  try {
    const clean = CLEANERS[type]?.(bytes) ?? null;
    if (clean === null || clean.width === 0 || clean.height === 0) return null;
    return clean.width * clean.height > MOST_PIXELS ? null : clean;
  } catch (error) {
    // Beyond the end of the bytes.
    if (error instanceof BrokenPictureError || error instanceof RangeError) return null;
    throw error;
  }
}
