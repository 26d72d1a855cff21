import { afterEach, beforeEach, expect, test } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import type { VisitorId } from '#schema/ids.ts';
import { connect, newConversation, startConversation, textsIn, type TestClient } from '../testing/test-client.ts';
import { newId, openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet;
let visitor: TestClient;
let operator: TestClient;

beforeEach(async () => {
  street = await openTestStreet();
  visitor = await connect(street, 'visitor.ann');
  operator = await connect(street, 'operator.operator');
});
afterEach(() => street.close());

const entries = (): number =>
  street.connection.prepare<{ n: number }>('SELECT count(*) AS n FROM entries').one()?.n ?? 0;

test('CMD1 a command that comes many times, over both doors, at once and later, has one effect and one answer', async () => {
  const conversation = await startConversation(visitor);
  const id = newId();
  const payload = { conversation, text: 'once', lastSeen: 0 };
  const overHttp = { id, type: 'message.send', writtenAt: Date.now(), payload } as const;
  const atOnce = await Promise.all([
    visitor.command('message.send', payload, id),
    street.street.submit(visitorActor('ann'), overHttp as never),
    street.street.submit(visitorActor('ann'), overHttp as never),
  ]);
  const later = await visitor.command('message.send', payload, id);
  expect(new Set([...atOnce, later].map((result) => JSON.stringify(result))).size).toBe(1);
  expect(later).toMatchObject({ status: 'accepted', seq: 2 });
  expect(entries()).toBe(2);
});

test('CMD1 a command from before a restart gets the stored result again', async () => {
  const conversation = await startConversation(visitor);
  const id = newId();
  const payload = { conversation, text: 'once', lastSeen: 0 };
  const first = await visitor.command('message.send', payload, id);
  await street.stop();
  street = await openTestStreet({ dataDir: (street as Awaited<ReturnType<typeof openTestStreet>>).dataDir });
  visitor = await connect(street, 'visitor.ann');
  expect(await visitor.command('message.send', payload, id)).toEqual(first);
  expect(entries()).toBe(2);
});

test('CMD2 the same id with other content, or from somebody else, is refused as a conflict', async () => {
  const conversation = await startConversation(visitor);
  await operator.command('conversation.take', { conversation });
  const id = newId();
  await visitor.command('message.send', { conversation, text: 'one', lastSeen: 0 }, id);
  const conflict = { status: 'rejected', rejection: { reason: 'conflict' } };
  expect(await visitor.command('message.send', { conversation, text: 'two', lastSeen: 0 }, id)).toEqual(conflict);
  expect(await operator.command('message.send', { conversation, text: 'one', lastSeen: 0 }, id)).toEqual(conflict);
});

test('CMD3 the author is the authenticated sender', async () => {
  const conversation = await startConversation(visitor);
  const doc = await operator.open(conversationDocument(conversation));
  if (typeof doc === 'number') throw new Error(`refused with ${doc}`);
  expect(readConversation(doc)?.messages[0]?.by).toEqual({ kind: 'visitor', id: visitorActor('ann').id, name: '' });
});

test('CMD4 edits and unsends find their message whether it is on the disk or still on the way', async () => {
  const conversation = await startConversation(visitor);
  const doc = await operator.open(conversationDocument(conversation));
  if (typeof doc === 'number') throw new Error(`refused with ${doc}`);
  const [first, second] = [newId(), newId()];
  const results = await Promise.all([
    visitor.command('message.send', { conversation, text: 'frist', lastSeen: 0 }, first),
    visitor.command('message.edit', { conversation, message: first as never, text: 'first' }),
    visitor.command('message.send', { conversation, text: 'second', lastSeen: 0 }, second),
    visitor.command('message.unsend', { conversation, message: second as never }),
    visitor.command('message.edit', { conversation, message: second as never, text: 'again' }),
  ]);
  expect(results.map((result) => result.status)).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'rejected']);
  const third = await visitor.command('message.edit', { conversation, message: first as never, text: 'First' });
  expect(third).toMatchObject({ status: 'accepted', seq: 6 });
  expect(await operator.command('message.edit', { conversation, message: first as never, text: 'Mine' })).toEqual({
    status: 'rejected',
    rejection: { reason: 'not-author' },
  });
  await operator.until(() => readConversation(doc)?.edits.get(first as never)?.rev === 2);
  expect(readConversation(doc)?.edits.get(first as never)).toMatchObject({ text: 'First', rev: 2 });
  expect(readConversation(doc)?.edits.get(second as never)).toMatchObject({ gone: true });
});

test('CMD5 the first of two to take a conversation wins, and the second is told who has it', async () => {
  const conversation = await startConversation(visitor);
  const other = await connect(street, 'operator.other');
  const results = await Promise.all([
    operator.command('conversation.take', { conversation }),
    other.command('conversation.take', { conversation }),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual(['accepted', 'rejected']);
  const winner = results[0]?.status === 'accepted' ? 'operator' : 'other';
  const refusal = results.find((result) => result.status === 'rejected');
  expect(refusal).toMatchObject({ rejection: { reason: 'taken', by: { name: winner } } });
});

test('CMD6 a reply written offline is held after another operator acted, and shows what changed', async () => {
  const conversation = await startConversation(visitor);
  const other = await connect(street, 'operator.other');
  const seen = await operator.command('conversation.take', { conversation });
  const lastSeen = seen.status === 'accepted' ? seen.seq : 0;
  const admin = await connect(street, 'operator.admin');
  await admin.command('conversation.hand-over', { conversation, to: street.people.actor('other').id as never });
  const first = newId();
  await other.command('message.send', { conversation, text: 'Hello from other', lastSeen }, first);
  await other.command('message.edit', { conversation, message: first as never, text: 'Hello from the other' });
  const reply = { conversation, text: 'my late reply', lastSeen, offline: true };
  const held = await operator.command('message.send', reply);
  expect(held).toMatchObject({
    status: 'held',
    changes: [
      { kind: 'handed-over', by: { name: 'admin' } },
      { kind: 'said', text: 'Hello from the other' },
    ],
  });
  const before = entries();
  expect(await operator.command('message.send', { ...reply, anyway: true })).toMatchObject({ status: 'accepted' });
  expect(entries()).toBe(before + 1);
});

test('a conversation may be started, read and written to in one breath, in this order', async () => {
  const conversation = newConversation();
  const results = Promise.all([
    visitor.command('conversation.start', { conversation, site: 'shop' }),
    visitor.command('message.send', { conversation, text: 'one', lastSeen: 0 }),
    visitor.command('message.send', { conversation, text: 'two', lastSeen: 0 }),
  ]);
  const doc = await visitor.open(conversationDocument(conversation));
  expect((await results).map((result) => result.status)).toEqual(['accepted', 'accepted', 'accepted']);
  if (typeof doc === 'number') throw new Error(`refused with ${doc}`);
  await visitor.until(() => textsIn(doc).length === 2);
  expect(textsIn(doc)).toEqual(['one', 'two']);
});

test('a note goes to the desk, which no visitor can open', async () => {
  const conversation = await startConversation(visitor);
  expect(await operator.command('note.add', { conversation, text: 'be kind' })).toMatchObject({
    status: 'accepted',
    seq: 1,
  });
  const desk = await operator.open(`${conversationDocument(conversation)}/desk`);
  if (typeof desk === 'number') throw new Error(`refused with ${desk}`);
  expect(desk.getArray('notes').toJSON()).toMatchObject([{ text: 'be kind', by: { name: 'operator' } }]);
  expect(await visitor.open(`${conversationDocument(conversation)}/desk`)).toBe(4403);
});

test('DISK4 IDENT5 while it cannot be read whom a command is about it is told to come back, and the process goes on', async () => {
  const conversation = await startConversation(visitor);
  await operator.command('conversation.take', { conversation });
  const rename = { visitor: visitorActor('ann').id as VisitorId, name: 'Ann' };
  street.connection.exec('ALTER TABLE visitor_aliases RENAME TO unreadable');
  const id = newId();
  expect(await operator.command('contact.update', rename, id)).toMatchObject({ status: 'retry' });
  street.connection.exec('ALTER TABLE unreadable RENAME TO visitor_aliases');
  await expect
    .poll(() => operator.command('contact.update', rename, id), { timeout: 5_000, interval: 250 })
    .toMatchObject({ status: 'accepted' });
});
