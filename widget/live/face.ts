import { make } from './dom.ts';

const loadPictures = () => import('../small-picture.ts');

/**
 * The site's own picture beside its words (AVATAR5), fetched when they are shown for the first time. Its place is there before it, and goes
 * again where it cannot be had. `address` is empty where the site has none.
 */
export function createFace(home: HTMLElement, address: string): (isWanted: boolean) => void {
  const canvas = make('canvas', { class: 'invited-face', 'aria-hidden': 'true' });
  let isMissing = address === '';
  let isAsked = false;

  async function draw(): Promise<void> {
    try {
      const { drawPicture, pictureFrom } = await loadPictures();
      const picture = await pictureFrom(address);
      if (picture) return drawPicture(canvas, picture);
    } catch {
      // The code cannot be had either.
    }
    isMissing = true;
    canvas.remove();
  }

  return (isWanted) => {
    if (!isWanted || isMissing) return canvas.remove();
    if (canvas.parentNode !== home) home.prepend(canvas);
    if (!isAsked) void draw();
    isAsked = true;
  };
}
