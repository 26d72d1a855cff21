import { expect, test } from 'vitest';
import * as v from 'valibot';
import { Doc } from 'yjs';
import { forgetKept, ownKeyOf } from './kept-keys.ts';
import { OwnPreferences } from './own-preferences.svelte.ts';
import type { DeviceStorage } from './preferences.svelte.ts';

function device(mayWrite: boolean) {
  const rows = new Map<string, string>();
  const storage: DeviceStorage = {
    getItem: (key) => rows.get(key) ?? null,
    setItem: (key, value) => void rows.set(key, value),
    removeItem: (key) => void rows.delete(key),
    key: (index) => [...rows.keys()][index] ?? null,
    get length() {
      return rows.size;
    },
  };
  const doc = new Doc();
  let updates = 0;
  doc.on('update', () => (updates += 1));
  const replica = { doc, subscribe: () => () => undefined };
  const open = () => new OwnPreferences({ replica, mayWrite: () => mayWrite, storage, key: ownKeyOf('eve') });
  return { open, storage, rows, updates: () => updates };
}

test('KEYS4 what an operator chose stands in its own document, and nowhere else on the device', () => {
  const { open, rows, updates } = device(true);
  open().write('singleKeys', false);
  expect([open().hasSingleKeys, updates(), rows.size]).toEqual([false, 1, 0]);
});

test('POL3 DOC6 KEYS4 what an observer chose goes into no document, and is kept on this device until it signs out', () => {
  const { open, storage, updates } = device(false);
  const own = open();
  own.write('singleKeys', false);
  own.write('palette.recent', ['go.tasks']);
  expect(own.hasSingleKeys).toBe(false);
  expect(open().read('palette.recent', v.array(v.string()), [])).toEqual(['go.tasks']);
  expect(updates()).toBe(0);
  forgetKept(storage);
  expect(open().hasSingleKeys).toBe(true);
});

test('what stands there and is no choice of ours counts for nothing', () => {
  const { open, rows } = device(false);
  for (const text of ['{', '[]', '"x"', 'null']) {
    rows.set(ownKeyOf('eve'), text);
    expect(open().hasSingleKeys).toBe(true);
  }
});
