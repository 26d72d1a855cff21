/** What the widget costs the page it stands on. Scores of 100, times in ms. */
export interface Grade {
  readonly performance: number;
  readonly accessibility: number;
  readonly bestPractices: number;
  readonly firstPaint: number;
  readonly largestPaint: number;
  readonly blocked: number;
  readonly shift: number;
}

export interface PageFigures {
  readonly withWidget: readonly Grade[];
  readonly without: readonly Grade[];
  /** Script of ours on the main thread before intent, on a processor four times slower, and as it is. */
  readonly scriptSlow: readonly number[];
  readonly script: readonly number[];
}

/** Medians, by the keys of the rows. */
export type PageTable = Readonly<Record<string, number>>;

const SCORES = ['performance', 'accessibility', 'bestPractices'] as const;
const TIMES = ['firstPaint', 'largestPaint', 'blocked', 'shift'] as const;
/** The most script before intent, on the slow processor. */
const SCRIPT_LIMIT = 30;
/** Of a score of 100: what runs of the same page differ by. */
const SCORE_NOISE = 1;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function pageTable({ withWidget, without, scriptSlow, script }: PageFigures): PageTable {
  const of = (grades: readonly Grade[], key: keyof Grade): number => median(grades.map((grade) => grade[key]));
  return {
    ...Object.fromEntries(
      [...SCORES, ...TIMES].flatMap((key) => [
        [key, of(withWidget, key)],
        [`${key}Without`, of(without, key)],
      ]),
    ),
    scriptSlow: median(scriptSlow),
    script: median(script),
  };
}

const TITLES: Readonly<Record<string, string>> = {
  performance: 'Lighthouse, performance',
  accessibility: '  accessibility',
  bestPractices: '  best practices',
  firstPaint: '  first contentful paint, ms',
  largestPaint: '  largest contentful paint, ms',
  blocked: '  total blocking time, ms',
  shift: '  cumulative layout shift',
};

/** What misses its limit, in words. */
export function misses(table: PageTable): readonly string[] {
  const lost = SCORES.filter((key) => (table[`${key}Without`] ?? 0) - (table[key] ?? 0) > SCORE_NOISE);
  return [
    ...lost.map((key) => `${TITLES[key]?.trim() ?? key} is lower with the widget`),
    ...((table.scriptSlow ?? Infinity) > SCRIPT_LIMIT
      ? [`script before intent takes more than ${String(SCRIPT_LIMIT)} ms`]
      : []),
  ];
}

export function formatPage(table: PageTable, baseline: PageTable | null): string {
  const digits = (key: string): number => (key === 'shift' ? 3 : 0);
  const line = (title: string, ...cells: readonly string[]): string =>
    `${title.padEnd(54)}${cells.map((cell) => cell.padStart(10)).join('')}`;
  const number = (from: PageTable | null, key: string, places: number): string => from?.[key]?.toFixed(places) ?? '';
  return [
    line('median', 'with', 'without', 'baseline'),
    ...[...SCORES, ...TIMES].map((key) =>
      line(
        TITLES[key] ?? key,
        ...[
          number(table, key, digits(key)),
          number(table, `${key}Without`, digits(key)),
          number(baseline, key, digits(key)),
        ],
      ),
    ),
    line(
      'our script before intent, processor 4 times slower, ms',
      number(table, 'scriptSlow', 1),
      '',
      number(baseline, 'scriptSlow', 1),
    ),
    line('  as it is, ms', number(table, 'script', 1), '', number(baseline, 'script', 1)),
    ...misses(table).map((miss) => `MISSED: ${miss}`),
  ].join('\n');
}
