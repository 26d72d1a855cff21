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

/** What was pressed may go only once the device has written it down, or the server has answered; frames. */
const GOES_WITHIN = 120;

/**
 * Does what takes the pressed button away, at once or a moment later: whoever pressed it by keyboard is then at what was said, and not at
 * the top of the page. On a phone that brings no keyboard up, as the field would.
 */
export function leaveButton(button: Element, deed: () => void): void {
  const root = button.getRootNode() as ShadowRoot;
  const isAt = (): boolean => root.activeElement === button;
  let left = isAt() ? GOES_WITHIN : 0;
  deed();
  const look = (): void => {
    left -= 1;
    if (isAt() && left > 0) requestAnimationFrame(look);
    // Somebody who has gone elsewhere on the page is not called back.
    else if (root.activeElement === null && !button.isConnected)
      root.querySelector<HTMLElement>('.thread')?.focus({ preventScroll: true });
  };
  // Once it is drawn.
  if (left > 0) requestAnimationFrame(look);
}
