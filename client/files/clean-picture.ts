/**
 * A picture drawn anew, so that nothing of what its file tells beside it (where, when, by what it was taken) leaves the device, and
 * turned as it is to be seen. Whatever cannot be drawn goes as it is; the server looks at it again.
 */
export interface Prepared {
  readonly blob: Blob;
  readonly width?: number;
  readonly height?: number;
}

/** Of a drawing board that every phone has. */
const MOST_PIXELS = 16_000_000;
const QUALITY = 0.92;
const DRAWN: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'];

export async function cleanPicture(blob: Blob): Promise<Prepared> {
  if (!DRAWN.includes(blob.type) || typeof OffscreenCanvas === 'undefined') return { blob };
  try {
    const picture = await createImageBitmap(blob, { imageOrientation: 'from-image' });
    const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (picture.width * picture.height)));
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    const { width, height } = canvas;
    canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
    picture.close();
    const type = blob.type === 'image/png' || blob.type === 'image/webp' ? blob.type : 'image/jpeg';
    return { blob: await canvas.convertToBlob({ type, quality: QUALITY }), width, height };
  } catch {
    return { blob };
  }
}
