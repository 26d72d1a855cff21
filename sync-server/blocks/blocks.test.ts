import { expect, test } from 'vitest';
import type { VisitorId } from '#schema/ids.ts';
import { createLog } from '../log.ts';
import { manualTime } from '../testing/manual-time.ts';
import type { BlockStore } from './block-store.ts';
import { createBlocks } from './blocks.ts';

const ann = 'ann' as VisitorId;
const bob = 'bob' as VisitorId;

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

const keptOf = (visitor: VisitorId): ReturnType<BlockStore['all']>[number] => ({
  block: {
    ...{ id: `visitor:${visitor}`, scope: 'visitor', visitor, until: null, at: 0 },
    by: { kind: 'operator', id: 'op' as never, name: 'Olga' },
  },
  address: null,
});
