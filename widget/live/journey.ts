import type { Invited } from '#schema/conversation/invited.ts';
import type { INVITED_EVERY } from '#schema/site/parts/invitations.ts';
import type { KeptTexts } from '../page-storage.ts';

/** Who comes back after such a pause is on another visit; ms. As in `panel/visit/visit.ts`. */
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

/** Of a storage that anybody may have written to; null: nothing that one could be invited with. */
function invitedIn(value: unknown): Invited | null {
  const { by, id, name, text } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if ((by !== 'site' && by !== 'operator') || typeof id !== 'string' || typeof name !== 'string') return null;
  return typeof text === 'string' && text !== '' ? { by, id, name, text } : null;
}

/** What was shown after now was shown by a clock that was put back since: it counts from now on. */
const shownIn = (value: unknown, now: number): Kept['shown'] =>
  Object.fromEntries(
    Object.entries(value ?? {}).flatMap(([id, at]) =>
      Number.isFinite(at) ? [[id, Math.min(at as number, now)] as const] : [],
    ),
  );

/** `isKept` false: nothing is read or written, and everything counts for this page alone. */
export function createJourney(key: string, storage: KeptTexts | null, now: () => number, isKept: boolean): Journey {
  let mayKeep = isKept;
  /** Full or refused: it counts for this page. */
  let isRefused = false;
  /** It was written by this page. */
  let isThere = false;
  let kept = mayKeep ? read() : begun(0, {});

  function begun(visits: number, shown: Kept['shown']): Kept {
    return { visits: visits + 1, since: now(), at: now(), shown, invited: null };
  }

  /** What stands there, of whichever visit; null: nothing that can be read. */
  function found(): Kept | null {
    try {
      const given = JSON.parse(storage?.getItem(key) ?? 'null') as Partial<Kept> | null;
      const visits = Math.floor(number(given?.visits, 0));
      if (!given || visits < 1) return null;
      return {
        visits,
        since: Math.min(number(given.since, now()), now()),
        at: number(given.at, 0),
        shown: shownIn(given.shown, now()),
        invited: invitedIn(given.invited),
      };
    } catch {
      return null;
    }
  }

  function read(): Kept {
    const last = found();
    // A clock that was put back does not make a visit endless.
    if (!last || now() - last.at > OVER_AFTER || last.at > now() + DAY)
      return begun(last?.visits ?? 0, last?.shown ?? {});
    return last;
  }

  /** Other tabs write there too: what they have shown was shown, what was put away is, and what was forgotten is not kept by this one. */
  function current(): Kept {
    if (!mayKeep || isRefused) return kept;
    const last = found();
    mayKeep = last !== null || !isThere;
    if (last === null && isThere) kept = begun(0, {});
    // One that is over is not gone back to.
    if (last !== null && last.visits >= kept.visits) kept = last;
    return kept;
  }

  function write(change: Partial<Kept>): void {
    kept = { ...current(), at: now(), ...change };
    if (!mayKeep) return;
    try {
      storage?.setItem(key, JSON.stringify(kept));
      isThere = storage !== null;
    } catch {
      isRefused = true;
    }
  }

  return {
    visits: () => kept.visits,
    since: () => kept.since,
    invited: () => current().invited,
    mayShow: (id, every) => {
      const at = number(current().shown[id], -Infinity);
      if (at === -Infinity) return true;
      if (every === 'ever') return false;
      return every === 'visit' ? at < kept.since : now() - at >= DAY;
    },
    shown: (id) => write({ shown: { ...current().shown, [id]: now() } }),
    invite: (invited) => write({ invited }),
    touch: () => write({}),
    keep: () => {
      if (mayKeep) return;
      mayKeep = true;
      isThere = false;
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
