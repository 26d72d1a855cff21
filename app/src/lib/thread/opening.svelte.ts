/** A line with its part of what is around the log, px, at least. */
const LINE = 44;
/** When all that cannot be seen yet is drawn too, ms. */
const DRAWS_ALL = 100;

/**
 * A conversation opens with what can be seen of it: whoever walks through the list with a key sees each with the next frame, and
 * nothing is drawn of one that is left again.
 */
export class Opening {
  #isOver = $state(false);

  /** All is drawn; what only a pointer or the Tab key looks for is there by then. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** @param all whether they are looked through, and must be there */
  of<Line>(lines: readonly Line[], all: boolean): readonly Line[] {
    return this.#isOver || all ? lines : lines.slice(-Math.ceil(innerHeight / LINE));
  }

  readonly attach = (): (() => void) => {
    const timer = setTimeout(() => (this.#isOver = true), DRAWS_ALL);
    return () => clearTimeout(timer);
  };
}
