import { createHash } from 'node:crypto';
import type { Subscription, TestAnswer } from '#schema/http/notifications.ts';
import type { OperatorId } from '#schema/ids.ts';
import type { PushMessage } from '#schema/notify/told-call.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports.ts';
import type { Timers } from '../timers.ts';
import { encryptPush, isPoint } from './encrypt.ts';
import { endpointFrom } from './endpoint.ts';
import { createPushQueue, type PushAnswer, type PushItem } from './push-queue.ts';
import type { PostPush } from './push-sender.ts';
import type { PushStore, StoredSubscription } from './push-store.ts';
import { createVapid } from './vapid.ts';

/** Reaches people who have no page open: knows where, encrypts, and sends behind everything else. */
export interface Push {
  readonly publicKey: () => string;
  /** Those who can be reached by it; in memory, so that it costs a message nothing to ask. */
  readonly people: () => ReadonlySet<OperatorId>;
  /** False: this is no address that a push may go to, or no key. */
  readonly subscribe: (person: OperatorId, session: string, subscription: Subscription) => boolean;
  /** Only one's own. */
  readonly unsubscribe: (person: OperatorId, endpoint: string) => void;
  /** Sends it to all browsers of this person, in the language of each. `topic`: what of it is newer takes its place. */
  readonly tell: (person: OperatorId, call: Telling) => void;
  /** It calls this person no more. */
  readonly over: (person: OperatorId, topic: string) => void;
  /** One push, at once, past everything that waits. `just-tested`: wait a little. */
  readonly test: (person: OperatorId, endpoint: string, id: string) => Promise<TestAnswer | 'just-tested'>;
  /** A session ended: what it had subscribed is gone with it. */
  readonly refresh: () => void;
  readonly standing: () => PushStanding;
  readonly close: () => void;
}

export interface Telling {
  readonly topic: string;
  readonly message: (language: string) => PushMessage;
  readonly urgency: PushItem['urgency'];
  /** ms. */
  readonly liveFor: number;
}

/** For the doctor. */
export interface PushStanding {
  readonly devices: number;
  readonly waiting: number;
  /** The last answer of the service that was asked last, where it was no success. */
  readonly failure: { readonly host: string; readonly status: number | null } | null;
}

export interface PushDeps {
  readonly store: PushStore;
  readonly post: PostPush;
  readonly toLoopback: boolean;
  /** Where people reach us; null: not said. */
  readonly publicUrl: string | null;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly random: () => number;
}

/** Browsers of one person; whoever has more has forgotten most of them. */
const MOST_OF_PERSON = 20;
const TESTED_EVERY = 2_000;
const REFRESHED_EVERY = 600_000;
const TEST_LIVES_FOR = 60_000;

export function createPush(deps: PushDeps): Push {
  const { store, clock } = deps;
  let known: readonly StoredSubscription[] = store.all(clock.now());
  let people: ReadonlySet<OperatorId> = new Set(known.map(({ person }) => person));
  const tested = new Map<OperatorId, number>();
  const failures = new Map<string, PushStanding['failure']>();
  const vapidKeys = store.vapidKeys();
  /** Made ready when first needed: most installations send nothing on most days. */
  let vapid: ReturnType<typeof createVapid> | null = null;
  // A service that wants to complain about us finds the address of this server, or a name that tells that nobody set one.
  const subject = deps.publicUrl?.startsWith('https:') === true ? deps.publicUrl : 'mailto:push@holdline.invalid';
  const keys = (): ReturnType<typeof createVapid> => (vapid ??= createVapid(vapidKeys, subject, () => clock.now()));

  function refresh(): void {
    known = store.all(clock.now());
    people = new Set(known.map(({ person }) => person));
    const endpoints = new Set(known.map(({ endpoint }) => endpoint));
    queue.drop(({ endpoint }) => !endpoints.has(endpoint));
  }

  function remove(endpoint: string): void {
    store.remove(endpoint);
    refresh();
  }

  async function post({ endpoint, topic, message, urgency, until }: PushItem): Promise<PushAnswer> {
    const subscription = known.find((one) => one.endpoint === endpoint);
    const url = endpointFrom(endpoint, deps.toLoopback);
    // Gone meanwhile, or from a backup of somewhere else.
    if (subscription === undefined || url === null) return { kind: 'answered', status: 410, retryAfter: null };
    const body = encryptPush(message, subscription);
    const headers = {
      authorization: keys().authorization(url.origin),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: String(Math.max(0, Math.floor((until - clock.now()) / 1_000))),
      urgency,
      topic,
    };
    return deps.post(url, headers, body);
  }

  function settled(host: string, answer: PushAnswer): void {
    const status = answer.kind === 'answered' ? answer.status : null;
    const isFine = status !== null && (status < 300 || status === 404 || status === 410);
    failures.delete(host);
    if (!isFine) failures.set(host, { host, status });
  }

  /** Nobody tells of a session whose time is simply over. */
  function refreshLater(): void {
    deps.timers.after(REFRESHED_EVERY, () => {
      refreshLater();
      refresh();
    });
  }
  refreshLater();

  const queue = createPushQueue({
    send: post,
    gone: remove,
    settled,
    now: clock.now,
    timers: deps.timers,
    log: deps.log,
    random: deps.random,
  });

  /** No service learns which conversation it is; 32 letters are the most it takes. */
  const topicOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 32);

  return {
    publicKey: () => keys().publicKey,
    people: () => people,
    subscribe: (person, session, { endpoint, keys: given, language }) => {
      const [p256dh, auth] = [Buffer.from(given.p256dh, 'base64url'), Buffer.from(given.auth, 'base64url')];
      if (endpointFrom(endpoint, deps.toLoopback) === null || !isPoint(p256dh)) return false;
      store.put({ endpoint, person, session, p256dh, auth, language, madeAt: clock.now() });
      const own = store.all(clock.now()).filter((one) => one.person === person);
      for (const { endpoint: old } of own.slice(0, Math.max(0, own.length - MOST_OF_PERSON))) store.remove(old);
      refresh();
      return true;
    },
    unsubscribe: (person, endpoint) => {
      if (known.some((one) => one.endpoint === endpoint && one.person === person)) remove(endpoint);
    },
    tell: (person, { topic, message, urgency, liveFor }) => {
      const until = clock.now() + liveFor;
      for (const { endpoint, language } of known.filter((one) => one.person === person))
        queue.add({ endpoint, topic: topicOf(topic), message: JSON.stringify(message(language)), urgency, until });
    },
    over: (person, topic) => {
      const own = new Set(known.filter((one) => one.person === person).map(({ endpoint }) => endpoint));
      const hashed = topicOf(topic);
      queue.drop((item) => item.topic === hashed && own.has(item.endpoint));
    },
    test: async (person, endpoint, id) => {
      const subscription = known.find((one) => one.endpoint === endpoint && one.person === person);
      if (subscription === undefined) return { kind: 'unknown' };
      const now = clock.now();
      if (now - (tested.get(person) ?? -TESTED_EVERY) < TESTED_EVERY) return 'just-tested';
      tested.set(person, now);
      const message: PushMessage = { t: 'test', id, language: subscription.language };
      const item = {
        endpoint,
        topic: topicOf(`test ${id}`),
        message: JSON.stringify(message),
        urgency: 'high',
      } as const;
      const answer = await post({ ...item, until: now + TEST_LIVES_FOR });
      settled(new URL(endpoint).host, answer);
      if (answer.kind === 'unreachable') return { kind: 'unreachable' };
      if (answer.status === 404 || answer.status === 410) remove(endpoint);
      return { kind: 'answered', status: answer.status };
    },
    refresh,
    standing: () => ({
      devices: known.length,
      waiting: queue.size(),
      failure: [...failures.values()].at(-1) ?? null,
    }),
    close: queue.close,
  };
}
