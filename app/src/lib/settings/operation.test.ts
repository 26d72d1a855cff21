import { expect, test } from 'vitest';
import type { Operation } from '#schema/http/operation.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { ApiFailure } from '../account/api.ts';
import { OperationRoom } from './operation.svelte.ts';

const state = (running: boolean, looking = false, failed = false): Operation => ({
  serverTime: 100_000,
  backups: {
    list: [],
    running: running ? { since: 1, progress: 0.5 } : null,
    lastFailure: failed ? { at: 1, detail: 'no room' } : null,
  },
  doctor: { running: looking, checkedAt: null, findings: [] },
});

function room(answers: Result<Operation, ApiFailure>[], { isSocketOpen = true, now = 100_000 } = {}) {
  const waiting: (() => void)[] = [];
  const next = () => Promise.resolve(answers.shift() ?? fail('broken' as const));
  const operation = new OperationRoom({
    calls: { operation: next, backUp: next, lookAround: next },
    opensSocket: () => Promise.resolve(isSocketOpen),
    now: () => now,
    after: (_ms, run) => {
      waiting.push(run);
      return () => void waiting.splice(waiting.indexOf(run), 1);
    },
  });
  return { operation, waiting };
}

test('OPS2 a backup that was begun here is followed to its end', async () => {
  const { operation, waiting } = room([ok(state(true)), ok(state(false))]);
  await operation.backUp();
  expect([operation.known?.backups.running?.progress, operation.isMade, waiting.length]).toEqual([0.5, false, 1]);
  waiting[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect([operation.known?.backups.running, operation.isMade, waiting.length]).toEqual([null, true, 0]);
});

test('OPS2 one that was not made is not called made', async () => {
  const { operation } = room([ok(state(false, false, true))]);
  await operation.backUp();
  expect(operation.isMade).toBe(false);
});

test('OPS7 this browser looks for itself: a socket, and how far the clocks are apart', async () => {
  const { operation, waiting } = room([ok(state(false, true))], { isSocketOpen: false, now: 400_400 });
  await operation.look();
  expect(operation.seen).toEqual({ isSocketOpen: false, clockSeconds: 300 });
  expect(waiting).toHaveLength(1);
  operation.destroy();
  expect(waiting).toHaveLength(0);
});

test('OPS7 without an answer it says why, and keeps what it knew', async () => {
  const { operation } = room([ok(state(false)), fail('no-network')]);
  await operation.load();
  await operation.load();
  expect([operation.failure, operation.known]).toEqual(['no-network', state(false)]);
});
