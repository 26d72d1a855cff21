import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDesk } from '#schema/docs/desk-document.ts';
import { contactDocument, deskDocument, TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { readSites } from '#schema/docs/team-sites.ts';
import type { ConversationId, MessageId, VisitorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import { startMailServer, type MailServerProcess } from '../../tests/support/mail-server.ts';
import { createIdentifying } from '../joining/identifying.ts';
import { createJoiningStore } from '../joining/joining-store.ts';
import { createSiteSecrets } from '../joining/site-secrets.ts';
import { signIdentity } from '../testing/sign-identity.ts';
import { ownDataOf } from '../testing/own-data-of.ts';
import { openMailStreet, type MailStreet } from '../testing/mail-street.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { newId, openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';
import type { Connection } from '../store/database.ts';
import { createTickets } from './tickets.ts';

const ANN = visitorActor('ann').id as VisitorId;
const tickets = createTickets('a secret of an installation, long enough');

let opened: MailStreet;
let mailServer: MailServerProcess;
let street: TestStreet & { dataDir: string };
const letters = () => opened.letters;

beforeEach(async () => {
  opened = await openMailStreet();
  ({ mailServer, street } = opened);
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
  if (email !== null) await ann.command('contact.update', { name: 'Ann O’Hara', email });
  await ann.command('contact.visit', { visit: 1, language: 'ru-RU' });
  await ann.command('message.send', { conversation, text: 'is it blue?', lastSeen: 0 });
  await operator.command('conversation.take', { conversation });
  return { ann, operator, conversation };
}
const answer = ({ operator, conversation }: Talk, text: string, id = newId()) =>
  operator.command('message.send', { conversation, text, lastSeen: 99 }, id);

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
  expect(first?.text).toContain('Здравствуйте, Ann O’Hara!');
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

  mailServer = await startMailServer({ listenOn: opened.mailServer.port });
  street = await openTestStreet({ letters: letters(), dataDir: street.dataDir });
  opened.accountChanged();
  await mailServer.came(1);
  expect(mailServer.letters[0]?.header('message-id')).toBe(messageId);
  await expect.poll(() => row()?.state).toBe('sent');
  const again = { operator: await connect(street, 'operator.operator'), conversation: talk.conversation };
  const desk = await deskOf({ ...talk, ...again });
  await again.operator.until(() => desk().length === 1);
  expect(mailServer.letters).toHaveLength(1);
});

test('MAIL5 a reader who is refused for good is told as such; the next answer is not tried there, another address is, and so is this one by another mail server', async () => {
  const asked: string[] = [];
  mailServer.refuse = (address) => {
    asked.push(address);
    return address.startsWith('ann@') ? { code: 550, words: 'No such mailbox' } : null;
  };
  const talk = await begin();
  const desk = await deskOf(talk);
  await answer(talk, 'anybody?');
  await talk.operator.until(() => desk().length === 1);
  expect(desk()[0]).toMatchObject({
    to: 'ann@example.com',
    failed: { why: 'refused', detail: '550 No such mailbox' },
  });
  await answer(talk, 'hello?');
  await talk.operator.until(() => desk().length === 2);
  expect(desk()[1]).toMatchObject({ to: 'ann@example.com', failed: { why: 'refused' } });
  expect(asked).toEqual(['ann@example.com']);

  await talk.operator.command('contact.update', { visitor: ANN, email: 'vera@example.com' });
  await answer(talk, 'here?');
  await mailServer.came(1);
  expect(mailServer.letters[0]?.to).toEqual(['vera@example.com']);
  // All that no letter has brought is in it.
  expect(mailServer.letters[0]?.text).toContain('> anybody?');

  await talk.operator.command('contact.update', { visitor: ANN, email: 'ann@example.com' });
  mailServer.refuse = () => null;
  opened.accountChanged();
  await answer(talk, 'and now?');
  await mailServer.came(2);
  expect(mailServer.letters[1]?.to).toEqual(['ann@example.com']);
});

test('MAIL3 where a site has a mailbox for replies, a reply goes there and the letter says that it is not the chat', async () => {
  const talk = await begin();
  await answer(talk, 'one');
  await mailServer.came(1);
  expect(mailServer.letters[0]?.header('reply-to')).toBe('');
  expect(mailServer.letters[0]?.text).toContain('ответы на это письмо никто не прочтёт');
  street.sites.change('shop', { settings: { mail: { afterMinutes: 0, replyTo: 'help@shop.example' } } });
  await answer(talk, 'two');
  await mailServer.came(2);
  const [, second] = mailServer.letters;
  expect(second?.header('reply-to')).toBe('help@shop.example');
  expect(second?.text).toContain('ответ на это письмо придёт на help@shop.example и в чат не попадёт');
  expect(second?.html).toContain('help@shop.example');
});

test('MAIL4 MAIL5 what is edited or taken back while its letter waits is in no letter as it was, at whatever try', async () => {
  await mailServer.close();
  const talk = await begin();
  const [secret, typo] = [newId() as MessageId, newId() as MessageId];
  await answer(talk, 'the secret price', secret);
  await answer(talk, 'it is gren', typo);
  const tries = () => street.connection.prepare<{ tries: number }>('SELECT tries FROM letters').one()?.tries;
  await expect.poll(tries, { timeout: 10_000 }).toBe(1);
  const { conversation, operator } = talk;
  await operator.command('message.unsend', { conversation, message: secret });
  await operator.command('message.edit', { conversation, message: typo, text: 'it is green' });
  mailServer = await startMailServer({ listenOn: opened.mailServer.port });
  opened.accountChanged();
  await mailServer.came(1);
  expect(mailServer.letters[0]?.raw).not.toMatch(/secret|gren\b/);
  expect(mailServer.letters[0]?.text).toContain('> it is green');
});

test('MAIL4 who came back to a conversation, or turned out to be somebody else, reads one thread', async () => {
  const talk = await begin();
  await answer(talk, 'first');
  await mailServer.came(1);
  await talk.operator.command('conversation.close', { conversation: talk.conversation });
  await talk.operator.command('conversation.reopen', { conversation: talk.conversation });
  await talk.operator.command('conversation.take', { conversation: talk.conversation });
  await answer(talk, 'second');
  await mailServer.came(2);
  const [first, second] = mailServer.letters;
  expect(second?.header('in-reply-to')).toBe(first?.header('message-id'));
  expect(second?.text).not.toContain('first');

  // Their site signs who they are.
  const secrets = createSiteSecrets({ connection: street.connection, now: Date.now, randomBytes });
  const [secret] = secrets.renew('shop');
  const { joining } = street.street;
  const next = visitorActor('ann2').id as VisitorId;
  const email = 'ann@example.com';
  const signed = signIdentity(secret?.secret ?? '', { sub: '7', aud: 'shop', exp: Date.now() / 1_000 + 60, email });
  const store = createJoiningStore(street.connection);
  const identifying = createIdentifying({ store, secrets, joining, randomBytes, clock: { now: Date.now } });
  expect((await identifying.identify({ token: ANN, next, site: 'shop', signed })).ok).toBe(true);
  await answer(talk, 'third');
  await mailServer.came(3);
  // What has left stays known, though it left for somebody whose card is gone.
  expect(mailServer.letters[2]?.text).not.toMatch(/first|second/);
  expect(mailServer.letters[2]?.header('references')).toBe(
    `${first?.header('message-id')} ${second?.header('message-id')}`,
  );
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

test('DISK4 MAIL8 a copy that was asked for while the disk does not tell what it has taken leaves all the same, once', async () => {
  await street.close();
  let failures = 0;
  const fails = (connection: Connection): void => {
    const { prepare } = connection;
    const failing: Connection['prepare'] = <Row>(sql: string) => {
      const query = prepare<Row>(sql);
      if (!sql.includes('WHERE conversation = ? AND (state =')) return query;
      const all: typeof query.all = (...values) => {
        failures += 1;
        if (failures === 1) throw new Error('SQLITE_IOERR_READ');
        return query.all(...values);
      };
      return { ...query, all };
    };
    Object.assign(connection, { prepare: failing });
  };
  street = await openTestStreet({ letters: letters(), prepare: fails });
  street.sites.add({ id: 'shop', name: 'Fern & Clay' });
  street.sites.change('shop', { settings: { mail: { afterMinutes: null, replyTo: null } } });
  const talk = await begin();
  await answer(talk, 'It is blue');
  await talk.ann.command('transcript.send', { conversation: talk.conversation });
  await mailServer.came(1);
  expect(failures).toBeGreaterThan(1);
  expect(mailServer.letters).toHaveLength(1);
});

test('MAIL9 KEEP5 who is erased has no row in the outbox and no letter any more, and no file holds the address', async () => {
  await mailServer.close();
  const talk = await begin('ann.secret@example.com');
  await answer(talk, 'never to be sent');
  const rows = () => street.connection.prepare<{ n: number }>('SELECT count(*) AS n FROM letters').one()?.n;
  await expect.poll(rows, { timeout: 10_000 }).toBe(1);
  expect((await street.street.erase(ANN, 'admin')).ok).toBe(true);
  expect(rows()).toBe(0);
  mailServer = await startMailServer({ listenOn: opened.mailServer.port });
  opened.accountChanged();
  expect(readFileSync(street.path).includes('ann.secret@example.com')).toBe(false);
  expect(await talk.operator.open(contactDocument(ANN))).not.toBe(0);
  expect(mailServer.letters).toEqual([]);
});

test('PRIV5 MAIL7 a device that came by a letter reads and answers, and has to confirm; of a letter that a stranger was sent later no address counts', async () => {
  const talk = await begin();
  await answer(talk, 'one');
  await mailServer.came(1);
  const ticketOf = (index: number): string =>
    /\/letter#([\w-]+)/.exec(mailServer.letters[index]?.text ?? '')?.[1] ?? '';
  const { letters: door } = street.street;
  const store = createJoiningStore(street.connection);
  const comes = (word: string): Actor => {
    const origin = visitorActor(word).id as VisitorId;
    return { kind: 'visitor', id: store.token(origin)?.visitor ?? origin, name: '', origin };
  };
  expect(door?.open(ticketOf(0), visitorActor('phone').id as VisitorId).ok).toBe(true);
  expect(comes('phone').id).toBe(ANN);
  expect(door?.mustConfirm(comes('phone'))).toBe(true);
  // The row of the conversation comes to the disk a moment later.
  await ownDataOf(street, ANN);
  expect(await door?.sendCode(comes('phone'))).toEqual({ ok: true, value: 'a…@example.com' });
  expect(mailServer.letters[1]?.to).toEqual(['ann@example.com']);
  const phone = await connect(street, 'visitor.phone');
  await phone.command('contact.update', { email: 'stranger@example.com' });
  await answer(talk, 'two');
  await mailServer.came(3);
  expect(mailServer.letters[2]?.to).toEqual(['stranger@example.com']);
  expect(door?.open(ticketOf(2), visitorActor('tablet').id as VisitorId).ok).toBe(true);
  expect(await door?.sendCode(comes('tablet'))).toEqual({ ok: false, failure: 'no-address' });
});

test('MAIL10 a device that came by a letter takes its conversation along to whom a site signs on it only with that mailbox; another person begins anew', async () => {
  const talk = await begin();
  await answer(talk, 'one');
  await mailServer.came(1);
  const ticket = /\/letter#([\w-]+)/.exec(mailServer.letters[0]?.text ?? '')?.[1] ?? '';
  const store = createJoiningStore(street.connection);
  const secrets = createSiteSecrets({ connection: street.connection, now: Date.now, randomBytes });
  const { joining, letters: door } = street.street;
  const clock = { now: Date.now };
  const mayBring = door?.mayBring;
  const identifying = createIdentifying({ store, secrets, joining, randomBytes, clock, mayBring });
  const [made] = secrets.renew('shop');
  const comes = async (word: string, email?: string) => {
    const token = visitorActor(word).id as VisitorId;
    const next = visitorActor(`${word}-next`).id as VisitorId;
    const exp = Math.floor(Date.now() / 1_000) + 60;
    const signed = signIdentity(made?.secret ?? '', { sub: word, aud: 'shop', exp, ...(email && { email }) });
    return identifying.identify({ token, next, site: 'shop', signed });
  };
  for (const word of ['bob', 'bill', 'ann-phone'])
    expect(door?.open(ticket, visitorActor(word).id as VisitorId).ok).toBe(true);
  // The row of the conversation comes to the disk a moment later.
  await street.street.ownData.read(ANN);
  const other = { ok: false, failure: 'other-person' };
  expect(await comes('bob')).toEqual(other);
  expect(await comes('bill', 'bill@example.com')).toEqual(other);
  expect(store.token(visitorActor('bob').id as VisitorId)?.visitor).toBe(ANN);
  expect(await comes('ann-phone', 'Ann@example.com')).toEqual({ ok: true, value: { status: 'joined' } });
  expect(store.findPerson('shop', 'ann-phone')?.visitor).toBe(store.alias(ANN)?.isNow);
});

test('MAIL4 MAIL11 every desk knows after how many minutes letters of a site go, and a site that shortens them mails what waits', async () => {
  const talk = await begin();
  await talk.operator.open(TEAM_DOCUMENT);
  const told = () => readSites(talk.operator.replica(TEAM_DOCUMENT)).get('shop')?.letters;
  const set = (afterMinutes: number | null) =>
    street.sites.change('shop', { settings: { mail: { afterMinutes, replyTo: null } } });
  set(30);
  await talk.operator.until(() => told() === 30);
  await answer(talk, 'Yes');
  set(null);
  await talk.operator.until(() => told() === 'never');
  expect(mailServer.letters).toEqual([]);
  set(0);
  await talk.operator.until(() => told() === 0);
  await mailServer.came(1);
});
