/** Small pictures from our server, for pages that let none from elsewhere in. */

/** Null: there is none; undefined: it cannot be had now. */
export async function pictureFrom(address: string, token?: string): Promise<ImageBitmap | null | undefined> {
  try {
    const answer = await fetch(address, {
      ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    if (!answer.ok) return undefined;
    return answer.status === 204 ? null : await createImageBitmap(await answer.blob());
  } catch {
    return undefined;
  }
}

/** Drawn, because a strict page lets no picture from elsewhere into an image. */
export function drawPicture(canvas: HTMLCanvasElement, picture: ImageBitmap): void {
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
}
