/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { SYNC_TAG } from '#client/environment.ts';
import { flushFiles } from '#client/flush/flush-files.ts';
import { flushOutbox, outboxNamespaces } from '#client/flush/flush-outbox.ts';
import { SHARE_PATH, takeShared } from './lib/share/share-worker.ts';
import { listenForCalls } from './lib/notify/worker/notify-worker.ts';

/**
 * The app's worker: keeps the app itself on the device, sends the outbox and files when no page is left to do it, and shows who calls. A newer
 * one never takes over by itself: the page says when (update.svelte.ts).
 */
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: { url: string; revision: string | null }[] };

/** Fires when there is a network; Chromium only, and not in the types. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// Everything that is not the app's own page belongs to the server.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/(api|sync|chat|demo|docs|letters?|packs|widget|healthz|readyz|metrics)(\/|\.|$)/],
  }),
);

// What another program shares is never sent to the server: it is put into a reply here.
registerRoute(
  ({ url }) => url.origin === self.location.origin && url.pathname === SHARE_PATH,
  ({ request }) => takeShared(request, { caches, now: () => Date.now() }),
  'POST',
);

// The first worker takes the page that brought it, so that a newer version is asked about in the very first visit too;
// otherwise it would replace the files under a page that nobody asked.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  if ((event.data as { readonly type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

listenForCalls(self);

self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === SYNC_TAG) sync.waitUntil(flushAll());
});

/** Only those who work here by cookie: a visitor's outbox on the same origin (the demo shop) needs its own token. */
async function flushAll(): Promise<void> {
  const namespaces = (await outboxNamespaces(indexedDB)).filter((name) => name.startsWith('operator-'));
  const outcomes = await Promise.all(
    namespaces.map(async (namespace) => {
      const options = {
        ...{ indexedDB, namespace, origin: self.location.origin, bearer: null },
        fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
        person: namespace.slice('operator-'.length),
      };
      const words = await flushOutbox(options);
      const files = await flushFiles({ ...options, locks: self.navigator.locks ?? null });
      return words.kind === 'done' && files === 'done';
    }),
  );
  // The browser comes back later by itself when this is refused.
  if (outcomes.includes(false)) throw new Error('Some of the outbox is still waiting');
}
