import type { Invited } from '#schema/conversation/invited.ts';
import type { INVITED_EVERY } from '#schema/site/parts/invitations.ts';
import type { KeptTexts } from '../visitor-store.ts';

/** Who comes back after such a pause is on another visit; ms. As in `panel/visit.ts`. */
const OVER_AFTER = 1_800_000;
const DAY = 86_400_000;

/** What a site keeps of a visit whose rules ask for it: in the page's own storage, and told to nobody by this. Times by the device's clock, ms. */
interface Kept {
  /** The how manyth visit it is, from 1. */
  readonly visits: number;
  readonly since: number;
  readonly at: number;
  /** When each invitation was shown last, by its id. */
  readonly shown: Readonly<Record<string, number>>;
  /** What it is invited with and has not answered. */
  readonly invited: Invited | null;
}

export interface Journey {
  readonly visits: () => number;
  /** When this visit began. */
  readonly since: () => number;
  readonly invited: () => Invited | null;
  readonly mayShow: (id: string, every: (typeof INVITED_EVERY)[number]) => boolean;
  readonly shown: (id: string) => void;
  readonly invite: (invited: Invited | null) => void;
  /** A sign that the visit goes on. */
  readonly touch: () => void;
  /** From now on it may be kept: what was so far on this page is. */
  readonly keep: () => void;
  readonly forget: () => void;
}

const number = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;

/** `isKept` false: nothing is read or written, and everything counts for this page alone. */
export function createJourney(key: string, storage: KeptTexts | null, now: () => number, isKept: boolean): Journey {
  let mayKeep = isKept;
  let kept = mayKeep ? read() : begun(0, {});

  function begun(visits: number, shown: Kept['shown']): Kept {
    return { visits: visits + 1, since: now(), at: now(), shown, invited: null };
  }

  function read(): Kept {
    try {
      const given = JSON.parse(storage?.getItem(key) ?? 'null') as Partial<Kept> | null;
      const shown = typeof given?.shown === 'object' ? given.shown : {};
      const visits = Math.max(0, Math.floor(number(given?.visits, 0)));
      const at = number(given?.at, 0);
      // A clock that was put back does not make a visit endless.
      if (visits < 1 || now() - at > OVER_AFTER || at > now() + DAY) return begun(visits, shown);
      return {
        visits,
        since: Math.min(number(given?.since, now()), now()),
        at,
        shown,
        invited: given?.invited ?? null,
      };
    } catch {
      return begun(0, {});
    }
  }

  function write(change: Partial<Kept>): void {
    kept = { ...kept, at: now(), ...change };
    if (!mayKeep) return;
    try {
      storage?.setItem(key, JSON.stringify(kept));
    } catch {
      // Full or refused: it counts for this page.
    }
  }

  return {
    visits: () => kept.visits,
    since: () => kept.since,
    invited: () => kept.invited,
    mayShow: (id, every) => {
      const at = number(kept.shown[id], -Infinity);
      if (at === -Infinity) return true;
      if (every === 'ever') return false;
      return every === 'visit' ? at < kept.since : now() - at >= DAY;
    },
    shown: (id) => write({ shown: { ...kept.shown, [id]: now() } }),
    invite: (invited) => write({ invited }),
    touch: () => write({}),
    keep: () => {
      if (mayKeep) return;
      mayKeep = true;
      const { shown, invited } = kept;
      const before = read();
      write({ ...before, shown: { ...before.shown, ...shown }, invited: invited ?? before.invited });
    },
    forget: () => {
      mayKeep = false;
      kept = begun(0, {});
      try {
        (storage as Storage | null)?.removeItem(key);
      } catch {
        // Nothing was kept there.
      }
    },
  };
}
