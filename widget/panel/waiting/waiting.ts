import { drawing } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import Back from '../back/Back.svelte';
import Waiting from './Waiting.svelte';

/**
 * What is told to who waits: the place in the line and how long it takes (QUEUE), when somebody is back (REQ6), and that nobody has
 * answered for a while (REQ7). Fetched when somebody waits, or comes while nobody is there.
 */
export function openPart(host: PartHost): () => void {
  const { chat, parts } = host;
  const strip = { place: 'above', draw: drawing(Waiting, { host }, '') } as const;
  const isTold = (): boolean => chat.head?.state === 'waiting' || (chat.isUnattended && !chat.isStarted);
  const truth = { place: 'truth', draw: drawing(Back, { host }, '') } as const;
  /** There is nothing else to be said of the line, and somebody is known to come back. */
  const isBackTold = (): boolean =>
    chat.link.state === 'live' &&
    chat.waiting === 0 &&
    chat.suspendedUntil === 0 &&
    chat.isUnattended &&
    chat.head?.state !== 'active' &&
    (chat.duty.back ?? 0) > chat.duty.now;
  const stops = [parts.keep(() => (isTold() ? strip : null)), parts.keep(() => (isBackTold() ? truth : null))];
  return () => stops.forEach((stop) => stop());
}
