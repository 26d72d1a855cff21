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

/**
 * Does what takes the pressed button away: whoever pressed it by keyboard is then at what was said, and not at the top of the page. On
 * a phone that brings no keyboard up, as the field would.
 */
export function leaveButton(button: Element, deed: () => void): void {
  const root = button.getRootNode() as ShadowRoot;
  if (root.activeElement !== button) return deed();
  deed();
  // Once it is drawn.
  requestAnimationFrame(() => {
    if (root.activeElement === null) root.querySelector<HTMLElement>('.thread')?.focus({ preventScroll: true });
  });
}
