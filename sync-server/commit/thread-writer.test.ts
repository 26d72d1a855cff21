import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DieAt } from '../fault-points.ts';
import { createLog } from '../log.ts';
import { openTemporaryRows } from '../testing/temporary-rows.ts';
import { createThreadWriter } from './thread-writer.ts';
import type { CursorRow } from './writer.ts';

/** No message between threads can carry it. */
const unsendable = (): void => undefined;

test('DISK1 each order gets its own answer, also behind one that could not be handed over', async () => {
  const rows = openTemporaryRows();
  const writer = createThreadWriter(join(rows.dataDir, 'holdline.db'), createLog('silent'));
  try {
    const answers = [
      writer.probe(),
      writer.saveCursors([unsendable] as unknown as readonly CursorRow[]),
      writer.index(1),
    ];
    const [first, refused, behind] = await Promise.allSettled(answers);
    expect([first, refused?.status, behind]).toEqual([
      { status: 'fulfilled', value: true },
      'rejected',
      { status: 'fulfilled', value: 0 },
    ]);
  } finally {
    await writer.close();
    rows.close();
  }
});

test('DISK1 where the system gives no thread, what is written fails, and goes in once it does', async () => {
  const rows = openTemporaryRows();
  const told = { point: 'never', time: 1 } as DieAt & { refuses?: () => void };
  const writer = createThreadWriter(join(rows.dataDir, 'holdline.db'), createLog('silent'), told);
  try {
    expect(await writer.probe()).toBe(true);
    told.refuses = unsendable;
    await writer.close();
    // The first may still meet the thread that ends.
    for (const _order of [1, 2, 3]) expect(await writer.probe()).toBe(false);
    delete told.refuses;
    expect(await writer.probe()).toBe(true);
  } finally {
    await writer.close();
    rows.close();
  }
});
