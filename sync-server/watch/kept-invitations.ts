import type { PersonalInvitation } from '#schema/live/on-site.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Timers } from '../timers.ts';

/**
 * What visitors are invited with while none of their pages is open (INVITE5): a phone that shows another app loses its line, and the bubble
 * stands there when it comes back. In memory only, for as long as a pause within one visit.
 */
export interface KeptInvitations {
  readonly keep: (visitor: VisitorId, site: string, invited: PersonalInvitation) => void;
  readonly find: (visitor: VisitorId) => PersonalInvitation | null;
  readonly forget: (visitor: VisitorId) => void;
  readonly forgetSite: (site: string) => void;
}

/** Who comes back after such a pause is on another visit, for its browser too (widget/live/journey.ts); ms. */
export const VISIT_OVER_AFTER = 1_800_000;

interface Kept {
  readonly site: string;
  readonly invited: PersonalInvitation;
  readonly cancel: () => void;
}

/** @param most of so many visitors, the last ones */
export function createKeptInvitations(timers: Pick<Timers, 'after'>, most: number): KeptInvitations {
  /** Who left last comes last. */
  const kept = new Map<VisitorId, Kept>();

  function forget(visitor: VisitorId): void {
    kept.get(visitor)?.cancel();
    kept.delete(visitor);
  }

  return {
    keep: (visitor, site, invited) => {
      forget(visitor);
      const [first] = kept.keys();
      if (first !== undefined && kept.size >= most) forget(first);
      kept.set(visitor, { site, invited, cancel: timers.after(VISIT_OVER_AFTER, () => void kept.delete(visitor)) });
    },
    find: (visitor) => kept.get(visitor)?.invited ?? null,
    forget,
    forgetSite: (site) => {
      for (const [visitor, one] of kept) if (one.site === site) forget(visitor);
    },
  };
}
