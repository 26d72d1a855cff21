import type { OnSite, WatchKind, WatchOrder } from '#schema/live/on-site.ts';
import type { WatchAsk } from '#schema/live/watch-frames.ts';

/** The part of the table that somebody asks for. `found`: how many there are of that kind. */
export function findRows(
  all: Iterable<OnSite>,
  { site, find, kind, order, isDown, from, count }: WatchAsk,
): { readonly found: number; readonly rows: readonly OnSite[] } {
  const words = find.trim().toLowerCase();
  const found: OnSite[] = [];
  for (const row of all) {
    if (site !== undefined && row.site !== site) continue;
    if (isOfKind(row, kind) && (words === '' || textOf(row).includes(words))) found.push(row);
  }
  const sign = isDown ? -1 : 1;
  // Of equals the one that came first stands first, whichever way: rows that change do not jump.
  const rows = found.sort(
    (a, b) => compare(a, b, order, sign) || a.since - b.since || (a.visitor < b.visitor ? -1 : 1),
  );
  // A page of the table that has become empty shows the last one that is not.
  const begin = Math.min(from, Math.max(0, Math.floor((rows.length - 1) / count) * count));
  return { found: rows.length, rows: rows.slice(begin, begin + count) };
}

function isOfKind({ talk, visits }: OnSite, kind: WatchKind): boolean {
  switch (kind) {
    case 'all':
      return true;
    case 'talking':
      return talk !== undefined && talk.state !== 'closed';
    case 'silent':
      return talk === undefined || talk.state === 'closed';
    case 'new':
      return visits === 1;
    case 'back':
      return visits > 1;
  }
}

/** What is known of the way here, as one text to sort by and to look in. */
const sourceTextOf = ({ campaign, referrer }: OnSite): string =>
  [campaign?.source, campaign?.medium, campaign?.campaign, campaign?.click, referrer].filter(Boolean).join(' ');

const textOf = (row: OnSite): string =>
  `${row.name} ${row.page.title} ${row.page.url} ${sourceTextOf(row)} ${row.country ?? ''} ${row.visitor}`.toLowerCase();

function compare(a: OnSite, b: OnSite, order: WatchOrder, sign: number): number {
  switch (order) {
    case 'since':
      return sign * (b.since - a.since);
    case 'visits':
      return sign * (a.visits - b.visits);
    case 'page':
      return compareTexts(a.page.url, b.page.url, sign);
    case 'source':
      return compareTexts(sourceTextOf(a), sourceTextOf(b), sign);
    case 'name':
      return compareTexts(a.name, b.name, sign);
  }
}

/** What is not known stands last, whichever way. */
function compareTexts(a: string, b: string, sign: number): number {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
  return a < b ? -sign : a > b ? sign : 0;
}
