import type { Device } from '#schema/conversation/visit.ts';
import type { VisitorId } from '#schema/ids.ts';
import { deviceOf } from '../admit/device.ts';
import { networkName } from './network.ts';

/**
 * Where each visitor came from last, and with what. In memory only, for a day, and of the last ten thousand visitors: an address is
 * personal data, and only one that is blocked is kept (BLOCK6); of a device only its kind is ever written down (VISIT3).
 */
export interface Origins {
  /** `agent`: what its browser says of itself; absent where nobody has looked. */
  readonly saw: (visitor: VisitorId, address: string, agent?: string) => void;
  /** The name of the network; null when it is not known, or nobody's in particular. */
  readonly networkOf: (visitor: VisitorId) => string | null;
  readonly deviceOf: (visitor: VisitorId) => Device | null;
  readonly forget: (visitor: VisitorId) => void;
}

interface Origin {
  readonly address: string;
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
      return last === null ? null : networkName(last.address);
    },
    deviceOf: (visitor) => find(visitor)?.device ?? null,
    forget: (visitor) => void seen.delete(visitor),
  };
}
