import * as v from 'valibot';
import { avatarSchema } from '#schema/http/avatars.ts';
import { AVATAR_SIDE } from '#schema/photo.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { sendPicture, squareOf, type PictureFailure } from '../../../pictures/small-picture.ts';

/** Lays the picture down on the server, where no site names it yet, and gives what the settings call it. */
export async function putAvatar(file: Blob): Promise<Result<string, PictureFailure>> {
  const square = await squareOf(file, AVATAR_SIDE);
  if (!square.ok) return square;
  const sent = await sendPicture('POST', '/api/avatars', square.value);
  if (!sent.ok) return sent;
  const put = v.safeParse(avatarSchema, sent.value);
  return put.success ? ok(put.output.version) : fail('refused');
}
