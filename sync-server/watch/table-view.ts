import type { OnSite } from '#schema/live/on-site.ts';
import type { WatchAsk, WatchFrame } from '#schema/live/watch-frames.ts';
import { findRows } from './find-rows.ts';
import type { StaffSessionDeps, View } from './view.ts';

/** A part of the table (LIVE4): it is told of whom something is new there, and of nobody else. */
export function createTableView(
  ask: WatchAsk,
  { watched, clock, isAnyTracked }: Pick<StaffSessionDeps, 'watched' | 'clock' | 'isAnyTracked'>,
): View {
  /** As they were told last. */
  let told = new Map<string, OnSite>();
  let toldVersion = -1;
  let toldIsOff: boolean | null = null;

  return {
    isNew: () => watched.version() !== toldVersion || !isAnyTracked() !== toldIsOff,
    look: () => {
      const isOff = !isAnyTracked();
      const version = watched.version();
      const { found, rows } = findRows(watched.rows(), ask);
      // A row is another object when anything of it is other.
      const news = rows.filter((row) => told.get(row.visitor) !== row);
      const pages = ask.of === undefined ? null : watched.pagesOf(ask.of);
      const frame: WatchFrame = {
        t: 'rows',
        now: clock.now(),
        all: watched.count(),
        found,
        from: ask.from,
        ids: rows.map(({ visitor }) => visitor),
        rows: news,
        ...(ask.of !== undefined && pages !== null && { seen: { of: ask.of, pages } }),
        ...(isOff && { isOff: true }),
      };
      return {
        frame,
        told: () => {
          told = new Map(rows.map((row) => [row.visitor, row]));
          toldVersion = version;
          toldIsOff = isOff;
        },
      };
    },
  };
}
