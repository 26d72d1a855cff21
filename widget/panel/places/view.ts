import type { Language } from '../../texts/languages.ts';
import { drawing } from '../parts/drawing.ts';
import type { PartHost, View } from '../parts/part.ts';
import styles from './view.css?inline';
import ViewFrame from './ViewFrame.svelte';

const BACK: { readonly [L in Language]: string } = { en: 'Back to the chat', ru: 'Назад в чат', pl: 'Wróć do czatu' };

/**
 * Shows a view over the thread and the field: its title is read out, Escape and the button lead back, and the keyboard is then where
 * it was. Returns what closes it.
 */
export function showView(host: PartHost, { title, draw, isQuiet = false, onclosed }: View): () => void {
  const before = host.root.activeElement;
  let isClosed = false;
  const back = (): void => {
    if (isClosed) return;
    isClosed = true;
    const hasFocus = host.root.activeElement !== null;
    remove();
    onclosed?.();
    if (hasFocus && before instanceof HTMLElement) queueMicrotask(() => before.focus({ preventScroll: true }));
  };
  const remove = host.parts.put({
    place: 'view',
    draw: drawing(ViewFrame, { title, back: BACK[host.options.language], draw, isQuiet, onback: back }, styles),
    onescape: back,
  });
  return back;
}
