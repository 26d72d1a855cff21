/** Until the page that an address names stands there: a router shows it a moment after the address has changed, ms. */
const STANDS_AFTER = 1_000;

export interface Scrolled {
  /** How much of the page was scrolled through, in percent; all of one on which there is nothing to scroll. */
  readonly part: () => number;
  /** The page has become another one. */
  readonly goTo: () => void;
  readonly stop: () => void;
}

/**
 * Until a page stands there, what is measured is the one before it, or a shell without its content, and the router's own jump is nobody's
 * scrolling: it is looked at afterwards.
 */
export function followScroll(changed: () => void): Scrolled {
  let part = 0;
  /** All of it was in sight. It may have grown since. */
  let isShort = false;
  let timer = 0;

  function measure(): void {
    if (timer !== 0) return;
    const { scrollHeight, clientHeight } = document.documentElement;
    const way = scrollHeight - clientHeight;
    if (way <= 0 && document.readyState !== 'complete') return;
    const now = way <= 0 ? 100 : Math.min(100, Math.round((Math.max(0, scrollY) / way) * 100));
    const most = isShort ? now : Math.max(part, now);
    isShort = way <= 0;
    if (most === part) return;
    part = most;
    changed();
  }

  function settle(): void {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      timer = 0;
      measure();
    }, STANDS_AFTER);
  }

  addEventListener('scroll', measure, { passive: true });
  addEventListener('load', settle);
  settle();
  return {
    part: () => part,
    goTo: () => {
      part = 0;
      isShort = false;
      settle();
    },
    stop: () => {
      clearTimeout(timer);
      removeEventListener('scroll', measure);
      removeEventListener('load', settle);
    },
  };
}
