/**
 * `node bench/visitors.ts [visitors]`: what one look at the table of who is on the site costs (20,000 rows unless said: as many as there may
 * be). Processor time of the thread that answers; each operator who looks pays it at most once a second.
 */
import type { VisitorId } from '#schema/ids.ts';
import { WATCH_KINDS, WATCH_ORDERS } from '#schema/live/on-site.ts';
import { findRows } from '#sync-server/watch/find-rows.ts';
import { createWatched, type Arrived } from '#sync-server/watch/watched.ts';

const visitors = Number(process.argv[2] ?? 20_000);
let now = 1_800_000_000_000;
const watched = createWatched({
  clock: { now: () => now },
  timers: { after: () => () => undefined },
  newId: () => 'unused',
});
const SOURCES = ['', 'https://search.example/', 'https://pictures.example/pin/cups', 'https://shop.example/news'];

for (let n = 0; n < visitors; n += 1) {
  now += 3;
  const told: Arrived = {
    site: n % 4 === 0 ? 'kiln' : 'shop',
    // Spread over the shop as no order has it already.
    page: { url: `https://shop.example/cups/${(n * 7_919) % visitors}`, title: `Cup number ${n % 977}` },
    entry: 'https://shop.example/',
    referrer: SOURCES[n % SOURCES.length],
    campaign: n % 5 === 0 ? { source: 'newsletter', medium: 'email' } : undefined,
    language: 'pl-PL',
    zone: 'Europe/Warsaw',
    visits: 1 + (n % 11),
    since: (n * 104_729) % 3_600_000,
    name: n % 3 === 0 ? `Visitor ${n % 1_013}` : '',
    talk: null,
  };
  watched.arrive(`visitor-${n}` as VisitorId, told, { push: () => undefined, close: () => undefined })?.alive();
}

const times: number[] = [];
for (let round = 0; round < 5; round += 1) {
  for (const order of WATCH_ORDERS) {
    for (const kind of WATCH_KINDS) {
      for (const find of ['', 'cup number 7', 'nobody has this']) {
        const before = process.cpuUsage();
        findRows(watched.rows(), { order, kind, find, isDown: round % 2 === 0, from: 0, count: 50 });
        const { user, system } = process.cpuUsage(before);
        times.push((user + system) / 1000);
      }
    }
  }
}
times.sort((a, b) => a - b);
const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
console.log(
  `${times.length} looks at a table of ${watched.count()} visitors: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`,
);
