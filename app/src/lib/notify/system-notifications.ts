import type { OperatorId } from '#schema/ids.ts';
import { toldCallSchema, type ToldCall } from '#schema/notify/told-call.ts';
import * as v from 'valibot';
import { talkAt } from '../rooms/paths.ts';
import type { DeskCall } from './rung.ts';
import { tagOf } from './worker/notification-of.ts';
import type { ToWorker } from './worker/page-messages.ts';

/** What the browser says of notifications of the system on this device. */
export type Allowed = 'granted' | 'denied' | 'default' | 'impossible';

export const allowedNow = (): Allowed =>
  typeof Notification === 'undefined' || !('serviceWorker' in navigator) ? 'impossible' : Notification.permission;

/** To ask the browser stops everything else for a moment; what it said stays good for so long, ms. */
const STAYS_GOOD = 1_000;
let said: { readonly at: number; readonly mayShow: boolean } | null = null;

/** Whether anything of ours may be shown: asked with each message that comes. */
function mayShow(): boolean {
  const now = performance.now();
  if (said === null || now - said.at > STAYS_GOOD) said = { at: now, mayShow: allowedNow() === 'granted' };
  return said.mayShow;
}

/** Asks the person, which a browser lets one do only after a click; `denied` is not asked again. */
export async function askToAllow(): Promise<Allowed> {
  if (allowedNow() !== 'default') return allowedNow();
  return Notification.requestPermission();
}

/** As the service worker is told it. */
export interface Telling {
  readonly person: OperatorId;
  readonly language: string;
  readonly hidesWords: boolean;
}

export const toldCall = (call: DeskCall, { person, language, hidesWords }: Telling): ToldCall => ({
  t: 'call',
  person,
  kind: call.kind,
  key: call.kind === 'task' ? call.id : call.key,
  at: Number.isFinite(call.at) ? call.at : Date.now(),
  conversation: talkAt(call.to),
  visitor: call.visitor,
  name: call.name,
  text: hidesWords ? '' : call.text.slice(0, 400),
  seq: call.seq,
  language,
});

/** The worker shows them, and decides whether anybody looks at the app already: it knows all windows. */
export async function showCalls(calls: readonly ToldCall[]): Promise<void> {
  if (!mayShow()) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ type: 'CALLS', calls: calls.slice(0, 20) } satisfies ToWorker);
}

/** Those of this person that call no more are closed: seen here, or on another device. */
export async function closeSeen(person: OperatorId, standing: readonly DeskCall[]): Promise<void> {
  if (!mayShow()) return;
  const registration = await navigator.serviceWorker.getRegistration();
  const shown = (await registration?.getNotifications()) ?? [];
  const tags = new Set(standing.map((call) => tagOf(toldCall(call, { person, language: '', hidesWords: true }))));
  for (const notification of shown) {
    const call = v.safeParse(toldCallSchema, notification.data);
    const isDone = (notification.data as { readonly done?: true } | null)?.done === true;
    if (call.success && !isDone && call.output.person === person && !tags.has(notification.tag)) notification.close();
  }
}
