import './swipe.css';

/** What a swipe of a row does, in a word. */
export interface SwipeDeed {
  readonly label: string;
  readonly run: () => void;
}

/** `start`: the finger goes to where lines begin. */
export type Towards = 'start' | 'end';

/** How far it may go and still be a tap or a scroll, and how far it must go to do it, px. */
const BEGINS = 12;
const DOES_IT = 96;
/** Beside the edge a finger asks the system for the page before. */
const EDGE = 24;

interface Swiping {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly row: HTMLElement;
  readonly item: HTMLElement;
  by: number;
  towards: Towards | null;
  deed: SwipeDeed | null;
}

/**
 * Rows of a list that a finger swipes: a shortcut for what has a button elsewhere (PHONE1). What it would do stands behind the row as
 * it moves; letting go sooner does nothing.
 */
export function swipes(deedOf: (id: string, towards: Towards) => SwipeDeed | null): (list: HTMLElement) => () => void {
  return (list) => {
    let swiping: Swiping | null = null;
    /** The click that the browser makes of a swipe opens nothing. */
    let swallows = false;

    const end = (): void => {
      if (swiping === null) return;
      swiping.row.style.translate = '';
      delete swiping.item.dataset.swipe;
      delete swiping.item.dataset.label;
      swiping = null;
    };
    const onpointerdown = (event: PointerEvent): void => {
      swallows = false;
      if (event.pointerType !== 'touch' || !event.isPrimary) return end();
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-conversation]') : null;
      const item = row?.closest('li') ?? null;
      if (row === null || item === null || event.clientX < EDGE || event.clientX > innerWidth - EDGE) return;
      const { pointerId: pointer, clientX: x, clientY: y } = event;
      swiping = { pointer, x, y, row, item, by: 0, towards: null, deed: null };
    };
    const onpointermove = (event: PointerEvent): void => {
      if (swiping?.pointer !== event.pointerId) return;
      const by = event.clientX - swiping.x;
      if (swiping.towards === null) {
        if (Math.abs(event.clientY - swiping.y) > BEGINS) return end();
        if (Math.abs(by) < BEGINS) return;
      }
      const towards = by < 0 ? 'start' : 'end';
      if (towards !== swiping.towards) {
        swiping.towards = towards;
        swiping.deed = deedOf(swiping.row.dataset.conversation ?? '', towards);
        swiping.item.dataset.label = swiping.deed?.label ?? '';
      }
      swallows = true;
      swiping.by = swiping.deed === null ? 0 : by;
      swiping.row.style.translate = `${swiping.by}px`;
      const isEnough = Math.abs(swiping.by) >= DOES_IT;
      swiping.item.dataset.swipe = isEnough ? `${towards} enough` : towards;
    };
    const onpointerup = (event: PointerEvent): void => {
      if (swiping?.pointer !== event.pointerId) return;
      const { deed, by } = swiping;
      end();
      if (Math.abs(by) >= DOES_IT) deed?.run();
    };
    const onclick = (event: Event): void => {
      if (!swallows) return;
      swallows = false;
      event.preventDefault();
      event.stopPropagation();
    };
    list.addEventListener('pointerdown', onpointerdown);
    list.addEventListener('pointermove', onpointermove);
    list.addEventListener('pointerup', onpointerup);
    list.addEventListener('pointercancel', end);
    list.addEventListener('click', onclick, { capture: true });
    return () => {
      end();
      list.removeEventListener('pointerdown', onpointerdown);
      list.removeEventListener('pointermove', onpointermove);
      list.removeEventListener('pointerup', onpointerup);
      list.removeEventListener('pointercancel', end);
      list.removeEventListener('click', onclick, { capture: true });
    };
  };
}
