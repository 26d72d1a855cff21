import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { PHOTO_BYTES } from '#schema/photo.ts';
import type { KeptPicture, PictureFailure } from '../photos/square.ts';
import { problem } from './problem.ts';

/** Photos of people and avatars of sites, taken and given. */

const POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

export const pictureLimit = bodyLimit({
  maxSize: PHOTO_BYTES,
  onError: (context) => problem(context, 413, 'too-large'),
});

export const refusePicture = (context: Context, failure: PictureFailure): Response =>
  problem(context, failure === 'too-large' ? 413 : 400, failure);

/** As a picture, and as nothing that could run. */
export function sendPicture(context: Context, picture: KeptPicture, cacheControl: string): Response {
  context.header('cache-control', cacheControl);
  context.header('content-security-policy', POLICY);
  context.header('x-content-type-options', 'nosniff');
  context.header('content-type', picture.type);
  return context.body(picture.bytes as Uint8Array<ArrayBuffer>);
}
