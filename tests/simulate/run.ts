/**
 * `npm run simulate -- --seed N --runs N --minutes N`: runs seeds from N on, in two processes; ends with 1 when one broke a
 * rule. `--loud` prints everything that happens, `--bugs` plants one bug after the other and says how many seeds it took to
 * find it.
 */
import { parseArgs } from 'node:util';
import { BUGS } from './bugs/bugs.ts';
import { BUGS_OF_VISITORS } from './bugs/of-visitors.ts';
import { VISITORS_FROM } from './faults/features.ts';
import { tellFailure } from './report.ts';
import { startProcess } from './process.ts';
import type { PlainReport } from './worker.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '2' },
    jobs: { type: 'string', default: '2' },
    loud: { type: 'boolean', default: false },
    bugs: { type: 'boolean', default: false },
    bug: { type: 'string' },
  },
});
const first = Number(values.seed);
const runs = Number(values.runs);
const minutes = Number(values.minutes);
/** A bug that is not found within so many seeds is not found. */
const MOST_SEEDS_FOR_A_BUG = 200;

interface Outcome {
  readonly ran: number;
  readonly failed: readonly PlainReport[];
  readonly looked: ReadonlyMap<string, number>;
  readonly happened: ReadonlyMap<string, number>;
  readonly totals: ReadonlyMap<string, number>;
}

function add(totals: Map<string, number>, some: Iterable<readonly [string, number]>): void {
  for (const [name, count] of some) totals.set(name, (totals.get(name) ?? 0) + count);
}

/** Seeds `from` to `from + count - 1`, in `jobs` processes; `until` ends it early. */
async function runSeeds(
  from: number,
  count: number,
  bug: string | null,
  told: (report: PlainReport, ran: number) => void,
  until: (report: PlainReport) => boolean = () => false,
): Promise<Outcome> {
  const looked = new Map<string, number>();
  const happened = new Map<string, number>();
  const totals = new Map<string, number>();
  const failed: PlainReport[] = [];
  let next = from;
  let ran = 0;
  let isOver = false;

  async function work(): Promise<void> {
    const child = startProcess(bug);
    while (!isOver && next < from + count) {
      const report = await child.run({ seed: next++, minutes, isLoud: values.loud });
      ran += 1;
      add(looked, report.looked);
      add(happened, report.happened);
      add(totals, Object.entries(report.counts));
      if (report.faults.length > 0) failed.push(report);
      isOver ||= until(report);
      told(report, ran);
    }
    child.end();
  }

  await Promise.all(Array.from({ length: Math.max(1, Math.min(Number(values.jobs), count)) }, work));
  return { ran, failed: failed.sort((a, b) => a.seed - b.seed), looked, happened, totals };
}

async function simulateSeeds(): Promise<boolean> {
  const began = performance.now();
  const outcome = await runSeeds(first, runs, values.bug ?? null, (report, ran) => {
    if (report.faults.length > 0) process.stdout.write(`\n${tellFailure(report)}\n\n`);
    const seconds = (performance.now() - began) / 1000;
    if (process.stdout.isTTY) process.stdout.write(`\r${ran} of ${runs} seeds, ${seconds.toFixed(0)} s `);
    else if (ran % 100 === 0) process.stdout.write(`${ran} of ${runs} seeds, ${seconds.toFixed(0)} s\n`);
  });
  const seconds = (performance.now() - began) / 1000;
  const list = (counts: ReadonlyMap<string, number>): string =>
    [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  process.stdout.write(
    `\n${outcome.ran} seeds of ${minutes} simulated minutes in ${seconds.toFixed(0)} s: ${outcome.failed.length} broke a rule` +
      `${outcome.failed.length === 0 ? '' : ` (${outcome.failed.map(({ seed }) => seed).join(', ')})`}\n` +
      `Together: ${list(outcome.totals)}\nRules looked at: ${list(outcome.looked)}\nFaults that happened: ${list(outcome.happened)}\n`,
  );
  return outcome.failed.length === 0;
}

async function findBugs(): Promise<boolean> {
  let isAll = true;
  for (const bug of BUGS) {
    const { name, what } = bug;
    const from = BUGS_OF_VISITORS.includes(bug) ? Math.max(first, VISITORS_FROM) : first;
    let found: PlainReport | null = null;
    const outcome = await runSeeds(
      from,
      MOST_SEEDS_FOR_A_BUG,
      name,
      (report) => {
        if (report.faults.length > 0 && (found === null || report.seed < found.seed)) found = report;
      },
      (report) => report.faults.length > 0,
    );
    const report = found as PlainReport | null;
    isAll &&= report !== null;
    const [fault] = report?.faults ?? [];
    process.stdout.write(
      report === null
        ? `NOT FOUND in ${outcome.ran} seeds: ${name} (${what})\n`
        : `${name}: found in ${report.seed - from + 1} seeds by ${fault?.rule} (${what})\n`,
    );
  }
  return isAll;
}

process.exitCode = (await (values.bugs ? findBugs() : simulateSeeds())) ? 0 : 1;
