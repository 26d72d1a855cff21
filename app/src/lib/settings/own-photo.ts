import { fail, ok, type Result } from '#schema/result.ts';
import { PHOTO_SIDE } from '#schema/photo.ts';

/** Drawn small and square from the middle, so that nothing of what the file tells beside the picture leaves this device. */
async function squareOf(file: Blob): Promise<Blob | null> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const side = Math.min(picture.width, picture.height);
    const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2];
    const canvas = new OffscreenCanvas(PHOTO_SIDE, PHOTO_SIDE);
    const board = canvas.getContext('2d');
    if (board === null) return null;
    // What one can look through is white to whoever sees it.
    board.fillStyle = '#fff';
    board.fillRect(0, 0, PHOTO_SIDE, PHOTO_SIDE);
    board.imageSmoothingQuality = 'high';
    board.drawImage(picture, x, y, side, side, 0, 0, PHOTO_SIDE, PHOTO_SIDE);
    picture.close();
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  } catch {
    return null;
  }
}

export type PhotoFailure = 'no-picture' | 'no-network' | 'refused';

async function send(method: 'PUT' | 'DELETE', body: Blob | null): Promise<Result<null, PhotoFailure>> {
  try {
    const answer = await fetch('/api/photo', { method, body, headers: { 'cache-control': 'no-store' } });
    return answer.ok ? ok(null) : fail('refused');
  } catch {
    return fail('no-network');
  }
}

export async function putPhoto(file: Blob): Promise<Result<null, PhotoFailure>> {
  const square = await squareOf(file);
  return square === null ? fail('no-picture') : send('PUT', square);
}

export const removePhoto = (): Promise<Result<null, PhotoFailure>> => send('DELETE', null);
