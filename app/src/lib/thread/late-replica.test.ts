import { expect, test } from 'vitest';
import { Doc } from 'yjs';
import { createWatchers } from '#client/watchable.ts';
import type { StaffReplica, StaffReplicas } from '#client/interface.ts';
import type { DocumentName } from '#schema/docs/document-name.ts';
import { LateReplica } from './late-replica.ts';

const NAME = 'draft/01900000-0000-7000-8000-000000000001' as DocumentName;

function device({ isReady = false } = {}) {
  const watchers = createWatchers();
  const replica = { name: NAME, doc: new Doc(), isReady, aside: [], writing: null, subscribe: watchers.subscribe };
  let held = 0;
  const staff = {
    open: () => {
      held += 1;
      return replica as unknown as StaffReplica;
    },
    release: () => void (held -= 1),
  } as unknown as StaffReplicas;
  const become = (next: Partial<typeof replica>): void => {
    Object.assign(replica, next);
    watchers.call();
  };
  return { late: new LateReplica(staff, NAME), become, held: () => held };
}

test('APP9 a document of a conversation that is only walked past is never opened, and nothing is given back', () => {
  const { late, held } = device({ isReady: true });
  const stop = late.subscribe(() => undefined);
  expect([late.isReady, late.isOpen, late.writing, late.aside.length]).toEqual([false, false, null, 0]);
  stop();
  late.release();
  expect(held()).toBe(0);
});

test('APP9 who listened before it was opened is told when it is, and of all that comes; once stopped, of nothing', () => {
  const { late, become, held } = device({ isReady: true });
  let told = 0;
  const stop = late.subscribe(() => (told += 1));
  late.open();
  expect([told, late.isReady]).toEqual([1, true]);
  become({ isReady: true });
  expect(told).toBe(2);
  stop();
  become({ isReady: false });
  expect([told, late.isReady]).toEqual([2, false]);
  late.open();
  late.release();
  expect(held()).toBe(0);
});
