import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import {
  contactDocument,
  conversationDocument,
  deskDocument,
  draftDocument,
  INBOX_DOCUMENT,
  ownDraftDocument,
} from '#schema/docs/document-name.ts';
import { readInbox, readTasks } from '#schema/docs/inbox-document.ts';
import type { OperatorId, VisitorId } from '#schema/ids.ts';
import type { Writer } from '../commit/writer.ts';
import { verifyRows } from '../store/verify-rows.ts';
import { connect, newConversation, startConversation, textsIn, type TestClient } from '../testing/test-client.ts';
import { newId, openTestStreet, visitorActor } from '../testing/test-street.ts';
import { readErasures } from './erasure-ledger.ts';

type Opened = Awaited<ReturnType<typeof openTestStreet>>;
let street: Opened | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

const visitorRate = { burst: 1e3, window: 1_000, aDay: 1e3 };
const ann = visitorActor('ann').id as VisitorId;
const CANARIES = [
  'canaryword',
  'canarynote',
  'canaryname',
  'canaryedit',
  'canaryheld',
  'canarydraft',
  'canaryown',
  'canarystreet',
  'canarytag',
  'canarycard',
  'canarytask',
  'canaryvisit',
  'canaryplan',
  'canary@mail.example',
];

/** Which of the canaries stand anywhere in the files of a data folder. */
function found(dataDir: string, canaries = CANARIES): readonly string[] {
  const files = readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name)));
  return canaries.filter((canary) => files.some((bytes) => bytes.includes(canary)));
}

/** Two visitors talk; Ann's words are canaries, wherever a person's words can be. */
async function talk(opened: Opened) {
  const visitor = await connect(opened, 'visitor.ann');
  const other = await connect(opened, 'visitor.bob');
  const operator = await connect(opened, 'operator.operator');
  const second = await connect(opened, 'operator.other');
  const conversation = await startConversation(visitor);
  const past = await startConversation(visitor);
  const others = await startConversation(other);
  await visitor.command('contact.update', { name: 'canaryname', email: 'canary@mail.example' });
  await visitor.command('contact.describe', { attributes: { plan: 'canaryplan' } });
  await visitor.command('contact.visit', { visit: 1, page: 'https://shop.example/canaryvisit' });
  const idOfOperator = opened.people.actor('operator').id as OperatorId;
  const task = { visitor: ann, title: 'canarytask', due: null, assignee: idOfOperator, remindAt: null };
  await operator.command('contact.update', { visitor: ann, address: 'canarystreet 7' });
  await operator.command('contact.tag', { visitor: ann, tag: 'canarytag', on: true });
  await operator.command('contact.note', { visitor: ann, text: 'canarycard' });
  await operator.command('task.add', task);
  const started = newId();
  for (let index = 0; index < 50; index += 1)
    await visitor.command('message.send', {
      conversation,
      text: `canaryword ${index} ${'z'.repeat(200)}`,
      lastSeen: 0,
    });
  await visitor.command('message.send', { conversation: past, text: 'canaryword of the past', lastSeen: 0 });
  await visitor.command('message.send', { conversation, text: 'canaryword last', lastSeen: 0 }, started);
  await visitor.command('message.edit', { conversation, message: started as never, text: 'canaryedit' });
  await other.command('message.send', { conversation: others, text: 'bobsword', lastSeen: 0 });
  await operator.command('conversation.take', { conversation });
  await operator.command('note.add', { conversation, text: 'canarynote' });
  await operator.command('message.send', { conversation, text: 'canaryheld answer', lastSeen: 52 });
  await operator.command('conversation.hand-over', { conversation, to: opened.people.actor('other').id as never });
  const heldId = newId();
  const held = { conversation, text: 'mine', lastSeen: 0, offline: true };
  expect(await second.command('message.send', held, heldId)).toMatchObject({ status: 'held' });
  await second.command('cursor.advance', { conversation, delivered: 5, seen: 5 });
  const drafts = [draftDocument(conversation), ownDraftDocument(conversation, idOfOperator)];
  for (const [index, draft] of drafts.entries()) {
    await operator.open(draft);
    operator.write(draft, (doc) =>
      doc.getText(index === 0 ? 'reply' : 'note').insert(0, index === 0 ? 'canarydraft' : 'canaryown'),
    );
    await operator.until(() => operator.saved(draft) >= 1);
  }
  const repeated = { id: started, payload: { conversation, text: 'canaryword last', lastSeen: 0 } };
  return { visitor, other, operator, second, conversation, past, others, heldId, held, repeated };
}

const gone = (client: TestClient) =>
  client.received.flatMap((frame) => (frame.t === 'gone' ? [frame.documents] : [])).flat();

test('KEEP5 WIRE5 nothing of an erased person is left in any file, in any lookup, with any reader, and others lose nothing', async () => {
  const opened = await openTestStreet({ visitorRate });
  street = opened;
  const { visitor, other, operator, second, conversation, past, others, heldId, held, repeated } = await talk(opened);
  const documents = [conversationDocument(conversation), deskDocument(conversation), contactDocument(ann)];
  for (const document of documents) await operator.open(document);
  await visitor.open(conversationDocument(conversation));
  await operator.open(INBOX_DOCUMENT);
  await operator.until(() => readInbox(operator.replica(INBOX_DOCUMENT)).size === 3);
  await operator.until(() => readTasks(operator.replica(INBOX_DOCUMENT)).size === 1);
  for (const client of [visitor, other, operator]) client.say({ t: 'gone', known: null });
  // A snapshot, and one before it, are words too.
  const { connection } = opened;
  await vi.waitFor(
    () => expect(connection.prepare('SELECT id FROM searchable').all().length).toBeGreaterThan(54),
    10_000,
  );
  expect(found(opened.dataDir).length).toBeGreaterThan(4);

  expect(await opened.street.erase(ann, 'the owner')).toEqual({ ok: true, value: { conversations: 2 } });
  expect(found(opened.dataDir)).toEqual([]);
  expect(found(opened.dataDir, ['bobsword'])).toEqual(['bobsword']);
  expect(opened.logLines.join('')).not.toContain('canary');

  const names = [conversationDocument(conversation), conversationDocument(past), contactDocument(ann)];
  await operator.until(() => gone(operator).length > 0);
  expect([...gone(operator)].sort()).toEqual([...names].sort());
  expect([...gone(visitor)].sort()).toEqual([...names].sort());
  expect(gone(other)).toEqual([]);
  const closed = (client: TestClient) =>
    client.received.flatMap((frame) => (frame.t === 'closed' ? [[frame.document, frame.code]] : []));
  const drafts = [
    draftDocument(conversation),
    ownDraftDocument(conversation, opened.people.actor('operator').id as OperatorId),
  ];
  expect(new Map(closed(operator) as [string, number][])).toEqual(
    new Map([...documents, ...drafts].map((document) => [document, 4404])),
  );
  expect(closed(visitor)).toEqual([[documents[0], 4404]]);
  await operator.until(() => readInbox(operator.replica(INBOX_DOCUMENT)).size === 1);
  await operator.until(() => readTasks(operator.replica(INBOX_DOCUMENT)).size === 0);

  for (const table of [
    'cursors',
    'snapshots',
    'contacts',
    'tasks',
    'packs',
    'chapters',
    'staff_updates',
    'staff_snapshots',
    'staff_writers',
  ])
    expect(connection.prepare(`SELECT * FROM ${table}`).all()).toEqual([]);
  expect(connection.prepare('SELECT id FROM conversations').all()).toEqual([{ id: others }]);
  const refused = { status: 'rejected', rejection: { reason: 'not-found' } };
  expect(await operator.open(documents[0] ?? '')).toBe(4404);
  expect(await operator.open(documents[1] ?? '')).toBe(4404);
  expect(await operator.command('note.add', { conversation, text: 'x' })).toEqual(refused);
  expect(await visitor.command('message.send', { conversation, text: 'x', lastSeen: 0 })).toEqual(refused);
  expect(await visitor.command('conversation.start', { conversation, site: 'shop' })).toEqual(refused);
  expect(await second.command('message.send', held, heldId)).toEqual(refused);
  expect(await operator.command('contact.update', { visitor: ann, name: 'x' })).toEqual(refused);
  expect(await operator.command('contact.note', { visitor: ann, text: 'x' })).toEqual(refused);
  expect(await operator.command('task.done', { visitor: ann, task: newId() as never, done: false })).toEqual(refused);
  expect(await visitor.command('message.send', repeated.payload, repeated.id)).toMatchObject({
    status: 'accepted',
    seq: 52,
  });
  expect(await other.command('message.send', { conversation: others, text: 'more', lastSeen: 0 })).toMatchObject({
    seq: 3,
  });
  expect(await opened.street.erase(ann, 'the owner')).toEqual({ ok: false, failure: 'not-found' });
  expect([...verifyRows(connection)].at(-1)?.findings).toEqual([]);

  // Whoever comes back is a new person.
  const again = newConversation();
  expect(await visitor.command('conversation.start', { conversation: again, site: 'shop' })).toMatchObject({ seq: 1 });
  await opened.stop();
  const next = await openTestStreet({ dataDir: opened.dataDir, visitorRate });
  street = next;
  const reader = await connect(next, 'operator.operator');
  expect(await reader.open(conversationDocument(conversation))).toBe(4404);
  const theirs = await reader.open(conversationDocument(others));
  expect(typeof theirs === 'number' ? theirs : textsIn(theirs)).toEqual(['bobsword', 'more']);
  expect(found(opened.dataDir)).toEqual([]);
});

test('KEEP5 a copy of the data from before, put back beside the ledger, forgets the person again at the start', async () => {
  const first = await openTestStreet({ visitorRate });
  street = first;
  const { conversation, past } = await talk(first);
  const copy = mkdtempSync(join(tmpdir(), 'holdline-copy-'));
  first.connection.exec(`VACUUM INTO '${join(copy, 'holdline.db')}'`);
  await first.stop();
  const second = await openTestStreet({ dataDir: first.dataDir });
  street = second;
  await second.street.erase(ann, 'the owner');
  await second.stop();
  expect(readErasures(first.dataDir)).toMatchObject([
    {
      visitor: ann,
      by: 'the owner',
      documents: [past, conversation].map(conversationDocument).sort().concat(contactDocument(ann)),
    },
  ]);
  copyFileSync(join(first.dataDir, 'erasures.jsonl'), join(copy, 'erasures.jsonl'));
  await street.close();
  expect(found(copy)).not.toEqual([]);
  // Half a line, as a crash leaves it, takes nothing with it.
  writeFileSync(join(copy, 'erasures.jsonl'), '\n{"visitor":"v', { flag: 'a' });
  const third = await openTestStreet({ dataDir: copy, visitorRate });
  street = third;
  const operator = await connect(third, 'operator.operator');
  expect(await operator.open(conversationDocument(conversation))).toBe(4404);
  expect(found(copy)).toEqual([]);
  expect(third.connection.prepare('SELECT visitor, person FROM erasures').all()).toEqual([
    { visitor: ann, person: 'the owner' },
  ]);
});

test('KEEP5 KEEP8 when the disk refuses, nothing is erased, also not later; what comes meanwhile waits', async () => {
  let refuse: (() => void) | null = null;
  const wrapWriter = (writer: Writer): Writer => ({
    ...writer,
    keep: (order) => {
      if (order.kind !== 'erase') return writer.keep(order);
      return new Promise((resolve) => {
        refuse = () => resolve(null);
      });
    },
  });
  const opened = await openTestStreet({ wrapWriter, visitorRate });
  street = opened;
  const visitor = await connect(opened, 'visitor.ann');
  const operator = await connect(opened, 'operator.operator');
  const conversation = await startConversation(visitor);
  await operator.open(INBOX_DOCUMENT);
  await operator.until(() => readInbox(operator.replica(INBOX_DOCUMENT)).size === 1);
  const assignee = opened.people.actor('operator').id as OperatorId;
  await operator.command('task.add', { visitor: ann, title: 'call', due: null, assignee, remindAt: null });
  const tasks = (): number => readTasks(operator.replica(INBOX_DOCUMENT)).size;
  await operator.until(() => tasks() === 1);
  const erasing = opened.street.erase(ann, 'the owner');
  while (refuse === null) await new Promise(setImmediate);
  const send = () => visitor.command('message.send', { conversation, text: 'a', lastSeen: 0 });
  expect(await send()).toEqual({ status: 'retry', after: 1_000 });
  expect(await operator.command('conversation.take', { conversation })).toEqual({ status: 'retry', after: 1_000 });
  expect(await operator.open(conversationDocument(conversation))).toBe(1013);
  (refuse as () => void)();
  expect(await erasing).toEqual({ ok: false, failure: 'retry' });
  await operator.until(() => tasks() === 1);
  const second = await connect(opened, 'operator.other');
  expect(await second.command('conversation.take', { conversation })).toMatchObject({ status: 'accepted', seq: 2 });
  await operator.until(() => [...readInbox(operator.replica(INBOX_DOCUMENT)).values()][0]?.state === 'active');
  const again = await connect(opened, 'visitor.ann');
  const sent = await again.command('message.send', { conversation, text: 'a', lastSeen: 0 });
  expect(sent).toMatchObject({ status: 'accepted', seq: 3 });
  await again.command('contact.update', { name: 'Ann' });
  await opened.stop();
  const next = await openTestStreet({ dataDir: opened.dataDir });
  street = next;
  const reader = await connect(next, 'operator.operator');
  const theirs = await reader.open(conversationDocument(conversation));
  expect(typeof theirs === 'number' ? theirs : textsIn(theirs)).toEqual(['a']);
  expect(await reader.open(contactDocument(ann))).not.toBe(4404);
});

test('KEEP5 what a person had under way when the erasure began is committed first and goes with the rest', async () => {
  let gate: Promise<void> | null = null;
  let asked = 0;
  const wrapWriter = (writer: Writer): Writer => ({
    ...writer,
    commit: async (batch) => {
      asked += batch.documents.length / 3;
      await gate;
      return writer.commit(batch);
    },
  });
  const opened = await openTestStreet({ wrapWriter, visitorRate });
  street = opened;
  const visitor = await connect(opened, 'visitor.ann');
  const other = await connect(opened, 'visitor.bob');
  const conversation = await startConversation(visitor);
  const others = await startConversation(other);
  await other.command('contact.update', { name: 'Bob' });
  let letGo: () => void = () => undefined;
  gate = new Promise((resolve) => (letGo = resolve));
  const before = asked;
  const begin = (id = newConversation()) => visitor.command('conversation.start', { conversation: id, site: 'shop' });
  const begun = newConversation();
  const beginning = begin(begun);
  while (asked === before) await new Promise(setImmediate);
  const erasing = opened.street.erase(ann, 'the owner');
  expect(await begin()).toEqual({ status: 'retry', after: 1_000 });
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  letGo();
  expect(await beginning).toMatchObject({ status: 'accepted', seq: 1 });
  expect(await erasing).toEqual({ ok: true, value: { conversations: 2 } });
  const names = opened.connection.prepare<{ name: string }>('SELECT name FROM documents').all();
  expect(names.map(({ name }) => name).sort()).toEqual(
    [conversationDocument(others), contactDocument(visitorActor('bob').id as VisitorId)].sort(),
  );
  for (const id of [conversation, begun])
    expect(await visitor.command('message.send', { conversation: id, text: 'x', lastSeen: 0 })).toEqual({
      status: 'rejected',
      rejection: { reason: 'not-found' },
    });
  expect(found(opened.dataDir)).toEqual([]);
  expect(await begin()).toMatchObject({ status: 'accepted', seq: 1 });
});

test('KEEP8 a line that was left in the ledger takes what it names and nothing that was written after it', async () => {
  const first = await openTestStreet({ visitorRate });
  street = first;
  const visitor = await connect(first, 'visitor.ann');
  const [silent, lively] = [await startConversation(visitor), await startConversation(visitor)];
  await visitor.command('contact.update', { name: 'Ann' });
  const copy = mkdtempSync(join(tmpdir(), 'holdline-copy-'));
  first.connection.exec(`VACUUM INTO '${join(copy, 'holdline.db')}'`);
  const { row, at } = first.connection
    .prepare<{ row: number; at: number }>('SELECT max(id) AS row, max(at) AS at FROM entries')
    .one() ?? { row: 0, at: 0 };
  const documents = [...[silent, lively].map(conversationDocument), contactDocument(ann)];
  const line = `\n${JSON.stringify({ visitor: ann, at, by: 'the owner', documents, row })}\n`;
  while (Date.now() <= at) await new Promise(setImmediate);
  await visitor.command('message.send', { conversation: lively, text: 'since then', lastSeen: 0 });
  await visitor.command('contact.update', { name: 'Ann again' });
  await first.stop();
  for (const dataDir of [first.dataDir, copy]) writeFileSync(join(dataDir, 'erasures.jsonl'), line);

  for (let start = 0; start < 2; start += 1) {
    const next = await openTestStreet({ dataDir: first.dataDir, visitorRate });
    street = next;
    const operator = await connect(next, 'operator.operator');
    expect(await operator.open(conversationDocument(silent))).toBe(4404);
    const theirs = await operator.open(conversationDocument(lively));
    expect(typeof theirs === 'number' ? theirs : textsIn(theirs)).toEqual(['since then']);
    expect(await operator.open(contactDocument(ann))).not.toBe(4404);
    await next.stop();
  }
  await street.close();
  const older = await openTestStreet({ dataDir: copy });
  street = older;
  expect(older.connection.prepare('SELECT name FROM documents').all()).toEqual([]);
});

test('KEEP8 a person who came back after an erasure is not touched by an older line, and both stay told', async () => {
  const first = await openTestStreet({ visitorRate });
  street = first;
  const visitor = await connect(first, 'visitor.ann');
  await startConversation(visitor);
  await visitor.command('contact.update', { name: 'Ann' });
  const ids = (opened: Opened) => opened.connection.prepare('SELECT at FROM erasures ORDER BY at').all();
  const wentAt = (opened: Opened) =>
    opened.connection.prepare<{ at: number }>('SELECT at FROM gone WHERE document = ?').one(contactDocument(ann));
  expect(await first.street.erase(ann, 'the owner')).toMatchObject({ ok: true });
  const told = wentAt(first);
  await startConversation(visitor);
  await visitor.command('contact.update', { name: 'Ann again' });
  await first.stop();
  const [{ at, row } = { at: 0, row: 0 }] = readErasures(first.dataDir);
  const older = { visitor: ann, at: at - 1_000, by: 'an admin', documents: [contactDocument(ann)], row: row - 1 };
  writeFileSync(join(first.dataDir, 'erasures.jsonl'), `\n${JSON.stringify(older)}\n`, { flag: 'a' });
  const next = await openTestStreet({ dataDir: first.dataDir, visitorRate });
  street = next;
  expect(ids(next)).toEqual([{ at: at - 1_000 }, { at }]);
  const operator = await connect(next, 'operator.operator');
  expect(await operator.open(contactDocument(ann))).not.toBe(4404);
  expect(wentAt(next)?.at).toBe(told?.at);
});
