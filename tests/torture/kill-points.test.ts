import { expect, test } from 'vitest';
import { CHAPTER_BYTES } from '#schema/limits.ts';
import { createRandom } from '../support/random.ts';
import { startServer } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { openTown, type Town } from './town.ts';

/** Every await point of a message's way, with the how many-th time it is reached that the process dies there (fault-points.ts). */
const UNDER_TRAFFIC: readonly (readonly [point: string, time: number])[] = [
  ['decide', 30],
  ['hand-over', 7],
  ['commit.begin', 8],
  ['commit.inside', 9],
  ['commit.unsynced', 10],
  ['commit.synced', 11],
  ['committed', 12],
  ['publish', 13],
  ['derive', 20],
  ['acknowledge', 25],
  ['acknowledged', 30],
  ['saveDerived.begin', 1],
  ['saveDerived.inside', 1],
  ['saveDerived.unsynced', 1],
  ['saveDerived.synced', 1],
  ['saveCursors.inside', 2],
  ['saveCursors.unsynced', 3],
  ['saveCursors.synced', 2],
  ['index.inside', 1],
  ['index.synced', 1],
];
const AT_A_SEAL = ['saveChapter.inside', 'saveChapter.synced'];
const AT_THE_START = ['start.locked', 'start.opened', 'start.migrated', 'start.caught-up', 'start.listening'];
const AT_THE_END = [
  'drain.begun',
  'drain.settled',
  'drain.flushed',
  'drain.closed',
  'saveSnapshots.begin',
  'saveSnapshots.inside',
  'saveSnapshots.unsynced',
  'saveSnapshots.synced',
  'drain.written',
];

/** One visitor writes more than a chapter holds. */
async function fillAChapter({ people }: Town): Promise<void> {
  const visitor = people.at(-1);
  const [conversation] = visitor?.watches ?? [];
  if (visitor === undefined || conversation === undefined) throw new Error('nobody has a conversation');
  for (let n = 0; n < CHAPTER_BYTES / 1_000; n += 1)
    await visitor.write('message.send', { conversation, text: `${n} ${'long '.repeat(200)}`.trim(), lastSeen: 0 });
}

test('COMMIT4 DOC7 DER2 RUN3 kill -9 at each await point of a commit, of a start and of an orderly end: nothing lost, doubled, reordered or different', async () => {
  const seed = Date.now() % 1_000_000;
  const server = await startServer({ VISITOR_LIMIT: 'off' });
  try {
    const town = await openTown({ server, random: createRandom(seed), visitors: 6, operators: 3, rest: 120 });
    try {
      await server.stop();
      for (const [point, time] of UNDER_TRAFFIC) {
        // Some are met before it is ready.
        await server.start({ DIE_AT: `${point}:${time}` }).catch(() => undefined);
        town.networkIsBack();
        await server.died(point);
      }
      for (const point of AT_A_SEAL) {
        await server.start({ DIE_AT: `${point}:1` });
        town.networkIsBack();
        await fillAChapter(town);
        await server.died(point);
      }
      for (const point of AT_THE_START) {
        server.begin({ DIE_AT: `${point}:1` });
        await server.died(point);
      }
      for (const point of AT_THE_END) {
        await server.start({ DIE_AT: `${point}:1` });
        town.networkIsBack();
        const before = town.accepted();
        await until('something was said', () => town.accepted() > before + 5, 30_000);
        server.signal('SIGTERM');
        await server.died(point);
      }
      await server.start();
      town.networkIsBack();
      // What has become long goes on in its next chapter a moment after the last words, which is while replicas are compared.
      await fillAChapter(town);
      const { faults, ...report } = await town.settle();
      console.log('killed at every point:', { seed, ...report });
      expect(faults).toEqual([]);
      expect(report.accepted).toBeGreaterThan(300);
      expect(report.chapters).toBeGreaterThan(0);
    } finally {
      await town.close();
    }
  } finally {
    await server.dispose();
  }
}, 240_000);
