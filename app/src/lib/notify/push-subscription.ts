import { fail, ok, type Result } from '#schema/result.ts';
import { api, type ApiFailure } from '../account/api.ts';
import { askToAllow, allowedNow } from './system-notifications.ts';

/** Why push could not be switched on here. */
export type PushFailure = 'not-allowed' | 'no-worker' | 'no-service' | ApiFailure;

/** A browser that cannot reach its push service never answers, ms. */
const SUBSCRIBED_WITHIN = 10_000;
/** In a first visit it has the whole app to fetch, ms. */
const WORKS_WITHIN = 15_000;

export const isPushPossible = (): boolean => allowedNow() !== 'impossible' && 'PushManager' in globalThis;

/** Null when it does not answer in time. */
async function within<Value>(ms: number, answer: Promise<Value>): Promise<Value | null> {
  return Promise.race([answer, new Promise<null>((resolve) => void setTimeout(() => resolve(null), ms))]);
}

/** The app's worker, once it works; null where there is none. */
export async function workingRegistration(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator)) return null;
  return within(WORKS_WITHIN, navigator.serviceWorker.ready);
}

/** What this browser is called by; null: by nothing. */
export async function pushSubscription(): Promise<PushSubscription | null> {
  if (!isPushPossible()) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

const isKey = (subscription: PushSubscription, key: string): boolean => {
  const known = subscription.options.applicationServerKey;
  if (known === null) return false;
  const text = btoa(String.fromCharCode(...new Uint8Array(known)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === key;
};

/** Of this page: what was switched last, which may be under way. */
let switching: Promise<unknown> = Promise.resolve();

/** The same, once what was switched on or off just now is so. */
export async function settledSubscription(): Promise<PushSubscription | null> {
  await switching.catch(() => undefined);
  return pushSubscription();
}

/** To be called after a click: it may have to ask. */
export function switchPushOn(language: string): Promise<Result<PushSubscription, PushFailure>> {
  const switched = subscribeHere(language);
  switching = switched;
  return switched;
}

export function switchPushOff(): Promise<void> {
  const switched = unsubscribeHere();
  switching = switched;
  return switched;
}

async function subscribeHere(language: string): Promise<Result<PushSubscription, PushFailure>> {
  if ((await askToAllow()) !== 'granted') return fail('not-allowed');
  const registration = await workingRegistration();
  if (registration === null) return fail('no-worker');
  const known = await api.pushKey();
  if (!known.ok) return known;
  const { value: applicationServerKey } = known;
  const before = await registration.pushManager.getSubscription();
  // Of a server that had other keys: nothing would be taken from this one.
  if (before !== null && !isKey(before, applicationServerKey)) await before.unsubscribe();
  const asked = registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey })
    .catch((): null => null);
  const subscription = await within(SUBSCRIBED_WITHIN, asked);
  if (subscription === null) return fail('no-service');
  return tellServer(subscription, language);
}

/** At the start of the app, in the language of the screen: the session may be another one, and what the server lost it has again. */
export async function renewPush(language: string): Promise<void> {
  const subscription = await pushSubscription();
  if (subscription === null) return;
  const known = await api.pushKey();
  if (!known.ok) return;
  if (isKey(subscription, known.value)) await tellServer(subscription, language);
  else await switchPushOn(language);
}

async function tellServer(
  subscription: PushSubscription,
  language: string,
): Promise<Result<PushSubscription, PushFailure>> {
  const { endpoint = '', keys = {} } = subscription.toJSON();
  const { p256dh = '', auth = '' } = keys;
  const told = await api.subscribe({ endpoint, keys: { p256dh, auth }, language });
  return told.ok ? ok(subscription) : told;
}

async function unsubscribeHere(): Promise<void> {
  const subscription = await pushSubscription();
  if (subscription === null) return;
  await subscription.unsubscribe();
  await api.unsubscribe(subscription.endpoint);
}
