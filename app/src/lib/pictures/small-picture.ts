import { fail, ok, type Result } from '#schema/result.ts';
import { answerOf } from '../account/api.ts';

/** `drawing`: one of lines (SVG). `broken`: it says that it is a picture, and cannot be read. */
export type PictureFailure = 'no-picture' | 'drawing' | 'broken' | 'too-large' | 'no-network' | 'refused';

/** What a browser unpacks of a larger file can be more than a phone holds. */
const MOST_BYTES = 30 * 1024 * 1024;

/** Drawn small and square from the middle, so that nothing of what the file tells beside the picture leaves this device. */
export async function squareOf(file: Blob, side: number): Promise<Result<Blob, PictureFailure>> {
  if (file.type.startsWith('image/svg')) return fail('drawing');
  if (!file.type.startsWith('image/')) return fail('no-picture');
  if (file.size > MOST_BYTES) return fail('too-large');
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const least = Math.min(picture.width, picture.height);
    const [x, y] = [(picture.width - least) / 2, (picture.height - least) / 2];
    const canvas = new OffscreenCanvas(side, side);
    const board = canvas.getContext('2d');
    if (board === null) return fail('broken');
    // What one can look through is white to whoever sees it.
    board.fillStyle = '#fff';
    board.fillRect(0, 0, side, side);
    board.imageSmoothingQuality = 'high';
    board.drawImage(picture, x, y, least, least, 0, 0, side, side);
    picture.close();
    return ok(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 }));
  } catch {
    return fail('broken');
  }
}

/** The server's answer to it, as JSON. */
export async function sendPicture(
  method: 'PUT' | 'POST' | 'DELETE',
  path: string,
  body: Blob | null,
): Promise<Result<unknown, PictureFailure>> {
  const answer = await answerOf(path, { method, body, headers: { 'cache-control': 'no-store' } });
  if (answer === null || answer.status >= 500) return fail('no-network');
  try {
    return answer.ok ? ok(await answer.json()) : fail('refused');
  } catch {
    return fail('no-network');
  }
}
