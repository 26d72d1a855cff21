/** `--profile`: where our server's time goes under load, by samples of its own, a table for each thread. */
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Session } from './session.ts';
import { warmUp } from './measure/warm-up.ts';
import type { Contestant } from './contestants.ts';
import type { Generator } from './generator-process.ts';
import type { Settings } from './settings.ts';

const LINES = 25;

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  /** Microseconds. */
  readonly timeDeltas: readonly number[];
}

/** Neither idle time nor the profiler's own start and stop. */
const isNotWork = (name: string): boolean => name.startsWith('(idle)') || name.includes('node:inspector');

function selfTimes(profile: Profile): { busy: number; total: number; lines: string[] } {
  const names = new Map(
    profile.nodes.map(({ id, callFrame }) => {
      const place = callFrame.url.split('/').slice(-3).join('/');
      return [id, `${callFrame.functionName || '(anonymous)'}  ${place}:${String(callFrame.lineNumber + 1)}`];
    }),
  );
  const byName = new Map<string, number>();
  for (const [index, id] of profile.samples.entries()) {
    const name = names.get(id) ?? '?';
    byName.set(name, (byName.get(name) ?? 0) + (profile.timeDeltas[index] ?? 0));
  }
  const total = [...byName.values()].reduce((sum, time) => sum + time, 0);
  const idle = [...byName].filter(([name]) => isNotWork(name)).reduce((sum, [, time]) => sum + time, 0);
  const busy = total - idle;
  const lines = [...byName]
    .filter(([name]) => !isNotWork(name))
    .sort(([, left], [, right]) => right - left)
    .slice(0, LINES)
    .map(([name, time]) => `${((time / busy) * 100).toFixed(1).padStart(6)} %  ${name}`);
  return { busy: busy / 1e6, total: total / 1e6, lines };
}

const JOIN_ROUNDS = 5;

/**
 * Loads the server with messages at `rate`, or with joins when `--measure loaded` is asked for, and prints each thread's
 * costliest functions.
 */
export async function printProfile(
  contestant: Contestant,
  generator: Generator,
  settings: Settings,
  rate: number,
): Promise<void> {
  const session = await Session.open(contestant, generator);
  const folder = join(session.dataDir, 'profile');
  mkdirSync(folder);
  await session.connect();
  const told =
    (settings.measures?.includes('loaded') ?? false)
      ? await loadWithJoins(session, settings, folder)
      : await loadWithMessages(session, settings, rate, folder);
  console.log(`\nprofile of ${contestant.name}: ${told}; percent of a thread's busy time`);
  for (const file of readdirSync(folder).sort()) {
    const { busy, total, lines } = selfTimes(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile);
    if (lines.length === 0) continue;
    console.log(
      `\n${file === 'thread-0.json' ? 'main thread' : file}: busy ${busy.toFixed(1)} of ${total.toFixed(1)} s`,
    );
    console.log(lines.join('\n'));
  }
  await session.close();
}

async function loadWithMessages(session: Session, settings: Settings, rate: number, folder: string): Promise<string> {
  await warmUp(session, session.contestant, settings.warmUpSeconds);
  const step = await session.profile(folder, () => session.step(rate, settings.profileSeconds));
  await session.settle();
  return `${String(rate)} messages/s, p99 ${step.latency.p99.toFixed(1)} ms, ${step.cpuPerThousand.toFixed(3)} CPU s per 1,000`;
}

async function loadWithJoins(session: Session, settings: Settings, folder: string): Promise<string> {
  await session.step(4000, 6);
  await session.settle();
  const joins = { count: settings.joins, concurrency: 64, first: 0, stride: 1 };
  await session.joins(joins);
  const rates: number[] = [];
  await session.profile(folder, async () => {
    for (let round = 0; round < JOIN_ROUNDS; round += 1) {
      const { perSecond } = await session.joins(joins);
      rates.push(Math.round(perSecond));
    }
  });
  return `joins/s in ${String(JOIN_ROUNDS)} rounds: ${rates.join(', ')}`;
}
