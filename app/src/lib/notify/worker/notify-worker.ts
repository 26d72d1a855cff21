/// <reference lib="webworker" />
import * as v from 'valibot';
import { outboxNamespaces } from '#client/flush/flush-outbox.ts';
import { SYNC_TAG } from '#client/environment.ts';
import { pushMessageSchema, toldCallSchema, type PushMessage, type ToldCall } from '#schema/notify/told-call.ts';
import { answerCall, notKept, replyCommands, takeCommands, type Afterwards } from './answer-call.ts';
import { pathOf } from '../../rooms/paths.ts';
import { notificationOf, tagOf } from './notification-of.ts';
import { toWorkerSchema, WRITES, type FromWorker } from './page-messages.ts';
import { wordsIn } from './worker-words.ts';

/**
 * The service worker's part in calling a person: shows what an open page or a push tells it, and does what is chosen there, with no
 * window open too (NOTIFY5 to NOTIFY7).
 */
type Scope = Pick<ServiceWorkerGlobalScope, 'addEventListener' | 'clients' | 'registration' | 'location'>;

export function listenForCalls(self: Scope): void {
  const { clients, registration } = self;
  const takesText = 'reply' in NotificationEvent.prototype;

  const windows = (): Promise<readonly WindowClient[]> =>
    clients.matchAll({ type: 'window', includeUncontrolled: true });

  /** Whoever looks at the app sees it there. */
  async function isBeforeEyes(): Promise<boolean> {
    return (await windows()).some(({ focused }) => focused);
  }

  async function show(call: ToldCall, isSilent: boolean): Promise<void> {
    const [before] = await registration.getNotifications({ tag: tagOf(call) });
    // A page and a push may tell the same.
    if (before !== undefined && (before.data as ToldCall).key === call.key) return;
    const { title, options } = notificationOf(call, { isSilent, takesText });
    await registration.showNotification(title, options);
  }

  async function told(calls: readonly ToldCall[]): Promise<void> {
    if (await isBeforeEyes()) return;
    for (const call of calls) await show(call, true);
  }

  async function pushed(message: PushMessage): Promise<void> {
    if (message.t === 'test') return tested(message);
    // A browser lets a push show nothing only while one looks at the page; one that is open beside makes the sound.
    if (!(await isBeforeEyes())) await show(message, (await windows()).length > 0);
  }

  async function tested({ id, language }: Extract<PushMessage, { readonly t: 'test' }>): Promise<void> {
    const { title, body } = wordsIn(language).test;
    const shown = registration.showNotification(title, { body, tag: 'test', icon: '/icons/icon-192.png' });
    const isShown = await shown.then(
      () => true,
      () => false,
    );
    for (const page of await windows()) page.postMessage({ type: 'TEST', id, isShown } satisfies FromWorker);
  }

  /** In the tab that shows it, else in the one used last, else in a new one. */
  async function open(to: string, writes: boolean): Promise<void> {
    const pages = await windows();
    const page =
      pages.find(({ url }) => new URL(url).pathname === to) ??
      pages.find(({ visibilityState }) => visibilityState === 'visible') ??
      pages[0];
    if (page === undefined) return void (await clients.openWindow(to + (writes ? WRITES : '')));
    page.postMessage({ type: 'OPEN', to, writes } satisfies FromWorker);
    await page.focus();
  }

  const placeOf = ({ conversation }: ToldCall): string => (conversation === null ? '/tasks' : pathOf(conversation));

  async function showDone(call: ToldCall, { title, ...options }: Afterwards): Promise<void> {
    const data = { ...call, done: true };
    await registration.showNotification(title, { ...options, data, icon: '/icons/icon-192.png', silent: true });
  }

  async function chosen(call: ToldCall, action: string, text: string): Promise<void> {
    const commands = action === 'take' ? takeCommands(call) : text === '' ? null : replyCommands(call, text);
    const known = await outboxNamespaces(indexedDB);
    const isSignedOut = indexedDB.databases !== undefined && !known.includes(`operator-${call.person}`);
    if (isSignedOut && text !== '') await showDone(call, notKept(call, text));
    if (commands === null || isSignedOut) return open(placeOf(call), action === 'reply');
    const ports = { indexedDB, fetch: fetch.bind(globalThis), origin: self.location.origin };
    const told = await answerCall(call, commands, ports);
    // Chromium alone comes back by itself; elsewhere the next page sends it.
    await (registration as { sync?: { register(tag: string): Promise<void> } }).sync
      ?.register(SYNC_TAG)
      .catch(() => undefined);
    await showDone(call, told);
  }

  self.addEventListener('message', (event) => {
    const message = v.safeParse(toWorkerSchema, event.data);
    if (message.success) event.waitUntil(told(message.output.calls));
  });

  self.addEventListener('push', (event) => {
    const message = v.safeParse(pushMessageSchema, readJson(event.data));
    if (message.success) event.waitUntil(pushed(message.output));
  });

  self.addEventListener('notificationclick', (event) => {
    event.notification.close();
    const call = v.safeParse(toldCallSchema, event.notification.data);
    if (!call.success) return event.waitUntil(open('/', false));
    const { reply = '' } = event as NotificationEvent & { readonly reply?: string | null };
    event.waitUntil(
      event.action === '' ? open(placeOf(call.output), false) : chosen(call.output, event.action, (reply ?? '').trim()),
    );
  });
}

function readJson(data: PushMessageData | null): unknown {
  try {
    return data?.json() as unknown;
  } catch {
    return null;
  }
}
