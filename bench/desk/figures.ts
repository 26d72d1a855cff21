/** What an operator feels of a desk with thousands of conversations. Times in ms, sizes in bytes. Absent: not measured. */
export interface DeskFigures {
  readonly conversations?: number;
  /** From the beginning of the navigation to the first painted rows, with no network, in a browser that was just started. */
  readonly coldFirstRows?: readonly number[];
  /** Messages of the conversations that are on the device, and from a word in the field to the painted results, with no network. */
  readonly kept?: number;
  readonly searches?: readonly number[];
  /** From the key to the other conversation's words on the screen. */
  readonly switches?: readonly number[];
  /** From the key until everything it made necessary is done, and until it is painted; 40 conversations go on meanwhile. */
  readonly keysDone?: readonly number[];
  readonly keysPainted?: readonly number[];
  /** Of the tab: what is in use on the heap after a collection, and what its process holds. */
  readonly heap?: number;
  readonly resident?: number;
}

interface Row {
  readonly title: string;
  readonly key: string;
  readonly value: (figures: DeskFigures) => number | undefined;
  readonly digits: number;
  /** The most it may be. */
  readonly limit?: number;
}

const MEGABYTE = 1024 * 1024;

function at(values: readonly number[] | undefined, share: number): number | undefined {
  const sorted = [...(values ?? [])].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

const ROWS: readonly Row[] = [
  { title: 'conversations in the list', key: 'conversations', value: (f) => f.conversations, digits: 0 },
  {
    title: 'cold start without a network: rows painted, ms',
    key: 'coldFirstRows',
    value: (f) => at(f.coldFirstRows, 0.5),
    digits: 0,
    limit: 1_000,
  },
  { title: '  slowest', key: 'coldFirstRowsWorst', value: (f) => at(f.coldFirstRows, 1), digits: 0 },
  { title: 'messages kept on the device', key: 'kept', value: (f) => f.kept, digits: 0 },
  { title: 'search in them without a network: p50 ms', key: 'searchP50', value: (f) => at(f.searches, 0.5), digits: 1 },
  { title: '  p95 ms', key: 'searchP95', value: (f) => at(f.searches, 0.95), digits: 1, limit: 50 },
  { title: 'another conversation by key: p50 ms', key: 'switchP50', value: (f) => at(f.switches, 0.5), digits: 1 },
  { title: '  p95 ms', key: 'switchP95', value: (f) => at(f.switches, 0.95), digits: 1, limit: 50 },
  { title: '  slowest', key: 'switchWorst', value: (f) => at(f.switches, 1), digits: 1 },
  {
    title: 'typing, 40 conversations live: done, p50 ms',
    key: 'typingDoneP50',
    value: (f) => at(f.keysDone, 0.5),
    digits: 1,
  },
  { title: '  p95 ms', key: 'typingDoneP95', value: (f) => at(f.keysDone, 0.95), digits: 1, limit: 16 },
  { title: '  painted, p50 ms', key: 'typingPaintedP50', value: (f) => at(f.keysPainted, 0.5), digits: 1 },
  { title: '  p95 ms', key: 'typingPaintedP95', value: (f) => at(f.keysPainted, 0.95), digits: 1 },
  {
    title: 'the tab: MB on the heap',
    key: 'heapMegabytes',
    value: ({ heap }) => (heap === undefined ? undefined : heap / MEGABYTE),
    digits: 0,
  },
  {
    title: '  MB resident',
    key: 'residentMegabytes',
    value: ({ resident }) => (resident === undefined ? undefined : resident / MEGABYTE),
    digits: 0,
  },
];

/** What the rows show, for the baseline; `null` where it was not measured. */
export const deskTable = (figures: DeskFigures): DeskTable =>
  Object.fromEntries(ROWS.map(({ key, value }) => [key, value(figures) ?? null]));

/** Figures by the keys of their rows. */
export type DeskTable = Readonly<Record<string, number | null>>;

export function formatDesk(figures: DeskFigures, baseline: DeskTable | null): string {
  return ROWS.flatMap(({ title, key, value, digits, limit }) => {
    const now = value(figures);
    if (now === undefined) return [];
    const before = baseline?.[key] ?? null;
    const ratio = before === null || before === 0 ? '' : `(×${(now / before).toFixed(2)})`;
    const verdict = limit === undefined ? '' : `${now <= limit ? 'within' : 'ABOVE'} ${String(limit)}`;
    return [`${title.padEnd(50)}${now.toFixed(digits).padStart(10)} ${ratio.padEnd(8)} ${verdict}`.trimEnd()];
  }).join('\n');
}
