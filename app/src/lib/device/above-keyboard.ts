/** Less than this is a bar of the browser, and no keyboard; px. */
const LEAST = 120;

/**
 * Keeps the app above an on-screen keyboard. Where the browser makes the page smaller for it, as `interactive-widget` asks, there is
 * nothing to do; others lay it over the page and move that up, composer and header alike (PHONE3).
 */
export function aboveKeyboard(app: HTMLElement): (() => void) | undefined {
  const viewport = window.visualViewport;
  if (viewport === null) return undefined;
  const fit = (): void => {
    // Whoever looks closer at something is not writing.
    const covered = viewport.scale > 1 ? 0 : window.innerHeight - viewport.height;
    if (covered < LEAST) app.style.removeProperty('--app-height');
    else {
      app.style.setProperty('--app-height', `${Math.round(viewport.height)}px`);
      if (viewport.offsetTop > 0) window.scrollTo(0, 0);
    }
  };
  viewport.addEventListener('resize', fit);
  viewport.addEventListener('scroll', fit);
  return () => {
    viewport.removeEventListener('resize', fit);
    viewport.removeEventListener('scroll', fit);
  };
}
