import { anchorOf, layOut, revealed, rowAt, windowOf, type Layout } from './virtual-rows.ts';

/** What is drawn beyond either edge, px: a page key, or a quick finger, finds rows there. */
const SPARE = 400;
/** How long after the pointer's last move somebody still counts as pointing at the list, ms. */
const POINTS_FOR = 2_500;
/** How long after a touch or key one may still look at the row that has the focus, at the very top of the list; ms. */
const READS_FOR = 10_000;

export interface Drawn {
  /** Of what: another section or filter is another list. */
  readonly of: string;
  readonly ids: readonly string[];
  readonly layout: Layout;
}

/** Where a virtual list is scrolled to, and what must not move in it (ROW2). */
export class ListScroll {
  #box: HTMLElement | null = null;
  #top = $state(0);
  #height = $state(0);
  #isPointedAt = $state(false);
  #pointed: string | null = null;
  #touchedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawn: Drawn = { of: '', ids: [], layout: layOut([]) };
  /** Of lists that were left: their places. */
  readonly #places: Record<string, number> = {};
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Somebody points at a row now: none may take its place. */
  get isPointedAt(): boolean {
    return this.#isPointedAt;
  }

  /** How many rows are wholly above what can be seen. */
  above(layout: Layout): number {
    return this.#top <= 0 ? 0 : Math.max(0, rowAt(layout, this.#top));
  }

  window(layout: Layout): readonly [number, number] {
    return windowOf(layout, this.#top, this.#height, SPARE);
  }

  /** After the rows of `next` are in the page and before they are painted. */
  drew(next: Drawn): void {
    const before = this.#drawn;
    this.#drawn = next;
    if (before.of !== next.of) {
      this.#places[before.of] = this.#top;
      this.#scrollTo(this.#places[next.of] ?? 0);
      return;
    }
    const anchor = anchorOf(before, this.#top, [this.#focused(before), this.#pointed], (id) => next.ids.includes(id));
    if (anchor === null) return;
    this.#scrollTo((next.layout.tops[next.ids.indexOf(anchor.id)] ?? 0) - anchor.below);
  }

  /** Brings a row into sight. */
  reveal(layout: Layout, index: number): void {
    if (this.#height > 0) this.#scrollTo(revealed(layout, index, this.#top, this.#height));
  }

  rowsOnAPage(height: number): number {
    return Math.max(1, Math.floor(this.#height / height) - 1);
  }

  #scrollTo(top: number): void {
    const box = this.#box;
    if (box === null || Math.round(top) === Math.round(box.scrollTop)) return;
    box.scrollTop = top;
    this.#top = box.scrollTop;
  }

  /** The row with the focus, while it can be seen; at the very top only for as long as somebody is likely to look at it. */
  #focused({ ids, layout }: Drawn): string | null {
    const id = idOf(document.activeElement);
    if (id === null || this.#box?.contains(document.activeElement) !== true) return null;
    if (this.#top <= 0 && this.#now() - this.#touchedAt > READS_FOR) return null;
    const index = ids.indexOf(id);
    const [from, to] = [layout.tops[index] ?? 0, layout.tops[index + 1] ?? 0];
    return index >= 0 && to > this.#top && from < this.#top + this.#height ? id : null;
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#isPointedAt = false;
    this.#pointed = null;
  }

  readonly attach = (box: HTMLElement): (() => void) => {
    this.#box = box;
    const sizes = new ResizeObserver(() => (this.#height = box.clientHeight));
    sizes.observe(box);
    this.#height = box.clientHeight;
    const onscroll = (): void => void (this.#top = box.scrollTop);
    const touched = (): void => void (this.#touchedAt = this.#now());
    const onpointer = (event: Event): void => {
      touched();
      this.#pointed = idOf(event.target);
      this.#isPointedAt = true;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => (this.#isPointedAt = false), POINTS_FOR);
    };
    const onleave = (): void => this.#leave();
    const options = { passive: true };
    box.addEventListener('scroll', onscroll, options);
    box.addEventListener('keydown', touched, options);
    for (const type of ['pointermove', 'wheel', 'touchmove']) box.addEventListener(type, onpointer, options);
    for (const type of ['pointerleave', 'touchend']) box.addEventListener(type, onleave, options);
    return () => {
      sizes.disconnect();
      this.#leave();
      box.removeEventListener('scroll', onscroll);
      box.removeEventListener('keydown', touched);
      for (const type of ['pointermove', 'wheel', 'touchmove']) box.removeEventListener(type, onpointer);
      for (const type of ['pointerleave', 'touchend']) box.removeEventListener(type, onleave);
      this.#box = null;
    };
  };
}

const idOf = (target: EventTarget | null): string | null =>
  (target instanceof Element && target.closest<HTMLElement>('[data-conversation]')?.dataset.conversation) || null;
