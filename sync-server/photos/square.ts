import { createHash } from 'node:crypto';
import { PHOTO_BYTES, PHOTO_TYPES } from '#schema/photo.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { cleanPicture } from '../files/pictures/picture.ts';
import { sniff, SNIFFED_BYTES } from '../files/sniff.ts';

export type PictureFailure = 'no-picture' | 'wrong-size' | 'too-large';

/** A small picture as it is kept. */
export interface KeptPicture {
  readonly type: string;
  /** Made of the bytes. */
  readonly version: string;
  readonly bytes: Uint8Array;
}

/** What was given, looked at and cleaned: no such square, or what cannot be read to its end, is none (PHOTO1, AVATAR2). */
export function squareOf(given: Uint8Array, side: number): Result<KeptPicture, PictureFailure> {
  if (given.length > PHOTO_BYTES) return fail('too-large');
  const { type } = sniff(given.subarray(0, SNIFFED_BYTES), '');
  const clean = PHOTO_TYPES.includes(type) ? cleanPicture(type, given) : null;
  if (clean === null) return fail('no-picture');
  if (clean.width !== side || clean.height !== side) return fail('wrong-size');
  const version = createHash('sha256').update(clean.bytes).digest('base64url').slice(0, 16);
  return ok({ type, version, bytes: clean.bytes });
}
