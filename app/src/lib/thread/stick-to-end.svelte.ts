/** How near the end still counts as at the end; px. */
const NEAR = 60;

/** How long assistive technology is told nothing of lines that come in front, ms: they are no news. */
const QUIET = 1_000;

/** Keeps a scrolling box at its end while its reader is there, and leaves it alone while they read further up. */
export class StickToEnd {
  #isAtEnd = $state(true);
  #box: HTMLElement | null = null;

  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  readonly toEnd = (): void => {
    this.#isAtEnd = true;
    this.#box?.scrollTo({ top: this.#box.scrollHeight });
  };

  /** Its reader is shown something further up; where all of it is in view there is nothing to leave. */
  readonly leave = (): void => {
    this.#isAtEnd = this.#box !== null && this.#box.scrollHeight - this.#box.clientHeight < NEAR;
  };

  /** Lines are about to come in front of those that are there; the answer is to be called when they have. */
  readonly prepend = (): (() => void) => {
    const box = this.#box;
    if (box === null) return () => undefined;
    const fromEnd = box.scrollHeight - box.scrollTop;
    box.ariaLive = 'off';
    return () => {
      if (!this.#isAtEnd) box.scrollTop = box.scrollHeight - fromEnd;
      setTimeout(() => {
        box.ariaLive = 'polite';
      }, QUIET);
    };
  };

  /** For the keyboard, when what had the focus is gone. */
  readonly focus = (): void => this.#box?.focus({ preventScroll: true });

  readonly attach = (box: HTMLElement): (() => void) => {
    this.#box = box;
    let top = 0;
    // Only who moves up leaves the end. Being told of our own scrolling, a new line may be there that we have not followed yet.
    const onscroll = (): void => {
      if (box.scrollHeight - box.scrollTop - box.clientHeight < NEAR) this.#isAtEnd = true;
      else if (box.scrollTop < top) this.#isAtEnd = false;
      top = box.scrollTop;
    };
    const follow = (): void => {
      if (this.#isAtEnd) box.scrollTop = box.scrollHeight;
    };
    // Both the box (the keyboard of a phone) and what is in it (a new line) change size.
    const sizes = new ResizeObserver(follow);
    sizes.observe(box);
    if (box.firstElementChild !== null) sizes.observe(box.firstElementChild);
    box.addEventListener('scroll', onscroll, { passive: true });
    follow();
    return () => {
      sizes.disconnect();
      box.removeEventListener('scroll', onscroll);
      this.#box = null;
    };
  };
}
