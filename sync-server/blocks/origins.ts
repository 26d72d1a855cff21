import type { Device } from '#schema/conversation/visit.ts';
import type { VisitorId } from '#schema/ids.ts';
import { holds, networkIn, networkName, shortened, type Network } from '#schema/network.ts';
import { deviceOf } from '../admit/device.ts';

/**
 * Where each visitor came from last, and with what. In memory only, for a day, and of the last ten thousand visitors: an address is
 * personal data, and only one that is blocked is kept (BLOCK6); of a device only its kind is ever written down (VISIT3).
 */
export interface Origins {
  /** `agent`: what its browser says of itself; absent where nobody has looked. */
  readonly saw: (visitor: VisitorId, address: string, agent?: string) => void;
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
  readonly at: number;
}

const KEPT_FOR = 86_400_000;
const MOST = 10_000;

/** `shortens`: whether this site wants addresses shortened; undefined: any of those that a visitor may have come to. */
export function createOrigins(
  now: () => number,
  shortens: (site: string | undefined) => boolean = () => false,
): Origins {
  /** The one that was seen last stands last. */
  const seen = new Map<VisitorId, Origin>();

  function find(visitor: VisitorId): Origin | null {
    const last = seen.get(visitor);
    return last === undefined || last.at <= now() - KEPT_FOR ? null : last;
  }

  const networkOf = (origin: Origin): Network | null => (origin.network ??= networkIn(origin.address));

  return {
    saw: (visitor, address, agent) => {
      const device = agent === undefined ? (find(visitor)?.device ?? null) : deviceOf(agent);
      const site = find(visitor)?.site;
      seen.delete(visitor);
      seen.set(visitor, { address, device, at: now(), site });
      for (const [oldest, { at }] of seen) {
        if (seen.size <= MOST && at > now() - KEPT_FOR) break;
        seen.delete(oldest);
      }
    },
    cameTo: (visitor, site) => {
      const last = seen.get(visitor);
      if (last !== undefined) seen.set(visitor, { ...last, site });
    },
    isShort: (visitor) => shortens(find(visitor)?.site),
    sweep: (hasLeft) => {
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
      for (const origin of seen.values()) {
        const own = origin.at > now() - KEPT_FOR ? networkOf(origin) : null;
        if (own !== null && holds(network, own)) count += 1;
      }
      return count;
    },
    deviceOf: (visitor) => find(visitor)?.device ?? null,
    forget: (visitor) => void seen.delete(visitor),
  };
}
