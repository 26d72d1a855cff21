import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { createVirtualClock } from '../../tests/support/virtual-clock.ts';
import { createDatabase } from './database.ts';

test('OUT6 after an open that failed nobody waits for the next one for a while, by whatever a clock that is put back says', async () => {
  const { setTimeout, clearTimeout } = createVirtualClock();
  const factory = new IDBFactory();
  let now = 1_800_000_000_000;
  let isRefused = true;
  const database = createDatabase(
    {
      indexedDB: {
        open: (name: string, version: number) => {
          if (isRefused) throw new DOMException('refused', 'SecurityError');
          return factory.open(name, version);
        },
      } as unknown as IDBFactory,
      setTimeout,
      clearTimeout,
      now: () => now,
    },
    { name: 'x', version: 1, upgrade: (fresh) => void fresh.createObjectStore('rows') },
  );
  const read = () =>
    database.run('readonly', 'relaxed', (transaction) => {
      const count = transaction.objectStore('rows').count();
      return () => count.result;
    });
  expect(await read()).toEqual({ ok: false, failure: 'unavailable' });
  isRefused = false;
  now += 14_999;
  expect(await read()).toEqual({ ok: false, failure: 'unavailable' });
  now -= 43_200_000;
  expect(await read()).toEqual({ ok: true, value: 0 });
});
