import { keptFieldsOf } from '../after/kept-fields.ts';
import type { PartHost } from '../parts/part.ts';
import { createRinger, ringFor } from './ring.ts';
import { readySound } from './play.ts';

/** The sound of an answer that nobody looks at. */
export function openPart(host: PartHost): () => void {
  const { chat, client, options } = host;
  const name = `holdline-${options.site}-sound`;
  const ring = createRinger({
    kept: keptFieldsOf(host),
    ready: readySound,
    alone: async (run) => {
      if (navigator.locks === undefined) run();
      else await navigator.locks.request(name, run);
    },
  });
  return $effect.root(() => {
    $effect(() => {
      if (chat.unread === 0) return;
      const { conversation, seen } = host.store.ensure();
      const seq = ringFor(chat.confirmed, seen, client.serverNow());
      if (seq > 0) void ring(seq, conversation ?? '');
    });
  });
}
