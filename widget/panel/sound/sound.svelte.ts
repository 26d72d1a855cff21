import { createKeptFields } from '../after/kept-fields.ts';
import type { PartHost } from '../parts/part.ts';
import { createRinger, ringFor } from './ring.ts';
import { readySound } from './play.ts';

/** The sound of an answer that nobody looks at. */
export function openPart(host: PartHost): () => void {
  const { chat, client, options, environment } = host;
  const name = `holdline-${options.site}-sound`;
  const ring = createRinger({
    kept: createKeptFields(options.site, environment.localStorage),
    ready: readySound,
    alone: async (run) => {
      if (navigator.locks === undefined) run();
      else await navigator.locks.request(name, run);
    },
  });
  return $effect.root(() => {
    $effect(() => {
      if (chat.unread === 0) return;
      const seq = ringFor(chat.confirmed, host.store.read()?.seen ?? 0, client.serverNow());
      if (seq > 0) void ring(seq);
    });
  });
}
