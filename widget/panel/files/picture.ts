/** A kind that every browser draws. */
export const isShown = (type: string): boolean => /^image\/(?:jpeg|png|gif|webp)$/.test(type);

/** Of a thumbnail, px: what a panel shows, on a sharp screen. */
const MOST = 640;

/** Draws a picture small; false when it is none. */
export async function pictureOf(blob: Blob, canvas: HTMLCanvasElement): Promise<boolean> {
  try {
    const picture = await createImageBitmap(blob);
    const scale = Math.min(1, MOST / Math.max(picture.width, picture.height));
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
