import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { openMailStreet, type MailStreet } from '../testing/mail-street.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';

// Answers whose letter could not go when its time came.

let opened: MailStreet;
let street: TestStreet & { dataDir: string };
beforeEach(async () => {
  opened = await openMailStreet();
  ({ street } = opened);
});
afterEach(async () => {
  await street.close();
  await opened.mailServer.close();
});

interface Talk {
  readonly visitor: TestClient;
  readonly operator: TestClient;
  readonly conversation: ConversationId;
}

async function begin(word: string, email: string | null = `${word}@example.com`, from?: string): Promise<Talk> {
  const visitor = await connect(street, `visitor.${word}`, from);
  const operator = await connect(street, 'operator.operator');
  const conversation = await startConversation(visitor);
  if (email !== null) await visitor.command('contact.update', { email });
  await visitor.command('message.send', { conversation, text: 'is it blue?', lastSeen: 0 });
  await operator.command('conversation.take', { conversation });
  return { visitor, operator, conversation };
}

const answer = ({ operator, conversation }: Talk, text: string) =>
  operator.command('message.send', { conversation, text, lastSeen: 99 });
const addresses = (): readonly string[] => opened.mailServer.letters.flatMap(({ to }) => to);

/** The turn of all that was answered before has been, once the letter of this one has come. */
async function turnOfAllBefore(word: string): Promise<void> {
  await answer(await begin(word), 'yes');
  await opened.mailServer.came(addresses().length + 1);
}

test('MAIL4 BLOCK1 an answer to who is blocked goes by mail once the block is taken off', async () => {
  const talk = await begin('ann');
  const visitor = visitorActor('ann').id as VisitorId;
  expect((await talk.operator.command('visitor.block', { visitor, scope: 'visitor', until: null })).status).toBe(
    'accepted',
  );
  await answer(talk, 'yes');
  await turnOfAllBefore('bob');
  expect(addresses()).toEqual(['bob@example.com']);
  await talk.operator.command('visitor.unblock', { visitor, scope: 'visitor' });
  await opened.mailServer.came(2);
  expect(addresses()).toEqual(['bob@example.com', 'ann@example.com']);
});

test('MAIL4 MAIL11 whose address was blocked gets no letter after a new start either, when nobody knows any more where they come from', async () => {
  const talk = await begin('ann', 'ann@example.com', '203.0.113.7');
  const visitor = visitorActor('ann').id as VisitorId;
  const blocked = await talk.operator.command('visitor.block', { visitor, scope: 'address', until: null });
  expect(blocked.status).toBe('accepted');
  await answer(talk, 'yes');
  await street.stop();
  street = await openTestStreet({ letters: opened.letters, dataDir: street.dataDir });
  await turnOfAllBefore('bob');
  expect(addresses()).toEqual(['bob@example.com']);
  const operator = await connect(street, 'operator.operator');
  await operator.command('visitor.unblock', { visitor, scope: 'address' });
  await opened.mailServer.came(2);
  expect(addresses()).toEqual(['bob@example.com', 'ann@example.com']);
});

test('MAIL4 after a new start an unseen answer waits on, also when its visitor spoke last', async () => {
  const talk = await begin('ann', null);
  await answer(talk, 'yes, the blue one');
  await talk.visitor.command('message.send', { conversation: talk.conversation, text: 'hello?', lastSeen: 0 });
  await street.stop();
  street = await openTestStreet({ letters: opened.letters, dataDir: street.dataDir });
  const operator = await connect(street, 'operator.operator');
  await operator.command('contact.update', { visitor: visitorActor('ann').id as VisitorId, email: 'ann@example.com' });
  await opened.mailServer.came(1);
  expect(addresses()).toEqual(['ann@example.com']);
  expect(opened.mailServer.letters[0]?.text).toContain('> yes, the blue one');
});
