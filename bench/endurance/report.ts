/** The table of the figures of endurance: what it is, how much, what it is held to, and the ratio to the baseline. */
import { NOISY_CORES } from '../noise.ts';
import type { EnduranceFigures } from './figures.ts';

interface Row {
  readonly title: string;
  readonly value: (figures: EnduranceFigures) => number | undefined;
  readonly digits: number;
  /** The most it may be. */
  readonly limit?: number;
}

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

const part = (value: number | undefined, unit: number | undefined): number | undefined =>
  value === undefined || unit === undefined ? undefined : value / unit;

const ROWS: readonly Row[] = [
  { title: 'a year: conversations', value: (f) => f.yearConversations, digits: 0 },
  { title: '  messages', value: (f) => f.yearMessages, digits: 0 },
  { title: '  file, MB', value: (f) => part(f.yearBytes, MEGABYTE), digits: 0 },
  { title: '  bytes a message, all that belongs to it', value: (f) => part(f.yearBytes, f.yearMessages), digits: 0 },
  { title: 'start to ready on an empty file, ms', value: (f) => f.startEmpty, digits: 0 },
  { title: '  on the year', value: (f) => f.startYear, digits: 0, limit: 2_000 },
  {
    title: 'idle server with 500 open conversations, MB resident',
    value: (f) => part(f.idleEmpty, MEGABYTE),
    digits: 0,
    limit: 100,
  },
  { title: '  on the year', value: (f) => part(f.idleYear, MEGABYTE), digits: 0, limit: 100 },
  { title: 'open any conversation, cold: p50 ms', value: (f) => f.openP50, digits: 2 },
  { title: '  p99 ms', value: (f) => f.openP99, digits: 2, limit: 20 },
  { title: '  worst ms', value: (f) => f.openWorst, digits: 2 },
  { title: '  worst of the longest ones, ms', value: (f) => f.openLongest, digits: 2 },
  { title: 'sending: messages/s', value: (f) => f.sendRate, digits: 0 },
  { title: '  p50 ms on an empty file', value: (f) => f.sendP50Empty, digits: 2 },
  { title: '  p50 ms on the year', value: (f) => f.sendP50Year, digits: 2 },
  { title: '  p99 ms on an empty file', value: (f) => f.sendP99Empty, digits: 2 },
  { title: '  p99 ms on the year', value: (f) => f.sendP99Year, digits: 2 },
  { title: '  p99: year / empty', value: (f) => part(f.sendP99Year, f.sendP99Empty), digits: 2, limit: 1.2 },
  { title: 'backup of the running server, s', value: (f) => f.backupSeconds, digits: 1 },
  { title: '  MB', value: (f) => part(f.backupBytes, MEGABYTE), digits: 0 },
  { title: 'restore of it, s', value: (f) => f.restoreSeconds, digits: 1 },
  { title: 'sockets', value: (f) => f.sockets, digits: 0 },
  { title: '  KB heap+buffers each', value: (f) => part(f.bytesPerSocket, KILOBYTE), digits: 1, limit: 16 },
  { title: '  KB resident each', value: (f) => part(f.rssPerSocket, KILOBYTE), digits: 1, limit: 16 },
  { title: 'loaded conversations of 50', value: (f) => f.loadedConversations, digits: 0 },
  { title: '  KB heap+buffers each', value: (f) => part(f.bytesPerConversation, KILOBYTE), digits: 1, limit: 15 },
  { title: '  KB resident each', value: (f) => part(f.rssPerConversation, KILOBYTE), digits: 1, limit: 15 },
  { title: 'join storm: sockets', value: (f) => f.stormSockets, digits: 0 },
  { title: '  s from ready until all are live', value: (f) => f.stormSeconds, digits: 1 },
  { title: '  tries a socket', value: (f) => part(f.stormTries, f.stormSockets), digits: 2 },
  { title: '  most live within 100 ms', value: (f) => f.stormBusiest, digits: 0 },
  { title: '  MB resident at most', value: (f) => part(f.stormPeak, MEGABYTE), digits: 0 },
  { title: '  MB resident before it', value: (f) => part(f.stormBefore, MEGABYTE), digits: 0 },
  { title: 'most cores used by others', value: (f) => f.foreignCores, digits: 2 },
];

const written = (value: number, digits: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** @param baseline figures of the committed baseline, or null: then no ratios stand beside the figures */
export function formatEndurance(figures: EnduranceFigures, baseline: EnduranceFigures | null): string {
  const lines = ROWS.flatMap(({ title, value, digits, limit }) => {
    const now = value(figures);
    if (now === undefined) return [];
    const before = baseline === null ? undefined : value(baseline);
    const ratio = before === undefined || before === 0 ? '' : `×${(now / before).toFixed(2)}`;
    const verdict = limit === undefined ? '' : `${now <= limit ? 'within' : 'ABOVE'} ${written(limit, 1)}`;
    return [`${title.padEnd(46)}${written(now, digits).padStart(12)}  ${verdict.padEnd(16)}${ratio}`.trimEnd()];
  });
  if ((figures.foreignCores ?? 0) > NOISY_CORES)
    lines.push('others used the machine meanwhile; do not quote these times');
  return lines.join('\n');
}
