import type { VisitorId } from '#schema/ids.ts';
import { networkName } from './network.ts';

/**
 * Where each visitor came from last. In memory only, for a day, and of the last ten thousand visitors: an address is personal data,
 * and only one that is blocked is kept (BLOCK6).
 */
export interface Addresses {
  readonly saw: (visitor: VisitorId, address: string) => void;
  /** The name of the network; null when it is not known, or nobody's in particular. */
  readonly of: (visitor: VisitorId) => string | null;
  readonly forget: (visitor: VisitorId) => void;
}

const KEPT_FOR = 86_400_000;
const MOST = 10_000;

export function createAddresses(now: () => number): Addresses {
  /** The one that was seen last stands last. */
  const seen = new Map<VisitorId, { readonly address: string; readonly at: number }>();
  return {
    saw: (visitor, address) => {
      seen.delete(visitor);
      seen.set(visitor, { address, at: now() });
      for (const [oldest, { at }] of seen) {
        if (seen.size <= MOST && at > now() - KEPT_FOR) break;
        seen.delete(oldest);
      }
    },
    of: (visitor) => {
      const last = seen.get(visitor);
      return last === undefined || last.at <= now() - KEPT_FOR ? null : networkName(last.address);
    },
    forget: (visitor) => void seen.delete(visitor),
  };
}
