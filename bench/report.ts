/** The tables a person reads: figures down, contestants across; with a baseline, the ratio to it in brackets. */
import type { ContestantName } from './contestants.ts';
import type { Figures } from './figures.ts';

export type Results = Partial<Record<ContestantName, Figures>>;

interface Row {
  readonly title: string;
  readonly value: (figures: Figures) => number | undefined;
  readonly digits?: number;
  /** Zero is the promise here, so ratios say nothing. */
  readonly isCount?: boolean;
}

const KILOBYTE = 1024;
const MEGABYTE = KILOBYTE * KILOBYTE;
const scaled = (value: number | undefined, unit: number): number | undefined =>
  value === undefined ? value : value / unit;

const ROWS: readonly Row[] = [
  { title: 'highest rate held, messages/s', value: (f) => f.held, digits: 0 },
  { title: '  CPU s per 1,000 at that rate', value: (f) => f.cpuPerThousand, digits: 3 },
  { title: '  on top of old messages', value: (f) => f.heldOnOld, digits: 0 },
  { title: '1,000/s: p50 ms from due', value: (f) => f.at1000?.p50 },
  { title: '  p99 ms from due', value: (f) => f.at1000?.p99 },
  { title: '  p50 ms from write', value: (f) => f.at1000?.p50FromWrite },
  { title: '  p99 ms from write', value: (f) => f.at1000?.p99FromWrite },
  { title: '  CPU s per 1,000', value: (f) => f.at1000?.cpuPerThousand, digits: 3 },
  { title: '  lost or hopelessly late', value: (f) => f.at1000?.lost, digits: 0, isCount: true },
  { title: '4,000/s: p50 ms from due', value: (f) => f.at4000?.p50 },
  { title: '  p99 ms from due', value: (f) => f.at4000?.p99 },
  { title: '  p50 ms from write', value: (f) => f.at4000?.p50FromWrite },
  { title: '  p99 ms from write', value: (f) => f.at4000?.p99FromWrite },
  { title: '  CPU s per 1,000', value: (f) => f.at4000?.cpuPerThousand, digits: 3 },
  { title: '  lost or hopelessly late', value: (f) => f.at4000?.lost, digits: 0, isCount: true },
  { title: 'idle server, MB resident', value: (f) => scaled(f.idleRss, MEGABYTE), digits: 0 },
  { title: 'idle socket, KB heap+buffers', value: (f) => scaled(f.bytesPerSocket, KILOBYTE), digits: 1 },
  { title: '  KB resident', value: (f) => scaled(f.rssPerSocket, KILOBYTE), digits: 1 },
  { title: 'conversation of 50, KB heap+buffers', value: (f) => scaled(f.bytesPerConversation, KILOBYTE), digits: 1 },
  { title: '  KB resident', value: (f) => scaled(f.rssPerConversation, KILOBYTE), digits: 1 },
  { title: 'joins/s, loaded conversations', value: (f) => f.loadedJoinsPerSecond, digits: 0 },
  { title: '  p99 ms', value: (f) => f.loadedJoinsP99, digits: 1 },
  { title: 'joins/s after a restart, unloaded', value: (f) => f.unloadedJoinsPerSecond, digits: 0 },
  { title: '  p99 ms', value: (f) => f.unloadedJoinsP99, digits: 1 },
  { title: 'cold open of 1,000 messages, p50 ms', value: (f) => f.coldOpen },
  { title: '  worst ms', value: (f) => f.coldOpenWorst },
  { title: 'kill -9: acknowledged before', value: (f) => f.acknowledged, digits: 0, isCount: true },
  { title: '  acknowledged and gone', value: (f) => f.acknowledgedGone, digits: 0, isCount: true },
  { title: '  seen by the other side and gone', value: (f) => f.observedGone, digits: 0, isCount: true },
  { title: 'most cores used by others', value: (f) => f.foreignCores, isCount: true },
];

function cell(row: Row, figures: Figures | undefined, baseline: Figures | undefined): string {
  const value = figures === undefined ? undefined : row.value(figures);
  if (value === undefined || Number.isNaN(value)) return '–';
  const text = value.toLocaleString('en', {
    minimumFractionDigits: row.digits ?? 2,
    maximumFractionDigits: row.digits ?? 2,
  });
  const before = baseline === undefined ? undefined : row.value(baseline);
  if (row.isCount === true || before === undefined || before <= 0) return text;
  return `${text} (×${(value / before).toFixed(2)})`;
}

/** @param baseline figures of the committed baseline, or null: then no ratios stand beside the figures */
export function formatTable(
  results: Results,
  titles: ReadonlyMap<ContestantName, string>,
  baseline: Results | null,
): string {
  const names = [...titles.keys()].filter((name) => results[name] !== undefined);
  const lines = [['', ...names]];
  for (const row of ROWS) {
    const cells = names.map((name) => cell(row, results[name], baseline?.[name]));
    if (cells.some((text) => text !== '–')) lines.push([row.title, ...cells]);
  }
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const table = lines.map((line) =>
    line
      .map((text, column) => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const legend = names.map((name) => `  ${name}: ${titles.get(name) ?? ''}`);
  const failures = names.flatMap((name) => (results[name]?.failures ?? []).map((failure) => `  ${name}: ${failure}`));
  return [
    ...table,
    '',
    ...legend,
    ...(failures.length > 0 ? ['', 'not measured:', ...failures] : []),
    '',
    ...verdict(results),
  ].join('\n');
}

/** What design.md §9 asks: ours to the limit of the same run, and ours to the best peer in memory. */
function verdict(results: Results): string[] {
  const { ours, limit, yjs } = results;
  const searches = (figures: Figures | undefined): string => (figures?.heldSearches ?? []).join(', ');
  const lines: string[] = [];
  if (ours?.held !== undefined && limit?.held !== undefined) {
    const ratio = ours.held / limit.held;
    lines.push(
      `ours / limit = ${ratio.toFixed(2)} (medians of [${searches(ours)}] and [${searches(limit)}]); budget: at least 0.50`,
    );
  }
  if (ours?.held !== undefined && yjs?.held !== undefined) {
    lines.push(`ours / Yjs in memory = ${(ours.held / yjs.held).toFixed(2)}; goal: above 1`);
  }
  if (ours?.heldOnOld !== undefined && ours.held !== undefined) {
    lines.push(`ours on old messages / on an empty store = ${(ours.heldOnOld / ours.held).toFixed(2)}`);
  }
  for (const [name, figures] of Object.entries(results)) {
    if ((figures.foreignCores ?? 0) > 0.15) {
      lines.push(
        `${name}: others used up to ${(figures.foreignCores ?? 0).toFixed(2)} cores meanwhile; do not quote these figures`,
      );
    }
  }
  return lines;
}
