import { afterEach, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import { readInbox, type Summary } from '#schema/docs/inbox-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { newId, openTestStreet, visitorActor } from '../testing/test-street.ts';
import { createDerivedStore } from './derived-store.ts';

let street: Awaited<ReturnType<typeof openTestStreet>> | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

async function openInbox(operator: TestClient): Promise<Y.Doc> {
  const opened = await operator.open(INBOX_DOCUMENT);
  if (typeof opened === 'number') throw new Error(`refused with ${opened}`);
  return opened;
}

const lineOf = (inbox: Y.Doc, id: ConversationId): Summary | null => readInbox(inbox).get(id) ?? null;

test('DER1 the inbox tells what an operator must know of a conversation, as it goes', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const operator = await connect(street, 'operator.operator');
  const inbox = await openInbox(operator);
  const conversation = await startConversation(visitor);
  const first = newId();
  await visitor.command('message.send', { conversation, text: 'Where is\n my parcel?', lastSeen: 0 }, first);
  await operator.until(() => lineOf(inbox, conversation)?.lastText === 'Where is my parcel?');
  expect(lineOf(inbox, conversation)).toMatchObject({
    visitor: visitorActor('ann').id,
    name: '',
    site: 'shop',
    state: 'waiting',
    assignee: null,
    lastSeq: 2,
    lastBy: 'visitor',
    lastVisitorSeq: 2,
    seenByAssignee: 0,
    closedAt: null,
  });
  expect(lineOf(inbox, conversation)?.waitingSince).toBe(lineOf(inbox, conversation)?.lastAt);
  await visitor.command('contact.update', { name: 'Ann' });
  await visitor.command('message.edit', { conversation, message: first as never, text: 'Where is it?' });
  await operator.command('conversation.take', { conversation });
  await operator.command('cursor.advance', { conversation, delivered: 4, seen: 4 });
  await operator.until(() => lineOf(inbox, conversation)?.seenByAssignee === 4);
  expect(lineOf(inbox, conversation)).toMatchObject({
    name: 'Ann',
    lastText: 'Where is it?',
    assignee: { name: 'operator' },
  });
  await operator.command('message.send', { conversation, text: `${'ż'.repeat(200)}`, lastSeen: 4 });
  await operator.command('conversation.close', { conversation });
  await operator.until(() => lineOf(inbox, conversation)?.state === 'closed');
  const closed = lineOf(inbox, conversation);
  expect(closed).toMatchObject({ waitingSince: null, lastBy: 'operator', lastText: 'ż'.repeat(140) });
  expect(closed?.closedAt).toBe(closed?.lastAt);
});

test('a visitor who told its name is called by it from then on, on the same socket', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  await visitor.command('contact.update', { name: 'Ann' });
  const conversation = await startConversation(visitor);
  const doc = await visitor.open(`conversation/${conversation}`);
  expect(typeof doc === 'number' ? doc : doc.getArray('messages').toJSON()).toMatchObject([{ by: { name: 'Ann' } }]);
});

test('DER2 a restart makes the inbox anew: what was derived, and what a crash left behind it', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  await visitor.command('message.send', { conversation, text: 'derived', lastSeen: 0 });
  const epochs = new Set<string>();
  const remember = (client: TestClient): void => {
    for (const frame of client.received) if (frame.t === 'opened') epochs.add(frame.epoch);
  };
  const before = await connect(street, 'operator.operator');
  await openInbox(before);
  remember(before);
  await street.stop();
  const { dataDir } = street;
  street = await openTestStreet({
    dataDir,
    prepare: (connection) => {
      // As if the process had been killed before it derived the last entry.
      connection.exec('UPDATE watermarks SET entry = 1');
      connection.exec("UPDATE conversations SET last_seq = 1, last_text = '', last_by = NULL, last_visitor_seq = 0");
    },
  });
  const operator = await connect(street, 'operator.operator');
  const inbox = await openInbox(operator);
  remember(operator);
  expect(lineOf(inbox, conversation)).toMatchObject({ lastSeq: 2, lastText: 'derived', lastVisitorSeq: 2 });
  expect(epochs.size).toBe(2);
  await street.stop();
  street = await openTestStreet({ dataDir });
  const derived = createDerivedStore(street.connection);
  expect(derived.findConversation(conversation)).toMatchObject({ lastSeq: 2, lastText: 'derived' });
  expect(derived.watermark()).toBe(2);
});

test('NOTIFY1 the inbox tells who was given a conversation or brought in, each until they answer or go, whoever is given it meanwhile, and nothing to who did it', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const operator = await connect(street, 'operator.operator');
  const admin = await connect(street, 'operator.admin');
  const inbox = await openInbox(operator);
  const conversation = await startConversation(visitor);
  const [me, other] = [street.people.actor('operator'), street.people.actor('other')];
  const given = () => lineOf(inbox, conversation)?.given;
  await operator.command('conversation.take', { conversation });
  await operator.command('conversation.bring-in', { conversation, person: other.id as never });
  await operator.until(() => given()?.to === other.id);
  const { seq } = given() ?? { seq: 0 };
  expect(seq).toBe(lineOf(inbox, conversation)?.lastSeq);
  await operator.command('message.send', { conversation, text: 'Both of us', lastSeen: 0 });
  await operator.until(() => lineOf(inbox, conversation)?.lastText === 'Both of us');
  expect(given()).toEqual({ to: other.id, seq });
  await admin.command('conversation.hand-over', { conversation, to: street.people.actor('admin').id as never });
  await operator.until(() => lineOf(inbox, conversation)?.assignee?.id === street?.people.actor('admin').id);
  expect(given()).toEqual({ to: other.id, seq });
  await admin.command('conversation.hand-over', { conversation, to: me.id as never });
  await operator.until(() => given()?.to === me.id);
  expect(lineOf(inbox, conversation)?.alsoGiven).toEqual([{ to: other.id, seq }]);
  const kept = createDerivedStore(street.connection);
  await expect.poll(() => kept.findConversation(conversation)?.alsoGiven).toEqual([{ to: other.id, seq }]);
  await operator.command('message.send', { conversation, text: 'Mine now', lastSeen: 9 });
  await operator.until(() => given()?.to === other.id);
  expect(lineOf(inbox, conversation)?.alsoGiven).toBeUndefined();
  await operator.command('conversation.close', { conversation });
  await operator.until(() => given() === undefined);
});
