import type { Attachment } from 'svelte/attachments';
import type { Row } from './rows.ts';

const EDGE = 48;
const SCROLL = 14;

/**
 * Rows that are put elsewhere by dragging their handle, with a mouse, a pen or a finger. The rows are the elements with `data-row`
 * within the nearest `data-rows`, in their order.
 */
export class RowDrag {
  readonly #drop: (row: Row, before: number) => void;
  #moved: string | null = $state(null);
  #before: number | null = $state(null);

  constructor(drop: (row: Row, before: number) => void) {
    this.#drop = drop;
  }

  /** The key of the row that is being dragged. */
  get moved(): string | null {
    return this.#moved;
  }

  /** In front of which row it would be put; as many as there are rows: at the end. */
  get before(): number | null {
    return this.#before;
  }

  readonly handle =
    (row: Row): Attachment<HTMLElement> =>
    (handle) => {
      const list = handle.closest<HTMLElement>('[data-rows]');
      const stop = new AbortController();
      const { signal } = stop;
      const end = (): void => {
        this.#moved = null;
        this.#before = null;
      };
      handle.addEventListener(
        'pointerdown',
        (event) => {
          if (event.button !== 0) return;
          handle.setPointerCapture(event.pointerId);
          this.#moved = row.key;
        },
        { signal },
      );
      handle.addEventListener(
        'pointermove',
        ({ clientY }) => {
          if (this.#moved !== row.key || list === null) return;
          this.#before = placeIn(list, clientY);
          scrollNear(list, clientY);
        },
        { signal },
      );
      handle.addEventListener(
        'pointerup',
        () => {
          if (this.#moved === row.key && this.#before !== null) this.#drop(row, this.#before);
          end();
        },
        { signal },
      );
      handle.addEventListener('pointercancel', end, { signal });
      return () => stop.abort();
    };
}

/** The first row whose middle is below, else behind the last. */
function placeIn(list: HTMLElement, y: number): number {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2 > y;
  });
  return at === -1 ? rows.length : at;
}

/** A long list comes along when one drags to its edge. */
function scrollNear(list: HTMLElement, y: number): void {
  const box = list.closest<HTMLElement>('[data-scrolls]');
  if (box === null) return;
  const { top, bottom } = box.getBoundingClientRect();
  if (y < top + EDGE) box.scrollBy(0, -SCROLL);
  else if (y > bottom - EDGE) box.scrollBy(0, SCROLL);
}
