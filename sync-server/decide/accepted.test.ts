import { expect, test } from 'vitest';
import type { CommandId } from '#schema/ids.ts';
import type { EntryStore, StoredDecision } from '../store/entry-store.ts';
import { createAccepted } from './accepted.ts';

test('CMD1 an id from the future is looked up on the disk, so that repeating it fails nobody’s commit', () => {
  const now = 1_800_000_000_000;
  const idAt = (time: number): CommandId => {
    const hex = time.toString(16).padStart(12, '0');
    return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000` as CommandId;
  };
  const stored: StoredDecision = { seq: 7, at: now - 1_000, fingerprint: 1 };
  const asked: string[] = [];
  const store: Pick<EntryStore, 'findDecision' | 'newestCommand'> = {
    findDecision: (id) => {
      asked.push(id);
      return id === idAt(now + 3_600_000) ? stored : null;
    },
    newestCommand: () => idAt(now - 5_000),
  };
  const accepted = createAccepted({ store: store as EntryStore, now: () => now, generationSize: 10 });
  expect(accepted.find(idAt(now + 3_600_000))).toEqual(stored);
  expect(accepted.find(idAt(now + 100))).toBeNull();
  expect(asked).toEqual([idAt(now + 3_600_000)]);
  expect(accepted.find(idAt(now - 10_000))).toBeNull();
  expect(asked).toHaveLength(2);
});

test('CMD1 KEEP3 an id that is older than an hour is looked up, though nothing newer was forgotten: its entry may be in a pack', () => {
  const now = 1_800_000_000_000;
  const hex = (time: number): string => time.toString(16).padStart(12, '0');
  const idAt = (time: number) => `${hex(time).slice(0, 8)}-${hex(time).slice(8)}-7000-8000-000000000000` as CommandId;
  const stored: StoredDecision = { seq: 7, at: 1, fingerprint: null };
  const store: Pick<EntryStore, 'findDecision' | 'newestCommand'> = {
    findDecision: () => stored,
    newestCommand: () => null,
  };
  const accepted = createAccepted({ store: store as EntryStore, now: () => now, generationSize: 10 });
  expect(accepted.find(idAt(now - 3_600_001))).toEqual(stored);
  expect(accepted.find(idAt(now - 3_599_999))).toBeNull();
});
