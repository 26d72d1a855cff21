import { expect, test } from 'vitest';
import { blocksOf, type Block } from '#schema/conversation/block.ts';
import type { VisitorId } from '#schema/ids.ts';
import { createLog } from '../log.ts';
import { manualTime } from '../testing/manual-time.ts';
import type { BlockStore } from './block-store.ts';
import { createBlocks } from './blocks.ts';

const ann = 'ann' as VisitorId;
const bob = 'bob' as VisitorId;
const cid = 'cid' as VisitorId;
const DAY = 86_400_000;

test('BLOCK1 BLOCK9 DISK4 while the disk does not say who is in no block any more, every block stays in force', () => {
  const time = manualTime();
  const rows = new Map([ann, bob].map((visitor) => [visitor, keptOf(visitor)]));
  let isReadable = true;
  let changes = 0;
  const store: BlockStore = {
    all: () => {
      if (!isReadable) throw new Error('EIO');
      return [...rows.values()];
    },
    put: () => undefined,
    drop: () => undefined,
    addStop: () => undefined,
  };
  const blocks = createBlocks({ store, ...time, log: createLog('silent'), newId: () => 'hand:1' });
  blocks.onChanged(() => (changes += 1));
  const suspended = () => [ann, bob].map((visitor) => blocks.suspendedUntil(visitor));

  rows.delete(bob);
  isReadable = false;
  expect(() => blocks.forget([bob])).not.toThrow();
  time.pass(1_000);
  expect(suspended()).toEqual([null, null]);
  isReadable = true;
  time.pass(1_000);
  expect(suspended()).toEqual([null, undefined]);
  expect(changes).toBe(1);
});

test('MAIL4 MAIL11 who was blocked by an address, or stopped by one, is blocked to every desk and to letters also when nobody knows any more where they come from', () => {
  const time = manualTime();
  const by = { kind: 'operator', id: 'op' as never, name: 'Olga' } as const;
  const until = time.clock.now() + 2 * DAY;
  const ofAnn: Block = { id: `address:${ann}`, scope: 'address', visitor: ann, until, by, at: 0 };
  const store: BlockStore = {
    all: () => [{ block: ofAnn, address: '203.0.113.7' }],
    put: () => undefined,
    drop: () => undefined,
    addStop: () => undefined,
  };
  const blocks = createBlocks({ store, ...time, log: createLog('silent'), newId: () => 'hand:1' });
  const people = [ann, bob, cid];
  const asDesk = () => people.map((visitor) => blocksOf(blocks.current(), visitor, time.clock.now()).length > 0);
  const asLetters = () => people.map(blocks.isBlocked);
  expect([asDesk(), asLetters()]).toEqual([
    [true, false, false],
    [true, false, false],
  ]);
  blocks.saw(bob, '203.0.113.7');
  blocks.stopped(bob);
  expect([asDesk(), asLetters()]).toEqual([
    [true, true, false],
    [true, true, false],
  ]);
  // Nobody knows where he comes from any more, or he comes from elsewhere.
  blocks.saw(bob, '198.51.100.9');
  expect(blocks.suspendedUntil(bob)).toBeUndefined();
  expect(asLetters()).toEqual(asDesk());
  time.pass(DAY + 1);
  expect(asLetters()).toEqual([true, true, false]);
  time.pass(DAY);
  expect([asDesk(), asLetters()]).toEqual([
    [false, false, false],
    [false, false, false],
  ]);
});

const keptOf = (visitor: VisitorId): ReturnType<BlockStore['all']>[number] => ({
  block: {
    ...{ id: `visitor:${visitor}`, scope: 'visitor', visitor, until: null, at: 0 },
    by: { kind: 'operator', id: 'op', name: 'Olga' },
  },
  address: null,
});
