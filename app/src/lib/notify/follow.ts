import * as v from 'valibot';
import { fromWorkerSchema, WRITES } from './worker/page-messages.ts';

/** How long a conversation may take to be there, ms. */
const THERE_WITHIN = 5_000;

/** Puts the keyboard into the composer as soon as there is one, where the address or whoever led here asks for it. */
export function takeKeyboard(hash: string): void {
  if (hash !== WRITES) return;
  const until = performance.now() + THERE_WITHIN;
  const step = (): void => {
    const composer = document.getElementById('composer');
    if (composer !== null) composer.focus();
    else if (performance.now() < until) requestAnimationFrame(step);
  };
  step();
}

/** Goes where a notification leads that was clicked; until the returned function is called. */
export function followNotifications(go: (to: string) => Promise<unknown>): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const stop = new AbortController();
  navigator.serviceWorker.addEventListener(
    'message',
    (event) => {
      const message = v.safeParse(fromWorkerSchema, event.data);
      if (!message.success || message.output.type !== 'OPEN') return;
      const { to, writes } = message.output;
      void go(to).then(() => takeKeyboard(writes ? WRITES : ''));
    },
    { signal: stop.signal },
  );
  return () => stop.abort();
}
