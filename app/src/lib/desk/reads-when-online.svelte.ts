import { untrack } from 'svelte';
import type { Desk } from './desk.svelte.ts';

/** Whether there is no line: what only the server knows cannot be asked for or changed now. */
export const isLineGone = ({ link }: Pick<Desk, 'link'>): boolean =>
  link.state === 'offline' || link.state === 'stopped';

/** Reads what a page asks of the server itself: at once, and again when the line is back. */
export function readsWhenOnline(desk: Pick<Desk, 'link'>, read: () => Promise<unknown>): void {
  const isGone = $derived(isLineGone(desk));
  $effect(() => {
    if (!isGone) untrack(() => void read());
  });
}
