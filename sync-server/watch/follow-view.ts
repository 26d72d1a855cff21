import type { VisitorId } from '#schema/ids.ts';
import type { OnSite } from '#schema/live/on-site.ts';
import type { FollowFrame } from '#schema/live/watch-frames.ts';
import type { StaffSessionDeps, View } from './view.ts';

/** One visitor, for their open card (LIVE9): found by id, so that any number of open cards never walks through the table. */
export function createFollowView(of: VisitorId, watched: Pick<StaffSessionDeps['watched'], 'find' | 'pagesOf'>): View {
  /** Undefined: nothing was told yet. */
  let told: OnSite | null | undefined;

  return {
    // A row is another object when anything of it is other, its pages too.
    isNew: () => watched.find(of) !== told,
    look: () => {
      const row = watched.find(of);
      const pages = watched.pagesOf(of);
      const here = row === null || pages === null ? null : { row, pages };
      const frame: FollowFrame = { t: 'followed', of, here };
      return { frame, told: () => (told = row) };
    },
  };
}
