import { afterEach, expect, test, vi } from 'vitest';
import { contactDocument, conversationDocument, INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import { readTasks } from '#schema/docs/inbox-document.ts';
import type { OperatorId, VisitorId } from '#schema/ids.ts';
import { verifyRows } from '../store/verify-rows.ts';
import { connect, startConversation, textsIn } from '../testing/test-client.ts';
import { newId, openTestStreet, visitorActor } from '../testing/test-street.ts';
import { createRetention } from './retention.ts';

type Opened = Awaited<ReturnType<typeof openTestStreet>>;
let street: Opened | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

const DAY = 86_400_000;
const idOf = (word: string) => visitorActor(word).id as VisitorId;

function inDays(days: number) {
  const begun = performance.now();
  const start = Date.now() + days * DAY;
  return { now: () => Math.floor(start + performance.now() - begun) };
}

const idsIn = ({ connection }: Pick<Opened, 'connection'>, table: string, column: string): readonly unknown[] =>
  connection
    .prepare<{ value: unknown }>(`SELECT ${column} AS value FROM ${table} ORDER BY 1`)
    .all()
    .map(({ value }) => value);

test('KEEP4 what was closed longer ago than the workspace keeps goes with everything of it, and nothing else does', async () => {
  const first = await openTestStreet();
  street = first;
  const operator = await connect(first, 'operator.operator');
  const [ann, bob] = [await connect(first, 'visitor.ann'), await connect(first, 'visitor.bob')];
  const [old, again, open, bobs] = [
    await startConversation(ann),
    await startConversation(ann),
    await startConversation(ann),
    await startConversation(bob),
  ];
  const said = newId();
  await ann.command('message.send', { conversation: old, text: 'canaryold', lastSeen: 0 }, said);
  for (const [visitor, name] of [
    [ann, 'Ann'],
    [bob, 'Bob'],
  ] as const)
    await visitor.command('contact.update', { name });
  const assignee = first.people.actor('operator').id as OperatorId;
  for (const word of ['ann', 'bob']) {
    const task = { visitor: idOf(word), title: `call ${word}`, due: null, assignee, remindAt: null };
    await operator.command('task.add', task);
    await operator.command('contact.note', { visitor: idOf(word), text: `canarynote of ${word}` });
  }
  for (const conversation of [old, again, bobs]) {
    await operator.command('conversation.take', { conversation });
    await operator.command('note.add', { conversation, text: 'n' });
    await operator.command('cursor.advance', { conversation, delivered: 1, seen: 1 });
    await operator.command('conversation.close', { conversation });
  }
  await startConversation(await connect(first, 'visitor.cid'));
  await first.stop();

  // Packed, before it is deleted; and one of them opened again.
  const second = await openTestStreet({ dataDir: first.dataDir, clock: inDays(91) });
  street = second;
  await vi.waitFor(() => expect(idsIn(second, 'packs', 'document')).toHaveLength(6), 10_000);
  const returning = await connect(second, 'visitor.ann');
  await returning.command('message.send', { conversation: again, text: 'hello again', lastSeen: 0 });
  const reader = await connect(second, 'operator.operator');
  reader.say({ t: 'gone', known: null });
  second.workspaceSettings.change({ deleteClosedAfterDays: 91 });
  expect(idsIn(second, 'gone', 'document')).toEqual([]);
  second.workspaceSettings.change({ deleteClosedAfterDays: 90 });
  const expected = [conversationDocument(old), conversationDocument(bobs), contactDocument(idOf('bob'))];
  await vi.waitFor(() => expect(idsIn(second, 'gone', 'document')).toEqual([...expected].sort()), 10_000);
  const told = () => reader.received.flatMap((frame) => (frame.t === 'gone' ? (frame.documents ?? []) : []));
  await reader.until(() => told().length === 3);
  expect([...told()].sort()).toEqual([...expected].sort());

  expect(new Set(idsIn(second, 'conversations', 'id'))).toEqual(
    new Set([again, open, ...idsIn(second, 'conversations', 'id').slice(-1)]),
  );
  expect(idsIn(second, 'conversations', 'id')).toHaveLength(3);
  expect(idsIn(second, 'contacts', 'name')).toEqual(['Ann']);
  expect(idsIn(second, 'tasks', 'visitor')).toEqual([idOf('ann')]);
  expect(JSON.stringify(idsIn(second, 'entries', 'effect'))).not.toContain('canarynote of bob');
  await reader.open(INBOX_DOCUMENT);
  const toDo = () => [...readTasks(reader.replica(INBOX_DOCUMENT)).values()].map(({ title }) => title);
  await reader.until(() => toDo().join() === 'call ann');
  expect(idsIn(second, 'cursors', 'conversation')).toEqual([again]);
  const refused = { status: 'rejected', rejection: { reason: 'not-found' } };
  expect(await returning.command('message.send', { conversation: old, text: 'x', lastSeen: 0 })).toEqual(refused);
  const repeated = { conversation: old, text: 'canaryold', lastSeen: 0 };
  expect(await returning.command('message.send', repeated, said)).toMatchObject({ status: 'accepted', seq: 2 });
  const opened = await reader.open(conversationDocument(again));
  expect(typeof opened === 'number' ? opened : textsIn(opened)).toEqual(['hello again']);
  expect([...verifyRows(second.connection)].at(-1)?.findings).toEqual([]);
});

test('PRIV3 KEEP4 each site says how long its conversations are kept; the workspace’s time holds where it says nothing', async () => {
  const first = await openTestStreet();
  street = first;
  const operator = await connect(first, 'operator.operator');
  const talks: string[] = [];
  for (const site of ['short', 'long', 'default']) {
    const visitor = await connect(first, `visitor.${site}`);
    const conversation = newId();
    await visitor.command('conversation.start', { conversation: conversation as never, site });
    await operator.command('conversation.close', { conversation: conversation as never });
    talks.push(conversation);
  }
  for (const [id, keepDays] of [
    ['short', 7],
    ['long', 400],
  ] as const) {
    first.sites.add({ id, name: id });
    first.sites.change(id, {
      settings: { privacy: { keepDays, shortAddresses: false, selfService: true, parameters: [] } },
    });
  }
  first.workspaceSettings.change({ deleteClosedAfterDays: 30 });
  const { dataDir } = first;
  await first.stop();
  const [short = '', long = '', usual = ''] = talks;
  for (const [days, left] of [
    [8, [long, usual]],
    [31, [long]],
    [401, []],
  ] as const) {
    const later = await openTestStreet({ dataDir, clock: inDays(days) });
    street = later;
    await vi.waitFor(() => expect(idsIn(later, 'conversations', 'id')).toEqual([...left].sort()), 5_000);
    await later.stop();
  }
  expect(short).not.toBe('');
});

test('KEEP4 a walk over a great many reads little in one step and goes on in the next, to the last; other rules begin it anew', async () => {
  const rows = Array.from({ length: 5_000 }, (_, n) => ({
    closedAt: n,
    id: `c${n}`,
    site: n === 4_999 ? 'short' : 'long',
  }));
  const days: Record<string, number> = { short: 1, long: 400 };
  const reads: number[] = [];
  const removed: string[] = [];
  const retention = createRetention({
    store: {
      toDelete: (_before, after, limit) => {
        const from = after.closedAt + 1;
        reads.push(from);
        return rows.slice(from, from + limit) as never;
      },
    },
    scrub: () => Promise.resolve(),
    remover: {
      isLeaving: () => false,
      removeVisitor: () => Promise.resolve(true),
      removeConversations: (ids) => (removed.push(...ids), Promise.resolve(true)),
    },
    writer: { keep: () => Promise.resolve(1) },
    settings: () => ({ deleteClosedAfterDays: null }),
    sites: {
      all: () => [{ id: 'short' }, { id: 'long' }] as never,
      settingsOf: (site) => ({ privacy: { keepDays: days[site] ?? null } }) as never,
    },
    clock: { now: () => 100 * DAY },
    isIdle: () => true,
  });
  await retention.step();
  expect(reads.length).toBeLessThanOrEqual(5);
  expect(removed).toEqual([]);
  // What the walk has passed is due by the new rules.
  days.long = 2;
  await retention.step();
  expect(removed[0]).toBe('c0');
  days.long = 400;
  removed.length = 0;
  for (let step = 0; step < 10; step += 1) await retention.step();
  expect(removed).toEqual(['c4999']);
});
