import { drawing } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import Waiting from './Waiting.svelte';

/**
 * What is told to who waits: the place in the line and how long it takes (QUEUE), when somebody is back (REQ6), and that nobody has
 * answered for a while (REQ7). Fetched when somebody waits, or comes while nobody is there.
 */
export function openPart(host: PartHost): () => void {
  const { chat, parts } = host;
  const strip = { place: 'above', draw: drawing(Waiting, { host }, '') } as const;
  const isTold = (): boolean => chat.head?.state === 'waiting' || (chat.isUnattended && !chat.isStarted);
  return parts.keep(() => (isTold() ? strip : null));
}
