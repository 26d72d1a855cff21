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
  /** Nothing is sent before, ms. */
  notBefore: number;
  failures: number;
  /** Requests that it has not answered. */
  asked: number;
}

const originOf = (endpoint: string): string => new URL(endpoint).origin;

export function createPushQueue(deps: PushQueueDeps): PushQueue {
  const { now, timers } = deps;
  const waiting = new Map<string, Waiting>();
  let added = 0;
  const services = new Map<string, Service>();
  const underWay = new Set<Waiting>();
  let wake: (() => void) | null = null;
  let isClosed = false;

  const keyOf = ({ endpoint, topic }: PushItem): string => `${topic} ${endpoint}`;

  function serviceOf(endpoint: string): Service {
    const origin = originOf(endpoint);
    const known = services.get(origin) ?? { notBefore: 0, failures: 0, asked: 0 };
    services.set(origin, known);
    return known;
  }

  function pump(): void {
    wake?.();
    wake = null;
    if (isClosed) return;
    let next = Infinity;
    for (const [key, one] of waiting) {
      const { item } = one;
      if (underWay.size >= MOST_AT_ONCE) return;
      if (item.until <= now()) {
        waiting.delete(key);
        continue;
      }
      const { notBefore, failures, asked } = serviceOf(item.endpoint);
      if (asked >= AT_ONCE) continue;
      if (notBefore > now()) next = Math.min(next, notBefore);
      else {
        waiting.delete(key);
        void send(one);
        // One that has failed is asked by one item, not by all that wait.
        if (failures > 0) serviceOf(item.endpoint).notBefore = now() + FIRST_WAIT;
      }
    }
    if (next < Infinity) wake = timers.after(Math.max(1, next - now()), pump);
  }

  async function send(one: Waiting): Promise<void> {
    const service = serviceOf(one.item.endpoint);
    underWay.add(one);
    service.asked += 1;
    const answer = await deps.send(one.item).catch((): PushAnswer => ({ kind: 'unreachable' }));
    service.asked -= 1;
    // What was over meanwhile is not tried again.
    settle(one, answer, underWay.delete(one));
    pump();
  }

  function settle(one: Waiting, answer: PushAnswer, isWanted: boolean): void {
    const { endpoint } = one.item;
    deps.settled(new URL(endpoint).host, answer);
    const service = serviceOf(endpoint);
    if (answer.kind === 'answered' && answer.status < 500 && answer.status !== 429 && answer.status !== 408) {
      service.failures = 0;
      service.notBefore = 0;
      if (answer.status === 404 || answer.status === 410) deps.gone(endpoint);
      else if (answer.status >= 300)
        deps.log.warn({ host: new URL(endpoint).host, status: answer.status }, 'a push service refuses a push');
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
      waiting.delete(key);
      waiting.set(key, { item, n: ++added });
      const [oldest] = waiting.keys();
      if (waiting.size > MOST_ITEMS && oldest !== undefined) waiting.delete(oldest);
      pump();
    },
    drop: (isOver) => {
      for (const [key, { item }] of waiting) if (isOver(item)) waiting.delete(key);
      for (const one of underWay) if (isOver(one.item)) underWay.delete(one);
    },
    size: () => waiting.size + underWay.size,
    close: () => {
      isClosed = true;
      wake?.();
      waiting.clear();
    },
  };
}
