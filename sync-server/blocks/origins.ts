import type { Device } from '#schema/conversation/visit.ts';
import type { VisitorId } from '#schema/ids.ts';
import { holds, networkIn, networkName, shortened, type Network } from '#schema/network.ts';
import { networkOf as householdOf } from '../admit/crowd.ts';
import { deviceOf } from '../admit/device.ts';

/**
 * Where each visitor came from last, and with what. In memory only: as long as a page of theirs has a socket, and of the last ten
 * thousand others for a day. An address is personal data, and only one that is blocked is kept (BLOCK6); of a device only its kind is
 * ever written down (VISIT3).
 *
 * Tokens are free, so a flood of them must not make others unknown: nobody who has a socket goes, whose commands would be asked for
 * the address in vain, and a network with more than its share makes room from its own.
 */
export interface Origins {
  /** `agent`: what its browser says of itself; absent where nobody has looked. */
  readonly saw: (visitor: VisitorId, address: string, agent?: string) => void;
  /** One more of its sockets is there, or is gone. */
  readonly arrived: (visitor: VisitorId) => void;
  readonly left: (visitor: VisitorId) => void;
  /** On whose pages it is. */
  readonly cameTo: (visitor: VisitorId, site: string) => void;
  /** Addresses of those who have left are shortened, where their site wants that. */
  readonly sweep: (hasLeft: (visitor: VisitorId) => boolean) => void;
  /** Nothing that is written down may tell more of where it came from than a part that many have in common (PRIV4). */
  readonly isShort: (visitor: VisitorId) => boolean;
  /** An IPv4 address, or the /64 of an IPv6 one; null when it is not known, or nobody's in particular. */
  readonly networkOf: (visitor: VisitorId) => Network | null;
  /** How many visitors of the last day came from there last. */
  readonly count: (network: Network) => number;
  readonly deviceOf: (visitor: VisitorId) => Device | null;
  readonly forget: (visitor: VisitorId) => void;
}

interface Origin {
  readonly address: string;
  readonly site?: string | undefined;
  /** Of the address, once somebody has asked. */
  network?: Network | null;
  readonly device: Device | null;
  /** The part of the internet that it counts to. */
  readonly part: string;
  readonly at: number;
}

const KEPT_FOR = 86_400_000;
const MOST = 10_000;
/** Of one network, while there is no room for all. */
const SHARE = 100;

/** A /24, or a /48 of IPv6: who has one such has all addresses in it. Made of text alone, because it is done for every request. */
function partOf(address: string): string {
  const household = householdOf(address);
  return household.slice(0, Math.max(household.lastIndexOf('.'), household.lastIndexOf(':')));
}

/** `shortens`: whether this site wants addresses shortened; undefined: any of those that a visitor may have come to. */
export function createOrigins(
  now: () => number,
  shortens: (site: string | undefined) => boolean = () => false,
): Origins {
  const sockets = new Map<VisitorId, number>();
  const here = new Map<VisitorId, Origin>();
  /** Those without a socket. The one that was seen last stands last. */
  const seen = new Map<VisitorId, Origin>();
  const seenOf = new Map<string, Set<VisitorId>>();

  const isOver = ({ at }: Origin): boolean => at <= now() - KEPT_FOR;
  const networkOf = (origin: Origin): Network | null => (origin.network ??= networkIn(origin.address));

  function find(visitor: VisitorId): Origin | null {
    const last = seen.get(visitor);
    return here.get(visitor) ?? (last === undefined || isOver(last) ? null : last);
  }

  function drop(visitor: VisitorId): void {
    here.delete(visitor);
    const last = seen.get(visitor);
    if (last === undefined) return;
    seen.delete(visitor);
    const own = seenOf.get(last.part);
    own?.delete(visitor);
    if (own?.size === 0) seenOf.delete(last.part);
  }

  function put(visitor: VisitorId, origin: Origin): void {
    drop(visitor);
    if (sockets.has(visitor)) return void here.set(visitor, origin);
    seen.set(visitor, origin);
    const own = seenOf.get(origin.part) ?? new Set();
    seenOf.set(origin.part, own.add(visitor));
    for (const [oldest, last] of seen) {
      if (!isOver(last)) break;
      drop(oldest);
    }
    const [oldest] = own.size > SHARE ? own : seen.keys();
    if (seen.size > MOST && oldest !== undefined) drop(oldest);
  }

  return {
    saw: (visitor, address, agent) => {
      const last = find(visitor);
      const device = agent === undefined ? (last?.device ?? null) : deviceOf(agent);
      put(visitor, { address, device, part: partOf(address), at: now(), site: last?.site });
    },
    arrived: (visitor) => {
      const last = find(visitor);
      sockets.set(visitor, (sockets.get(visitor) ?? 0) + 1);
      if (last !== null) put(visitor, last);
    },
    left: (visitor) => {
      const rest = (sockets.get(visitor) ?? 0) - 1;
      if (rest > 0) return void sockets.set(visitor, rest);
      const last = find(visitor);
      sockets.delete(visitor);
      if (last !== null) put(visitor, { ...last, at: now() });
    },
    cameTo: (visitor, site) => {
      const some = here.has(visitor) ? here : seen;
      const last = some.get(visitor);
      if (last !== undefined) some.set(visitor, { ...last, site });
    },
    isShort: (visitor) => shortens(find(visitor)?.site),
    sweep: (hasLeft) => {
      // Who has a socket has not left.
      for (const [visitor, origin] of seen) {
        const network = networkOf(origin);
        if (network === null || !shortens(origin.site) || !hasLeft(visitor)) continue;
        const short = shortened(network);
        seen.set(visitor, { ...origin, address: networkName(short), network: short });
      }
    },
    networkOf: (visitor) => {
      const last = find(visitor);
      return last === null ? null : networkOf(last);
    },
    count: (network) => {
      let count = 0;
      for (const origin of [...here.values(), ...[...seen.values()].filter((last) => !isOver(last))]) {
        const own = networkOf(origin);
        if (own !== null && holds(network, own)) count += 1;
      }
      return count;
    },
    deviceOf: (visitor) => find(visitor)?.device ?? null,
    forget: drop,
  };
}
