import { untrack } from 'svelte';
import { drawing } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import Transcript from './Transcript.svelte';
import { TRANSCRIPT_TEXTS } from './transcript-texts.ts';
import styles from './transcript.css?inline';

/** A copy of the conversation by mail, for its visitor (MAIL8). Fetched when somebody opens the menu. */
export function openPart(host: PartHost): () => void {
  const texts = TRANSCRIPT_TEXTS[untrack(() => host.options.language)];
  const entry = {
    place: 'menu',
    label: texts.entry,
    run: () =>
      void host.parts.show({
        title: texts.entry,
        draw: drawing(Transcript, { host }, styles),
      }),
  } as const;
  // There is something to send once somebody has answered, and nothing is done for who is blocked (BLOCK1).
  const isPossible = (): unknown =>
    host.chat.suspendedUntil === 0 && host.chat.confirmed?.messages.some(({ by }) => by.kind === 'operator');
  return host.parts.keep(() => (isPossible() ? entry : null));
}
