/**
 * A picture drawn anew, so that nothing of what its file tells beside it (where, when, by what it was taken) leaves the device, and
 * turned as it is to be seen. Whatever cannot be drawn, or moves, goes as it is; the server looks at it again.
 */
export interface Prepared {
  readonly blob: Blob;
  readonly width?: number;
  readonly height?: number;
}

/** Of a drawing board that every phone has. */
const MOST_PIXELS = 16_000_000;
const QUALITY = 0.92;
/** What becomes of what: a kind that every browser can show, and that keeps what one can look through. */
const DRAWN: { readonly [type: string]: string } = {
  'image/jpeg': 'image/jpeg',
  'image/heic': 'image/jpeg',
  'image/heif': 'image/jpeg',
  'image/png': 'image/png',
  'image/webp': 'image/webp',
  'image/avif': 'image/webp',
};
/** As far as a file tells that it moves. */
const HEAD = 64 * 1024;

export async function cleanPicture(blob: Blob): Promise<Prepared> {
  const type = DRAWN[blob.type];
  if (type === undefined || typeof OffscreenCanvas === 'undefined') return { blob };
  try {
    if (doesMove(new Uint8Array(await blob.slice(0, HEAD).arrayBuffer()))) return { blob };
    const picture = await createImageBitmap(blob, { imageOrientation: 'from-image' });
    const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (picture.width * picture.height)));
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    const { width, height } = canvas;
    canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
    picture.close();
    return { blob: await canvas.convertToBlob({ type, quality: QUALITY }), width, height };
  } catch {
    return { blob };
  }
}

/** Of a picture that moves only the first one would be drawn: APNG, WebP with its flag, AVIF that is a sequence. */
export function doesMove(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.subarray(0, 32));
  if (text.startsWith('RIFF')) return text.slice(12, 16) === 'VP8X' && ((head[20] ?? 0) & 2) !== 0;
  if (text.slice(4, 8) === 'ftyp') return text.slice(8, 12) === 'avis';
  return text.startsWith('\x89PNG') && new TextDecoder('latin1').decode(head).includes('acTL');
}

const ENDINGS: { readonly [type: string]: string } = {
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
  'image/png': '.png',
};

/** A picture that became another kind has another ending. */
export const nameAs = (name: string, type: string): string =>
  name.replace(/\.(?:heic|heif|avif)$/i, (ending) => ENDINGS[type] ?? ending);
