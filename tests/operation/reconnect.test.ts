import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import type { CrowdOrder, CrowdReport } from './crowd-process.ts';

const CROWD = 1_000;
/** Of one that somebody looks at, between two tries, ms (SESS2). */
const LONGEST_WAIT = 4_000;
/** 150–160 here at the worst moment, when all thousand come at once for the first time: mostly what upgrades leave to be collected. */
const MOST_MEGABYTES = 220;

let server: ServerProcess | null = null;
let crowd: ChildProcess | null = null;
afterEach(async () => {
  crowd?.kill('SIGKILL');
  await server?.dispose();
});

const megabytesOf = (pid: number): number => {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(line) / 1024;
};
/** The most events that fall into any window of so many ms. */
function mostWithin(times: readonly number[], ms: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  let first = 0;
  let most = 0;
  for (const [index, time] of sorted.entries()) {
    while (time - (sorted[first] ?? 0) > ms) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

test('RUN3 RUN8 SESS2 a server with a thousand sockets under traffic ends in time; they come back spread, and it stays small', async () => {
  server = await startServer({ VISITOR_LIMIT: 'off' });
  const own = server;
  const child = fork('tests/operation/crowd-process.ts', { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  crowd = child;
  const say = (order: CrowdOrder): void => void child.send(order);
  const report = (): Promise<CrowdReport> =>
    new Promise((resolve) => {
      child.once('message', (told) => resolve(told as CrowdReport));
      say({ t: 'tell' });
    });
  let peak = 0;
  const allLive = (): Promise<number> =>
    until(
      'everybody is there',
      async () => {
        peak = Math.max(peak, megabytesOf(own.pid()));
        return (await report()).live === CROWD;
      },
      30_000,
    );

  say({ t: 'begin', url: `${own.origin.replace('http', 'ws')}/sync`, size: CROWD });
  await allLive();
  say({ t: 'talk' });
  say({ t: 'forget' });
  // One that is not done in time ends itself with 1.
  expect(await own.stop()).toBe(0);

  const away = Date.now();
  await own.start();
  await allLive();
  const { tries, welcomes, waits, stopped } = await report();
  expect(stopped).toEqual([]);
  // Each came back by itself, and nobody hammered: a few tries at first, and then less than one a second for as long as it took.
  expect(welcomes).toHaveLength(CROWD);
  const seconds = (Date.now() - away) / 1_000;
  expect(tries.length).toBeLessThan(CROWD * (4 + seconds));
  expect(Math.max(...waits)).toBeLessThanOrEqual(LONGEST_WAIT);
  // In no tenth of a second did more than a sixth of them try at once.
  expect(mostWithin(tries, 100)).toBeLessThan(CROWD / 6);
  const spread = Math.max(...welcomes) - Math.min(...welcomes);
  expect(spread).toBeGreaterThan(500);
  expect(peak).toBeLessThan(MOST_MEGABYTES);
}, 90_000);
