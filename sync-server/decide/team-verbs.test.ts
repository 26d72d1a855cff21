import { afterEach, expect, test } from 'vitest';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { readDesk } from '#schema/docs/desk-document.ts';
import { conversationDocument, deskDocument, INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import { readInbox, type Summary } from '#schema/docs/inbox-document.ts';
import type { ConversationId, MessageId, OperatorId } from '#schema/ids.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { newId, openTestStreet, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet & { readonly dataDir: string };
afterEach(() => street.close());

async function open(dataDir?: string): Promise<void> {
  street = await openTestStreet(dataDir === undefined ? {} : { dataDir });
}

const rowIn = (client: TestClient, id: ConversationId): Summary | undefined =>
  readInbox(client.replica(INBOX_DOCUMENT)).get(id);

/** A visitor waits, and both operators see the lists. */
async function scene() {
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  await visitor.command('message.send', { conversation, text: 'Hello', lastSeen: 0 });
  const anna = await connect(street, 'operator.operator');
  const other = await connect(street, 'operator.other');
  await other.open(INBOX_DOCUMENT);
  return { visitor, anna, other, conversation };
}

test('TEAM5 TEAM6 DER1 tags, category and mute come into the inbox, stay over a restart, and no visitor has them', async () => {
  await open();
  const { visitor, anna, other, conversation } = await scene();
  await anna.command('conversation.take', { conversation });
  await other.command('conversation.tag', { conversation, tag: 'VIP', on: true });
  await anna.command('conversation.tag', { conversation, tag: 'refund', on: true });
  await anna.command('conversation.categorise', { conversation, category: 'lead' });
  await anna.command('conversation.mute', { conversation, on: true });
  await other.until(() => rowIn(other, conversation)?.deskSeq === 4);
  expect(rowIn(other, conversation)).toMatchObject({
    tags: ['refund', 'VIP'],
    category: 'lead',
    muted: true,
    waitingSince: null,
  });
  // What is so already is written by nobody a second time.
  expect(await other.command('conversation.tag', { conversation, tag: 'vip', on: true })).toMatchObject({
    status: 'accepted',
  });
  await other.open(deskDocument(conversation));
  expect(readDesk(other.replica(deskDocument(conversation))).lines).toHaveLength(4);

  await visitor.open(conversationDocument(conversation));
  const seen = visitor.replica(conversationDocument(conversation));
  expect(JSON.stringify([...seen.share.values()].map((type) => type.toJSON() as unknown))).not.toMatch(/VIP|lead|mute/);
  expect(await visitor.open(deskDocument(conversation))).toBeGreaterThan(4400);

  await street.stop();
  await open(street.dataDir);
  const again = await connect(street, 'operator.other');
  await again.open(INBOX_DOCUMENT);
  expect(rowIn(again, conversation)).toMatchObject({ tags: ['refund', 'VIP'], category: 'lead', muted: true });
  const annaAgain = await connect(street, 'operator.operator');
  await annaAgain.command('message.send', { conversation, text: 'One more thing', lastSeen: 9 });
  const ann = await connect(street, 'visitor.ann');
  await ann.command('message.send', { conversation, text: 'Yes?', lastSeen: 9 });
  await again.until(() => rowIn(again, conversation)?.lastText === 'Yes?');
  expect(rowIn(again, conversation)).not.toHaveProperty('muted');
  expect(rowIn(again, conversation)?.waitingSince).not.toBeNull();
});

test('CMD11 TEAM6 what was so already is answered with how far the desk document goes, not the conversation', async () => {
  await open();
  const { anna, other, conversation } = await scene();
  await other.command('conversation.tag', { conversation, tag: 'VIP', on: true });
  // Where it said more, the device would lay it over each newer line for as long as the talk is longer than the desk's.
  expect(await anna.command('conversation.tag', { conversation, tag: 'vip', on: true })).toMatchObject({ seq: 1 });
  expect(await anna.command('conversation.mute', { conversation, on: false })).toMatchObject({ seq: 1 });
});

test('COMMIT1 TEAM6 a refusal upon tags that are not on the disk yet is told after they are', async () => {
  await open();
  const { conversation } = await scene();
  const told: string[] = [];
  const tags = Array.from({ length: 21 }, (_, n) => `tag ${n}`);
  const give = async (tag: string): Promise<void> => {
    const command = {
      id: newId(),
      type: 'conversation.tag',
      writtenAt: Date.now(),
      payload: { conversation, tag, on: true },
    };
    told.push((await street.street.submit(street.people.actor('operator'), command as never)).status);
  };
  await Promise.all(tags.map(give));
  expect(told).toEqual([...tags.slice(1).map(() => 'accepted'), 'rejected']);
});

test('CMD11 TEAM6 what is decided of both documents in one millisecond counts in the order in which it was decided', async () => {
  street = await openTestStreet({ clock: { now: () => 1_800_000_000_000 } });
  const { anna, conversation } = await scene();
  await anna.command('conversation.take', { conversation });
  const told = await Promise.all([
    anna.command('conversation.mute', { conversation, on: true }),
    anna.command('conversation.close', { conversation }),
    anna.command('conversation.mute', { conversation, on: false }),
  ]);
  // The closing has ended it: the last one changes nothing, and is no second line of the desk.
  expect(told).toMatchObject([{ seq: 1 }, { seq: 4 }, { seq: 1 }]);
});

test('TEAM1 TEAM2 TEAM3 who answers along and who looks on stand in the inbox and in the conversation', async () => {
  await open();
  const { visitor, anna, other, conversation } = await scene();
  const [me, colleague] = [street.people.actor('operator'), street.people.actor('other')];
  await anna.command('conversation.take', { conversation });
  expect(await other.command('message.send', { conversation, text: 'Me too', lastSeen: 3 })).toMatchObject({
    status: 'rejected',
  });
  await anna.command('conversation.bring-in', { conversation, person: colleague.id as OperatorId });
  expect(await other.command('message.send', { conversation, text: 'Me too', lastSeen: 4 })).toMatchObject({
    status: 'accepted',
  });
  await other.until(() => rowIn(other, conversation)?.others?.[0]?.id === colleague.id);
  await anna.command('conversation.hand-over', { conversation, to: colleague.id as OperatorId });
  await other.until(() => rowIn(other, conversation)?.observers?.[0]?.id === me.id);
  expect(rowIn(other, conversation)).toMatchObject({ state: 'active', assignee: { id: colleague.id } });
  expect(rowIn(other, conversation)).not.toHaveProperty('others');
  await anna.command('conversation.leave', { conversation });
  await other.until(() => rowIn(other, conversation)?.observers === undefined);
  await visitor.open(conversationDocument(conversation));
  const { head, messages } = readConversation(visitor.replica(conversationDocument(conversation))) ?? {};
  expect(messages?.map(({ kind }) => kind)).toEqual([
    'started',
    'text',
    'taken',
    'brought-in',
    'text',
    'handed-over',
    'left',
  ]);
  expect(head).not.toHaveProperty('observers');
});

test('TEAM1 a department of the workspace is given a conversation, which waits there; one that is put away is given none', async () => {
  await open();
  const { anna, other, conversation } = await scene();
  const sales = street.workspaceLists.add('departments', { name: 'Sales', members: [] });
  const department = sales.ok ? (sales.value.departments[0]?.id ?? '') : '';
  await anna.command('conversation.take', { conversation });
  await anna.command('conversation.hand-over', { conversation, department });
  await other.until(() => rowIn(other, conversation)?.department === department);
  expect(rowIn(other, conversation)).toMatchObject({ state: 'waiting', assignee: null });
  await other.command('conversation.take', { conversation });
  street.workspaceLists.archive('departments', department);
  expect(await other.command('conversation.hand-over', { conversation, department })).toMatchObject({
    rejection: { reason: 'no-such-department' },
  });
});

test('WORDS1 each wording of a message is kept in its order, the taking back included', async () => {
  await open();
  const { anna, conversation } = await scene();
  await anna.command('conversation.take', { conversation });
  const message = newId() as MessageId;
  await anna.command('message.send', { conversation, text: 'Monday', lastSeen: 3 }, message);
  await anna.command('message.edit', { conversation, message, text: 'Tuesday' });
  await anna.command('message.edit', { conversation, message, text: 'Friday' });
  const words = (of: MessageId) => street.street.readWordings(conversation, of)?.map(({ text }) => text) ?? null;
  expect(words(message)).toEqual(['Monday', 'Tuesday', 'Friday']);
  await anna.command('message.unsend', { conversation, message });
  expect(words(message)).toEqual(['Monday', 'Tuesday', 'Friday', null]);
  expect(words(newId() as MessageId)).toBeNull();
  expect(street.street.readWordings(newId() as ConversationId, message)).toBeNull();
});
