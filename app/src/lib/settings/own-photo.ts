import { PHOTO_SIDE } from '#schema/photo.ts';
import type { Result } from '#schema/result.ts';
import { sendPicture, squareOf, type PictureFailure } from '../pictures/small-picture.ts';

export async function putPhoto(file: Blob): Promise<Result<unknown, PictureFailure>> {
  const square = await squareOf(file, PHOTO_SIDE);
  return square.ok ? sendPicture('PUT', '/api/photo', square.value) : square;
}

export const removePhoto = (): Promise<Result<unknown, PictureFailure>> => sendPicture('DELETE', '/api/photo', null);
