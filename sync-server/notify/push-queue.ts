import type { Log } from '../log.ts';
import type { Timers } from '../timers.ts';

/**
 * What waits to be taken by a push service. Bounded, in memory: what is in it is told to nobody else, and after a restart the calls
 * that still stand are told anew (notifier.ts). A service that does not answer, or asks to wait, holds up nobody else's.
 */
export interface PushQueue {
  readonly add: (item: PushItem) => void;
  /** It calls no more: what has not left is not sent. */
  readonly drop: (isOver: (item: PushItem) => boolean) => void;
  readonly size: () => number;
  readonly close: () => void;
}

export interface PushItem {
  readonly endpoint: string;
  /** What is newer takes the place of what waits with the same topic. */
  readonly topic: string;
  readonly message: string;
  readonly urgency: 'high' | 'normal';
  /** After this it is no use, ms. */
  readonly until: number;
}

export type PushAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: number | null }
  | { readonly kind: 'unreachable' };

export interface PushQueueDeps {
  readonly send: (item: PushItem) => Promise<PushAnswer>;
  /** Its browser has given it up. */
  readonly gone: (endpoint: string) => void;
  readonly settled: (host: string, answer: PushAnswer) => void;
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: Pick<Log, 'warn'>;
  /** A number in [0, 1). */
  readonly random: () => number;
}

const MOST_ITEMS = 5_000;
/** To one service, so that one that does not answer leaves the others theirs; and to all. */
const AT_ONCE = 4;
const MOST_AT_ONCE = 32;
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 300_000;
/** A service may ask for more; a person waits no longer. */
const LONGEST_ASKED = 3_600_000;

interface Waiting {
  readonly item: PushItem;
  /** Grows with each that is added: what is under way may be older than what waits. */
  readonly n: number;
}

interface Service {
  readonly host: string;
  /** What waits for it, the oldest first. */
  readonly waiting: Map<string, Waiting>;
  /** Nothing is sent before, ms. */
  notBefore: number;
  failures: number;
  /** Requests that it has not answered. */
  asked: number;
}

const firstOf = ({ waiting }: Service): Waiting | undefined => waiting.values().next().value;

export function createPushQueue(deps: PushQueueDeps): PushQueue {
  const { now, timers } = deps;
  /** By origin. Whoever was asked last comes last: none waits because others have much to be sent. */
  const services = new Map<string, Service>();
  const underWay = new Set<Waiting>();
  let added = 0;
  let wake: (() => void) | null = null;
  let isClosed = false;

  const keyOf = ({ endpoint, topic }: PushItem): string => `${topic} ${endpoint}`;

  function serviceOf(endpoint: string): Service {
    const { origin, host } = new URL(endpoint);
    const known = services.get(origin) ?? { host, waiting: new Map(), notBefore: 0, failures: 0, asked: 0 };
    services.set(origin, known);
    return known;
  }

  const waitingCount = (): number => [...services.values()].reduce((sum, { waiting }) => sum + waiting.size, 0);

  function dropOldest(): void {
    let oldest: Service | null = null;
    let least = Infinity;
    for (const service of services.values()) {
      const n = firstOf(service)?.n ?? Infinity;
      if (n < least) [oldest, least] = [service, n];
    }
    const [key] = oldest?.waiting.keys() ?? [];
    if (key !== undefined) oldest?.waiting.delete(key);
  }

  function pump(): void {
    wake?.();
    wake = null;
    if (isClosed) return;
    let next = Infinity;
    for (const [origin, service] of [...services]) {
      if (underWay.size >= MOST_AT_ONCE) return;
      const before = underWay.size;
      next = Math.min(next, sendSome(service));
      if (underWay.size === before) continue;
      services.delete(origin);
      services.set(origin, service);
    }
    if (next < Infinity) wake = timers.after(Math.max(1, next - now()), pump);
  }

  /** As much as this service may be asked for now. When it may be asked again; infinite: nothing waits for a time. */
  function sendSome(service: Service): number {
    for (const [key, one] of service.waiting) {
      if (one.item.until <= now()) {
        service.waiting.delete(key);
        continue;
      }
      if (service.asked >= AT_ONCE || underWay.size >= MOST_AT_ONCE) return Infinity;
      if (service.notBefore > now()) return service.notBefore;
      service.waiting.delete(key);
      void send(service, one);
      // One that has failed is asked by one item, not by all that wait.
      if (service.failures > 0) service.notBefore = now() + FIRST_WAIT;
    }
    return Infinity;
  }

  async function send(service: Service, one: Waiting): Promise<void> {
    underWay.add(one);
    service.asked += 1;
    const answer = await deps.send(one.item).catch((): PushAnswer => ({ kind: 'unreachable' }));
    service.asked -= 1;
    // What was over meanwhile is not tried again.
    settle(service, one, answer, underWay.delete(one));
    pump();
  }

  function settle(service: Service, one: Waiting, answer: PushAnswer, isWanted: boolean): void {
    const { endpoint } = one.item;
    const { host, waiting } = service;
    deps.settled(host, answer);
    if (answer.kind === 'answered' && answer.status < 500 && answer.status !== 429 && answer.status !== 408) {
      service.failures = 0;
      service.notBefore = 0;
      if (answer.status === 404 || answer.status === 410) deps.gone(endpoint);
      else if (answer.status >= 300) deps.log.warn({ host, status: answer.status }, 'a push service refuses a push');
      return;
    }
    service.failures += 1;
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (service.failures - 1)) * (0.5 + deps.random() / 2);
    const asked = answer.kind === 'answered' ? (answer.retryAfter ?? 0) : 0;
    service.notBefore = now() + Math.max(wait, Math.min(asked, LONGEST_ASKED));
    // Something newer of the same may have come meanwhile.
    const key = keyOf(one.item);
    if (isWanted && (waiting.get(key)?.n ?? 0) < one.n) waiting.set(key, one);
  }

  return {
    add: (item) => {
      if (isClosed) return;
      const key = keyOf(item);
      const { waiting } = serviceOf(item.endpoint);
      waiting.delete(key);
      waiting.set(key, { item, n: ++added });
      if (waitingCount() > MOST_ITEMS) dropOldest();
      pump();
    },
    drop: (isOver) => {
      for (const { waiting } of services.values())
        for (const [key, { item }] of waiting) if (isOver(item)) waiting.delete(key);
      for (const one of underWay) if (isOver(one.item)) underWay.delete(one);
    },
    size: () => waitingCount() + underWay.size,
    close: () => {
      isClosed = true;
      wake?.();
      services.clear();
    },
  };
}
