/** A thread that stands at its end stays there when lines come; one that the reader has scrolled up is left alone. */
export class ScrollKeeper {
  #thread: HTMLElement | null = null;
  #isAtEnd = true;
  #hasMoreBelow = $state.raw(false);

  /** Lines came while the reader was further up. */
  get hasMoreBelow(): boolean {
    return this.#hasMoreBelow;
  }

  readonly attach = (thread: HTMLElement): (() => void) => {
    this.#thread = thread;
    this.#isAtEnd = true;
    // From what is in view down to the end: lines that come in front do not change it.
    let below = 0;
    let top = 0;
    const measure = (): number => (below = thread.scrollHeight - thread.scrollTop);
    const onScroll = (): void => {
      // Only who moves up leaves the end: told of our own scrolling, a line may be there that we have not followed yet.
      const isNear = measure() - thread.clientHeight < 48;
      this.#isAtEnd = isNear || (this.#isAtEnd && thread.scrollTop >= top);
      top = thread.scrollTop;
      if (this.#isAtEnd) this.#hasMoreBelow = false;
    };
    // Watches the content for new lines and the frame for the keyboard that takes half of it.
    const observer = new ResizeObserver(() => {
      const before = below;
      if (this.#isAtEnd) thread.scrollTop = thread.scrollHeight;
      else if (measure() > before) this.#hasMoreBelow = true;
    });
    observer.observe(thread);
    for (const content of thread.children) observer.observe(content);
    thread.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      thread.removeEventListener('scroll', onScroll);
    };
  };

  /** Goes to the end and stays there. */
  stick(): void {
    this.#isAtEnd = true;
    if (this.#thread !== null) this.#thread.scrollTop = this.#thread.scrollHeight;
  }

  toNewest(): void {
    // At once: a style sheet does not reach a scroll that says by itself how it goes, for who wants no movement (WID12).
    this.stick();
    this.#hasMoreBelow = false;
    this.#thread?.focus({ preventScroll: true });
  }
}
