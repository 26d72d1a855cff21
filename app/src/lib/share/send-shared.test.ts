import { expect, test } from 'vitest';
import type { LinkState } from '#client/interface.ts';
import type { Summary } from '#schema/docs/inbox-document.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { mayHaveFiles, sendShared, troubleOf } from './send-shared.ts';
import type { SharedFile } from './shared-files.svelte.ts';

const ME = 'olga';
const line = (over: Partial<Summary>): Summary => ({
  ...{ id: 'c' as ConversationId, visitor: 'v' as VisitorId, name: '', site: 's', state: 'waiting', assignee: null },
  ...{ startedAt: 0, lastSeq: 7, lastAt: 0, lastText: '', lastBy: null, waitingSince: 0, lastVisitorSeq: 1 },
  ...{ seenByAssignee: 0, closedAt: null },
  ...over,
});
const person = (id: string) => ({ kind: 'operator' as const, id, name: id });
const fileOf = (key: string, size: number, type = 'text/plain'): SharedFile => {
  const file = new File(['x'.repeat(size)], `${key}.txt`, { type });
  return { key, file, size };
};

/** A desk that notes what it is told to do; the disk keeps what `isSaved` says. */
function world(isSaved: (name: string) => boolean = () => true) {
  const did: unknown[] = [];
  const desk = {
    profile: { id: ME },
    client: { outbox: { add: (...given: unknown[]) => Promise.resolve(did.push(given)) } },
    files: {
      attachOne: (file: File, to: unknown) => {
        did.push([file.name, to]);
        return Promise.resolve(isSaved(file.name));
      },
    },
  } as unknown as Parameters<typeof sendShared>[0];
  return { desk, did, shared: { drop: (key: string) => void did.push(`dropped ${key}`) } };
}

test('PHONE2 files go to whom this person answers, or nobody does', () => {
  expect(mayHaveFiles(line({}), ME)).toBe(true);
  expect(mayHaveFiles(line({ state: 'active', assignee: person(ME) }), ME)).toBe(true);
  expect(mayHaveFiles(line({ state: 'active', assignee: person('boris'), others: [person(ME)] }), ME)).toBe(true);
  expect(mayHaveFiles(line({ state: 'active', assignee: person('boris') }), ME)).toBe(false);
  expect(mayHaveFiles(line({ state: 'closed', assignee: person(ME) }), ME)).toBe(false);
});

test('PHONE2 what cannot be sent is told before somebody is chosen', () => {
  const live: LinkState = { state: 'live', since: 0, fileBytes: 10 };
  expect(troubleOf(fileOf('a', 10), live)).toBe(null);
  expect(troubleOf(fileOf('a', 11), live)).toBe('too-large');
  expect(troubleOf(fileOf('a', 0), live)).toBe('empty');
  // It is drawn anew before it goes.
  expect(troubleOf(fileOf('a', 11, 'image/jpeg'), live)).toBe(null);
  expect(troubleOf(fileOf('a', 11), { state: 'offline', since: 0 })).toBe(null);
  // The worker has kept its name alone.
  expect(troubleOf({ ...fileOf('a', 0), size: 900_000_000 }, { state: 'offline', since: 0 })).toBe('too-large');
});

test('PHONE2 FILE8 each file leaves where it was shared when the queue has it on the disk, and not before', async () => {
  const { desk, did, shared } = world((name) => name !== 'b.txt');
  await sendShared(desk, line({}), [fileOf('a', 1), fileOf('b', 1)], shared);
  const to = { conversation: 'c', lastSeen: 7 };
  expect(did).toEqual([['conversation.take', { conversation: 'c' }], ['a.txt', to], 'dropped a', ['b.txt', to]]);
  const other = world();
  await sendShared(other.desk, line({ state: 'active', assignee: person(ME) }), [fileOf('a', 1)], other.shared);
  expect(other.did).toEqual([['a.txt', to], 'dropped a']);
});
