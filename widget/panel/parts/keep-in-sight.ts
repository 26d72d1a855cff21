/**
 * Whoever writes where a phone's keyboard takes the room goes on seeing the field: the browser looks where it is before the panel has
 * become smaller for the keyboard, and not again after it.
 */
export function keepInSight(scroller: HTMLElement): () => void {
  let height = 0;
  const observer = new ResizeObserver(() => {
    if (scroller.clientHeight < height) scroller.querySelector(':focus')?.scrollIntoView({ block: 'nearest' });
    height = scroller.clientHeight;
  });
  observer.observe(scroller);
  return () => observer.disconnect();
}
