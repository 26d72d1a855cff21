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

test('APP10 a database that another tab deletes does not come back from one that is to open nothing more; what is under way ends', async () => {
  const { setTimeout, clearTimeout } = createVirtualClock();
  const factory = new IDBFactory();
  const ports = { indexedDB: factory, setTimeout, clearTimeout, now: () => 1_800_000_000_000 };
  const open = () =>
    createDatabase(ports, { name: 'x', version: 1, upgrade: (fresh) => void fresh.createObjectStore('rows') });
  const [leaving, other] = [open(), open()];
  const put = () =>
    other.run('readwrite', 'strict', (transaction) => {
      transaction.objectStore('rows').put('words', 1);
      return () => undefined;
    });
  expect(await put()).toMatchObject({ ok: true });
  other.openNoMore();
  expect(await put()).toMatchObject({ ok: true });
  await leaving.destroy();
  expect(await put()).toEqual({ ok: false, failure: 'unavailable' });
  expect(await factory.databases()).toEqual([]);
});
