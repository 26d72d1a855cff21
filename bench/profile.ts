/** `--profile`: where our server's time goes under load, by its own samples (node --cpu-prof), a table for each thread. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

/** Idle time is listed but not part of the shares. */
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
  const idle = [...byName].filter(([name]) => name.startsWith('(idle)')).reduce((sum, [, time]) => sum + time, 0);
  const busy = total - idle;
  const lines = [...byName]
    .filter(([name]) => !name.startsWith('(idle)'))
    .sort(([, left], [, right]) => right - left)
    .slice(0, LINES)
    .map(([name, time]) => `${((time / busy) * 100).toFixed(1).padStart(6)} %  ${name}`);
  return { busy: busy / 1e6, total: total / 1e6, lines };
}

/** Loads the server at `rate` for the settings' time and prints each thread's costliest functions. */
export async function printProfile(
  contestant: Contestant,
  generator: Generator,
  settings: Settings,
  rate: number,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdline-profile-'));
  const nodeFlags = ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=500'];
  const session = await Session.open(contestant, generator, { nodeFlags });
  await session.connect();
  await warmUp(session, contestant, settings.warmUpSeconds);
  const step = await session.step(rate, settings.profileSeconds);
  await session.settle();
  await session.close();
  console.log(
    `\nprofile of ${contestant.name} at ${String(rate)}/s, start and warm-up included: p99 ${step.latency.p99.toFixed(1)} ms, ` +
      `${step.cpuPerThousand.toFixed(3)} CPU s per 1,000; percent of a thread's busy time, own time of each function`,
  );
  for (const file of readdirSync(folder).sort()) {
    const { busy, total, lines } = selfTimes(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile);
    if (lines.length === 0) continue;
    console.log(`\nthread ${file.split('.').slice(-3, -2).join('')}: busy ${busy.toFixed(1)} of ${total.toFixed(1)} s`);
    console.log(lines.join('\n'));
  }
  rmSync(folder, { recursive: true, force: true });
}
