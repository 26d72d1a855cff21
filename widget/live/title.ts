/** A router sets the title a moment after the address, ms. Twice as long after each one that was told of a page: some blink. */
const TOLD_AFTER = { least: 500, most: 60_000 };

export interface TitleWatch {
  /** It is told as it is now. */
  readonly told: () => void;
  /** The page has become another one. */
  readonly goTo: () => void;
  readonly stop: () => void;
}

/** Calls back when the page has another title than was told. */
export function followTitle(changed: () => void): TitleWatch {
  let told = document.title;
  let wait = TOLD_AFTER.least;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver(look);

  function look(): void {
    if (timer !== undefined || document.title === told) return;
    timer = setTimeout(() => {
      timer = undefined;
      wait = Math.min(TOLD_AFTER.most, wait * 2);
      if (document.title !== told) changed();
    }, wait);
  }

  function watch(): void {
    const head = document.querySelector('head');
    if (head) observer.observe(head, { childList: true, characterData: true, subtree: true });
  }

  function rest(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  watch();
  return {
    told: () => {
      told = document.title;
    },
    goTo: () => {
      rest();
      wait = TOLD_AFTER.least;
      // Some routers put another head in its place.
      observer.disconnect();
      watch();
    },
    stop: () => {
      rest();
      observer.disconnect();
    },
  };
}
