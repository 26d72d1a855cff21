import type { Device } from '#schema/conversation/visit.ts';
import type { VisitorId } from '#schema/ids.ts';
import { holds, networkIn, type Network } from '#schema/network.ts';
import { deviceOf } from '../admit/device.ts';

/**
 * Where each visitor came from last, and with what. In memory only, for a day, and of the last ten thousand visitors: an address is
 * personal data, and only one that is blocked is kept (BLOCK6); of a device only its kind is ever written down (VISIT3).
 */
export interface Origins {
  /** `agent`: what its browser says of itself; absent where nobody has looked. */
  readonly saw: (visitor: VisitorId, address: string, agent?: string) => void;
  /** An IPv4 address, or the /64 of an IPv6 one; null when it is not known, or nobody's in particular. */
  readonly networkOf: (visitor: VisitorId) => Network | null;
  /** How many visitors of the last day came from there last. */
  readonly count: (network: Network) => number;
  readonly deviceOf: (visitor: VisitorId) => Device | null;
  readonly forget: (visitor: VisitorId) => void;
}

interface Origin {
  readonly address: string;
  /** Of the address, once somebody has asked. */
  network?: Network | null;
  readonly device: Device | null;
  readonly at: number;
}

const KEPT_FOR = 86_400_000;
const MOST = 10_000;

export function createOrigins(now: () => number): Origins {
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
      seen.delete(visitor);
      seen.set(visitor, { address, device, at: now() });
      for (const [oldest, { at }] of seen) {
        if (seen.size <= MOST && at > now() - KEPT_FOR) break;
        seen.delete(oldest);
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
