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
  const store: Pick<EntryStore, 'findDecision' | 'newestCommand' | 'oldestCommand'> = {
    findDecision: (id) => {
      asked.push(id);
      return id === idAt(now + 3_600_000) ? stored : null;
    },
    newestCommand: () => idAt(now - 5_000),
    oldestCommand: () => null,
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
  const store: Pick<EntryStore, 'findDecision' | 'newestCommand' | 'oldestCommand'> = {
    findDecision: () => stored,
    newestCommand: () => null,
    oldestCommand: () => null,
  };
  const accepted = createAccepted({ store: store as EntryStore, now: () => now, generationSize: 10 });
  expect(accepted.find(idAt(now - 3_600_001))).toEqual(stored);
  expect(accepted.find(idAt(now - 3_599_999))).toBeNull();
});

test('CMD1 what the disk may have is never taken for new: after a lost answer, and when a clock that was set makes a future the present', () => {
  let now = 1_800_000_000_000;
  const hex = (time: number): string => time.toString(16).padStart(12, '0');
  const idAt = (time: number) => `${hex(time).slice(0, 8)}-${hex(time).slice(8)}-7000-8000-000000000000` as CommandId;
  const stored: StoredDecision = { seq: 7, at: 1, fingerprint: 1 };
  const [oldest, newest] = [idAt(now + 28_800_000), idAt(now + 28_900_000)];
  const store: Pick<EntryStore, 'findDecision' | 'newestCommand' | 'oldestCommand'> = {
    findDecision: () => stored,
    newestCommand: (limit) => (limit > newest ? newest : null),
    oldestCommand: () => oldest,
  };
  const accepted = createAccepted({ store: store as EntryStore, now: () => now, generationSize: 10 });
  const lost = idAt(now + 10);
  expect(accepted.find(lost)).toBeNull();
  accepted.doubt(lost);
  expect(accepted.find(lost)).toEqual(stored);
  expect(accepted.find(idAt(now + 20))).toBeNull();
  // The server had started with a clock that was eight hours behind; then it was set right.
  now += 28_850_000;
  expect(accepted.find(oldest)).toEqual(stored);
  expect(accepted.find(newest)).toEqual(stored);
  now += 100_000;
  expect(accepted.find(idAt(now))).toBeNull();
});
