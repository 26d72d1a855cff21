import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDesk } from '#schema/docs/desk-document.ts';
import { contactDocument, deskDocument } from '#schema/docs/document-name.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { startMailServer, type MailServerProcess } from '../../tests/support/mail-server.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';
import type { MailAccount } from './mail-sender.ts';
import { sendMail } from './mail-sender.ts';
import { createTickets } from './tickets.ts';

const ANN = visitorActor('ann').id as VisitorId;
const tickets = createTickets('a secret of an installation, long enough');

let mailServer: MailServerProcess;
let street: TestStreet & { dataDir: string };
let changed: (() => void)[] = [];
let port = 0;
const account = (): MailAccount => ({
  server: { host: '127.0.0.1', port, security: 'none', user: '', from: 'chat@shop.example', name: 'Fern & Clay' },
  password: '',
  address: 'https://chat.example.com',
});
const letters = () => ({
  mail: {
    settings: {
      current: account,
      told: () => ({ server: null, password: 'none', isByEnvironment: true, address: null }) as const,
      change: () => ({ ok: true, value: null }) as const,
      onChanged: (listener: () => void) => {
        changed.push(listener);
        return () => undefined;
      },
    },
    send: sendMail,
    note: () => undefined,
  },
  tickets,
});

beforeEach(async () => {
  changed = [];
  mailServer = await startMailServer();
  port = mailServer.port;
  street = await openTestStreet({ letters: letters() });
  street.sites.add({ id: 'shop', name: 'Fern & Clay' });
  street.sites.change('shop', { settings: { mail: { afterMinutes: 0 } } });
});
afterEach(async () => {
  await street.close();
  await mailServer.close();
});

interface Talk {
  readonly ann: TestClient;
  readonly operator: TestClient;
  readonly conversation: ConversationId;
}

async function begin(email: string | null = 'ann@example.com'): Promise<Talk> {
  const ann = await connect(street, 'visitor.ann');
  const operator = await connect(street, 'operator.operator');
  const conversation = await startConversation(ann);
  if (email !== null) await ann.command('contact.update', { name: 'Ann <b>', email });
  await ann.command('contact.visit', { visit: 1, language: 'ru-RU' });
  await ann.command('message.send', { conversation, text: 'is it blue?', lastSeen: 0 });
  await operator.command('conversation.take', { conversation });
  return { ann, operator, conversation };
}
const answer = ({ operator, conversation }: Talk, text: string) =>
  operator.command('message.send', { conversation, text, lastSeen: 99 });

async function deskOf({ operator, conversation }: Talk) {
  await operator.open(deskDocument(conversation));
  return () => readDesk(operator.replica(deskDocument(conversation))).lines.filter(({ kind }) => kind === 'mailed');
}

test('MAIL4 an answer that nobody has seen goes by mail, once, in the visitor’s language, every sign as it is; the next is of the same thread', async () => {
  const talk = await begin();
  const desk = await deskOf(talk);
  await answer(talk, 'Yes, <i>blue</i> & "green"');
  await mailServer.came(1);
  const [first] = mailServer.letters;
  expect(first?.to).toEqual(['ann@example.com']);
  expect(first?.header('subject')).toBe('Вам ответили: operator · Fern & Clay');
  expect(first?.text).toContain('Здравствуйте, Ann <b>!');
  expect(first?.text).toContain('> Yes, <i>blue</i> & "green"');
  expect(first?.html).toContain('Yes, &lt;i&gt;blue&lt;/i&gt; &amp; &quot;green&quot;');
  expect(first?.html).not.toContain('<i>');
  expect(first?.text).not.toContain('is it blue?');
  await talk.operator.until(() => desk().length === 1);
  expect(desk()[0]).toMatchObject({ what: 'answer', to: 'ann@example.com', by: { kind: 'system' } });

  await answer(talk, 'And red');
  await mailServer.came(2);
  const second = mailServer.letters[1];
  expect(second?.text).toContain('> And red');
  expect(second?.text).not.toContain('blue');
  expect(second?.header('in-reply-to')).toBe(first?.header('message-id'));
  expect(second?.header('references')).toBe(first?.header('message-id'));
  expect(second?.header('message-id')).not.toBe(first?.header('message-id'));
});

test('MAIL4 what was seen is not mailed, and who has no address gets the letter once there is one', async () => {
  const talk = await begin(null);
  await answer(talk, 'first');
  await answer(talk, 'second');
  // Long enough to be looked at.
  await talk.ann.command('cursor.advance', { conversation: talk.conversation, delivered: 5, seen: 5 });
  const third = await answer(talk, 'third');
  expect(third.status).toBe('accepted');
  await talk.operator.command('contact.update', { visitor: ANN, email: 'ann@example.com' });
  await mailServer.came(1);
  expect(mailServer.letters[0]?.text).toContain('> third');
  expect(mailServer.letters[0]?.text).not.toContain('second');
});

test('MAIL5 a mail server that is not there is tried again, over a restart too, and gets one letter', async () => {
  await mailServer.close();
  const talk = await begin();
  await answer(talk, 'patience');
  const row = () =>
    street.connection
      .prepare<{ state: string; tries: number; message_id: string | null }>('SELECT * FROM letters')
      .one();
  await expect.poll(() => row()?.tries, { timeout: 10_000 }).toBe(1);
  const messageId = row()?.message_id;
  await street.stop();

  mailServer = await startMailServer({ listenOn: port });
  street = await openTestStreet({ letters: letters(), dataDir: street.dataDir });
  for (const listener of changed) listener();
  await mailServer.came(1);
  expect(mailServer.letters[0]?.header('message-id')).toBe(messageId);
  await expect.poll(() => row()?.state).toBe('sent');
  const again = { operator: await connect(street, 'operator.operator'), conversation: talk.conversation };
  const desk = await deskOf({ ...talk, ...again });
  await again.operator.until(() => desk().length === 1);
  expect(mailServer.letters).toHaveLength(1);
});

test('MAIL5 a reader who is refused for good is told as such, and no second letter is tried', async () => {
  mailServer.refuse = () => ({ code: 550, words: 'No such mailbox' });
  const talk = await begin();
  const desk = await deskOf(talk);
  await answer(talk, 'anybody?');
  await talk.operator.until(() => desk().length === 1);
  expect(desk()[0]).toMatchObject({
    to: 'ann@example.com',
    failed: { why: 'refused', detail: '550 No such mailbox' },
  });
  expect(mailServer.letters).toEqual([]);
});

test('MAIL6 who has said no more letters gets none, and the desk says so', async () => {
  const talk = await begin();
  const desk = await deskOf(talk);
  await street.street.letters?.stop(tickets.addressKey('ANN@example.com'), true);
  await answer(talk, 'hello?');
  await talk.operator.until(() => desk().length === 1);
  expect(desk()[0]).toMatchObject({ failed: { why: 'stopped' } });
  await street.street.letters?.stop(tickets.addressKey('ann@example.com'), false);
  await answer(talk, 'back again');
  await mailServer.came(1);
  expect(mailServer.letters[0]?.text).toContain('> back again');
});

test('MAIL8 a copy goes only where its visitor itself has said, only of a talk that somebody answered, and three times a day', async () => {
  const talk = await begin();
  const { ann, operator, conversation } = talk;
  const copies = () =>
    street.connection
      .prepare<{ state: string }>(`SELECT state FROM letters WHERE kind = 'transcript' ORDER BY id`)
      .all();
  expect(await operator.command('transcript.send', { conversation })).toMatchObject({
    rejection: { reason: 'forbidden' },
  });
  await ann.command('transcript.send', { conversation });
  await expect.poll(() => copies().map(({ state }) => state)).toEqual(['failed']);
  await ann.command('cursor.advance', { conversation, delivered: 9, seen: 9 });
  await answer(talk, 'of course');
  await ann.command('transcript.send', { conversation });
  await expect.poll(() => mailServer.letters.some(({ text }) => text.includes('> is it blue?'))).toBe(true);
  const copy = mailServer.letters.find(({ text }) => text.includes('> is it blue?'));
  expect(copy?.text).toContain('> of course');
  expect(copy?.header('in-reply-to')).toBe('');
  await operator.command('contact.update', { visitor: ANN, email: 'somebody@else.example' });
  await ann.command('transcript.send', { conversation });
  await expect.poll(() => copies().map(({ state }) => state)).toEqual(['failed', 'sent', 'failed']);
  expect(await ann.command('transcript.send', { conversation })).toMatchObject({
    rejection: { reason: 'daily-limit' },
  });
  expect(mailServer.letters.flatMap(({ to }) => to)).not.toContain('somebody@else.example');
});

test('MAIL9 KEEP5 who is erased has no row in the outbox and no letter any more, and no file holds the address', async () => {
  await mailServer.close();
  const talk = await begin('ann.secret@example.com');
  await answer(talk, 'never to be sent');
  const rows = () => street.connection.prepare<{ n: number }>('SELECT count(*) AS n FROM letters').one()?.n;
  await expect.poll(rows, { timeout: 10_000 }).toBe(1);
  expect((await street.street.erase(ANN, 'admin')).ok).toBe(true);
  expect(rows()).toBe(0);
  mailServer = await startMailServer({ listenOn: port });
  for (const listener of changed) listener();
  expect(readFileSync(street.path).includes('ann.secret@example.com')).toBe(false);
  expect(await talk.operator.open(contactDocument(ANN))).not.toBe(0);
  expect(mailServer.letters).toEqual([]);
});
