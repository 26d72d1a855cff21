import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { SiteSettings } from '#schema/site/site-settings.ts';
import { openMailStreet, type MailStreet } from '../testing/mail-street.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import type { Connection } from '../store/database.ts';
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

test('MAIL4 what is saved of a site reads its conversations only where it says after how many minutes letters go', async () => {
  let reads = 0;
  const counts = (connection: Connection): void => {
    const { prepare } = connection;
    const counting: Connection['prepare'] = <Row>(sql: string) => {
      const query = prepare<Row>(sql);
      if (!sql.includes(`FROM conversations WHERE state IN ('waiting', 'active')`)) return query;
      const all: typeof query.all = (...values) => {
        reads += 1;
        return query.all(...values);
      };
      return { ...query, all };
    };
    Object.assign(connection, { prepare: counting });
  };
  const other = await openMailStreet({ prepare: counts });
  const { sites } = other.street;
  const readsAfter = (settings: Partial<SiteSettings>): number => {
    const before = reads;
    expect(sites.change('shop', { settings }).ok).toBe(true);
    return reads - before;
  };
  expect(readsAfter({ mail: { afterMinutes: 5, replyTo: null } })).toBe(1);
  expect(readsAfter({ mail: { afterMinutes: 5, replyTo: 'help@shop.example' } })).toBe(0);
  expect(sites.change('shop', { name: 'Fern' }).ok).toBe(true);
  expect(readsAfter({ mail: { afterMinutes: null, replyTo: null } })).toBe(1);
  await other.close();
});
