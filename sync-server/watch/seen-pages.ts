import { SEEN_PAGES, type SeenPage } from '#schema/live/on-site.ts';

/** A title that comes later is of the page that is there already. No two begin at once: they are told apart by it. */
export function withPage(seen: readonly SeenPage[], page: SeenPage, isOther: boolean): readonly SeenPage[] {
  const last = seen.at(-1)?.at ?? -Infinity;
  if (isOther) return [...seen, { ...page, at: Math.max(page.at, last + 1) }].slice(-SEEN_PAGES);
  return [...seen.slice(0, -1), { ...page, at: last }];
}
