import type { MessageLine, ThreadLine } from '../thread.ts';

/** A kind that every browser draws. */
export const isShown = (type: string): boolean => /^image\/(?:jpeg|png|gif|webp)$/.test(type);

/** What can be opened large: not what was taken back, or waits for a yes. */
export const isOpenable = ({ text, file, answer }: MessageLine): boolean =>
  text !== null && file !== undefined && isShown(file.type) && (file.asks !== true || answer === 'accepted');

export const picturesIn = (lines: readonly ThreadLine[]): readonly MessageLine[] =>
  lines.filter((line) => line.kind === 'message').filter(isOpenable);

/** Longest side of a thumbnail, px: what a panel shows, on a sharp screen. */
const SMALL = 640;

/** Draws a picture, its longest side at most so many pixels; false when it is none. */
export async function pictureOf(blob: Blob, canvas: HTMLCanvasElement, most = SMALL): Promise<boolean> {
  try {
    const picture = await createImageBitmap(blob);
    const scale = Math.min(1, most / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return true;
  } catch {
    return false;
  }
}

/** Lets it be saved under its name. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
