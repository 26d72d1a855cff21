import { createRateLimit, type RateLimitSettings } from './rate-limit.ts';

/**
 * The second line against a flood (WIRE7). Visitors' tokens are free, so limits by visitor alone hold nobody up; an office behind
 * one address must not be locked out either. So an address may do a great deal while the server has room, and a tenth of
 * it while the server is behind; a socket may not say more than a person with a full outbox would. This machine's own address
 * is nobody's in particular: a proxy that was not named to us speaks for everyone from there.
 */
export interface Crowd {
  /** A visitor's socket; null when there are too many of its kind of this visitor or address. */
  readonly enter: (visitor: string, address: string, kind?: SocketKind) => Guest | null;
  /** A visitor's request through the second door, or so many more commands of one: whether it may be served. */
  readonly mayCall: (address: string, commands?: number) => boolean;
  /**
   * New conversations and cards, and people who have what is kept of them erased: each costs lists, files and the disk what a thousand messages
   * do not, and a new token is all that it takes. Ms until there may be one more from this network; null: it is nobody's in particular.
   */
  readonly begin: (network: string | null) => number;
  /** What was let begin did not: the disk refused it. */
  readonly beganNot: (network: string | null) => void;
  readonly erase: (network: string | null) => number;
}

/** `watch`: of pages that only tell where they are; they take no place from those in which somebody writes. */
export type SocketKind = 'talk' | 'watch';

export interface Guest {
  /** Whether one more frame is heard; a socket that says more is sent away, to come back. */
  readonly maySpeak: () => boolean;
  readonly leave: () => void;
}

/** The most at once, and how much of it comes back each second. */
interface Flow {
  readonly burst: number;
  readonly perSecond: number;
}

export interface CrowdLimits {
  readonly socketsOfVisitor: number;
  readonly socketsOfAddress: number;
  readonly framesOfSocket: Flow;
  readonly framesOfAddress: Flow;
  readonly talksOfNetwork: RateLimitSettings;
  readonly erasuresOfNetwork: RateLimitSettings;
}

const HOUR = 3_600_000;

export const CROWD_LIMITS: CrowdLimits = {
  socketsOfVisitor: 16,
  socketsOfAddress: 1_000,
  framesOfSocket: { burst: 400, perSecond: 30 },
  framesOfAddress: { burst: 6_000, perSecond: 600 },
  // Why so many: docs/decisions/limits.md.
  talksOfNetwork: { burst: 120, window: HOUR, aDay: Infinity },
  erasuresOfNetwork: { burst: 5, window: HOUR, aDay: Infinity },
};

const WHILE_BEHIND = 0.1;
/** Addresses without a socket are forgotten when there are more than so many; their flow has long come back then. */
const SWEEP_ABOVE = 10_000;

const LOOPBACK = /^(127\.|::ffff:127\.|0:0:0:0$)/;

interface Bucket {
  left: number;
  at: number;
}

interface Presence {
  readonly sockets: Record<SocketKind, number>;
  readonly frames: Bucket;
  readonly isEverybody: boolean;
}

export interface CrowdDeps {
  readonly now: () => number;
  /** The server has more to commit than it can at once. */
  readonly isBehind: () => boolean;
}

export function createCrowd(limits: CrowdLimits, { now, isBehind }: CrowdDeps): Crowd {
  const addresses = new Map<string, Presence>();
  const socketsOf = new Map<string, number>();

  const talks = createRateLimit(limits.talksOfNetwork, now);
  const erasures = createRateLimit(limits.erasuresOfNetwork, now);

  function spend(bucket: Bucket, { burst, perSecond }: Flow, share: number, count = 1): boolean {
    const time = now();
    bucket.left = Math.min(burst * share, bucket.left + ((time - bucket.at) / 1000) * perSecond * share);
    bucket.at = time;
    if (bucket.left < count) return false;
    bucket.left -= count;
    return true;
  }

  function presenceOf(address: string): Presence {
    const known = addresses.get(address);
    if (known !== undefined) return known;
    if (addresses.size >= SWEEP_ABOVE)
      for (const [other, { sockets }] of addresses) if (sockets.talk + sockets.watch === 0) addresses.delete(other);
    const isEverybody = LOOPBACK.test(address);
    const frames = { left: limits.framesOfAddress.burst, at: now() };
    const presence: Presence = { sockets: { talk: 0, watch: 0 }, frames, isEverybody };
    addresses.set(address, presence);
    return presence;
  }

  const share = (): number => (isBehind() ? WHILE_BEHIND : 1);
  const mayBeHeard = (presence: Presence, count = 1): boolean =>
    presence.isEverybody || spend(presence.frames, limits.framesOfAddress, share(), count);

  return {
    enter: (visitor, address, kind = 'talk') => {
      const presence = presenceOf(networkOf(address));
      const name = `${kind} ${visitor}`;
      const own = socketsOf.get(name) ?? 0;
      const isFull = !presence.isEverybody && presence.sockets[kind] >= limits.socketsOfAddress * share();
      if (own >= limits.socketsOfVisitor || isFull) return null;
      socketsOf.set(name, own + 1);
      presence.sockets[kind] += 1;
      const frames = { left: limits.framesOfSocket.burst, at: now() };
      let isHere = true;
      return {
        maySpeak: () => spend(frames, limits.framesOfSocket, 1) && mayBeHeard(presence),
        leave: () => {
          if (!isHere) return;
          isHere = false;
          presence.sockets[kind] -= 1;
          const rest = (socketsOf.get(name) ?? 1) - 1;
          if (rest === 0) socketsOf.delete(name);
          else socketsOf.set(name, rest);
        },
      };
    },
    mayCall: (address, commands) => mayBeHeard(presenceOf(networkOf(address)), commands),
    begin: (network) => (network === null ? 0 : talks.take(network)),
    beganNot: (network) => {
      if (network !== null) talks.giveBack(network);
    },
    erase: (network) => (network === null ? 0 : erasures.take(network)),
  };
}

/** One household or office has a whole /64 of IPv6 addresses, so those count as one. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::', 2);
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === '' ? [] : tail.split(':');
  while (groups.length + behind.length < 8) groups.push('0');
  return [...groups, ...behind].slice(0, 4).join(':');
}
