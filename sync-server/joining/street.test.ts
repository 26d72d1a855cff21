import { randomBytes } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { contactDocument, conversationDocument, TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { readCard } from '#schema/docs/contact-document.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { readBlocks } from '#schema/docs/team-document.ts';
import type { Actor } from '#schema/words.ts';
import { createIdFactory, type CommandId, type ConversationId, type VisitorId } from '#schema/ids.ts';
import { ownDataOf } from '../testing/own-data-of.ts';
import { signingSite } from '../testing/signing-site.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';
import { createJoiningStore } from './joining-store.ts';

let street: TestStreet & { readonly dataDir: string };
afterEach(() => street.close());

const idOf = (word: string): VisitorId => visitorActor(word).id as VisitorId;
const ids = createIdFactory<CommandId>({ now: Date.now, randomBytes });

const say = (client: TestClient, conversation: string, text: string, id?: string) =>
  client.command('message.send', { conversation: conversation as ConversationId, text, lastSeen: 0 }, id);
const mineOf = (client: TestClient): string | undefined =>
  client.received.flatMap((frame) => (frame.t === 'mine' ? [frame.conversation] : [])).at(-1);
async function wordsIn(client: TestClient, conversation: string): Promise<readonly string[] | number> {
  const doc = await client.open(conversationDocument(conversation as ConversationId));
  if (typeof doc === 'number') return doc;
  return (readConversation(doc)?.messages ?? []).flatMap((line) => ('text' in line ? [line.text] : []));
}
const personOf = (store: ReturnType<typeof signingSite>['store'], person: string): VisitorId =>
  store.findPerson('shop', person)?.visitor as VisitorId;

test('IDENT5 IDENT6 IDENT7 two devices that are one person have one conversation, with what each had said before', async () => {
  street = await openTestStreet();
  const { store, identify } = signingSite(street);
  const desk = await connect(street, 'operator.operator');
  const laptop = await connect(street, 'visitor.laptop');
  const old = await startConversation(laptop);
  const early = ids();
  await say(laptop, old, 'from the laptop', early);
  await laptop.command('contact.update', { name: 'Ann', phone: '123' });
  await desk.command('contact.note', { visitor: idOf('laptop'), text: 'buys a lot' });
  expect(await identify('laptop', 'laptop2', '7', { email: 'ann@example.com' })).toEqual({
    ok: true,
    value: { status: 'joined' },
  });
  expect(await laptop.closed).toBe(1012);
  const person = personOf(store, '7');
  const again = await connect(street, 'visitor.laptop2');
  await again.until(() => mineOf(again) === old);
  expect(await wordsIn(again, old)).toEqual(['from the laptop']);
  // The answer to it was lost: the new token brings it once more.
  expect(await say(again, old, 'from the laptop', early)).toMatchObject({ status: 'accepted' });
  expect(await wordsIn(again, old)).toEqual(['from the laptop']);
  // Its own words of before can still be changed.
  expect(
    await again.command('message.edit', {
      conversation: old,
      message: early,
      text: 'edited',
    }),
  ).toMatchObject({ status: 'accepted' });

  const phone = await connect(street, 'visitor.phone');
  const newer = await startConversation(phone);
  await say(phone, newer, 'from the phone');
  await phone.command('contact.update', { name: 'Annie', phone: '999' });
  await identify('phone', 'phone2', '7', { email: 'ann@example.com' });
  const pocket = await connect(street, 'visitor.phone2');
  await pocket.until(() => mineOf(pocket) === newer);
  await again.until(() => mineOf(again) === newer);
  expect(await wordsIn(again, newer)).toEqual(['from the phone']);
  expect(await wordsIn(pocket, old)).toEqual(['from the laptop']);
  await say(again, old, 'the older one after all');
  await pocket.until(() => mineOf(pocket) === old);

  const doc = await desk.open(contactDocument(person));
  if (typeof doc === 'number') throw new Error('no card');
  const card = readCard(doc);
  expect(card.fields).toEqual({ name: 'Ann', phone: '123', email: 'ann@example.com' });
  expect(card.verified).toMatchObject({ site: 'shop', person: '7', fields: { email: 'ann@example.com' } });
  expect(card.notes).toMatchObject([{ text: 'buys a lot', by: { name: 'operator' } }]);
  // What a colleague wrote in a tunnel about whom she was taken for, is on the card of whom she is.
  await desk.command('contact.note', { visitor: idOf('phone'), text: 'called back' });
  await desk.until(() => readCard(doc).notes.length === 2);
});

test('POL2 IDENT6 the token that was replaced reads and writes nothing, nor does who copied it, and a stranger sees nothing', async () => {
  street = await openTestStreet();
  const { identify, identifying } = signingSite(street);
  const laptop = await connect(street, 'visitor.laptop');
  const talk = await startConversation(laptop);
  await say(laptop, talk, 'secret');
  await identify('laptop', 'laptop2', '7');
  const copy = await connect(street, 'visitor.laptop').catch(() => null);
  expect(copy === null ? 4401 : await copy.closed).toBe(4401);
  const stranger = await connect(street, 'visitor.stranger');
  expect(await wordsIn(stranger, talk)).toBe(4404);
  expect(await say(stranger, talk, 'hello')).toMatchObject({ status: 'rejected', rejection: { reason: 'not-found' } });
  // Neither without a signature, nor with the next token of its own, does the copy follow.
  const own = { token: idOf('laptop'), next: idOf('thief'), site: 'shop' };
  expect(await identifying.identify(own)).toEqual({ ok: false, failure: 'signed-out' });
  // An answer that was lost is asked for again, without a signature.
  expect(await identifying.identify({ ...own, next: idOf('laptop2') })).toEqual({
    ok: true,
    value: { status: 'joined' },
  });
  // Somebody else on the same device has to sign out first.
  expect(await identify('laptop2', 'laptop3', '8')).toEqual({ ok: false, failure: 'other-person' });
  const present = await connect(street, 'visitor.laptop2');
  expect(await wordsIn(present, talk)).toEqual(['secret']);
  identifying.signOut(idOf('laptop2'));
  expect(await present.closed).toBe(1012);
  expect(await identify('laptop2', 'laptop3', '7')).toEqual({ ok: false, failure: 'signed-out' });
});

test('IDENT3 IDENT5 an unsigned name and address change no card but the own one, and never what was signed', async () => {
  street = await openTestStreet();
  const { store, identify } = signingSite(street);
  const laptop = await connect(street, 'visitor.laptop');
  await startConversation(laptop);
  await identify('laptop', 'laptop2', '7', { name: 'Ann', email: 'ann@example.com' });
  const thief = await connect(street, 'visitor.thief');
  await startConversation(thief);
  await thief.command('contact.update', { name: 'Not Ann', email: 'ann@example.com' });
  expect(mineOf(thief)).toBeUndefined();
  const present = await connect(street, 'visitor.laptop2');
  await present.command('contact.update', { name: 'Mallory', phone: '5' });
  const desk = await connect(street, 'operator.operator');
  const doc = await desk.open(contactDocument(personOf(store, '7')));
  if (typeof doc === 'number') throw new Error('no card');
  expect(readCard(doc).fields).toEqual({ name: 'Ann', email: 'ann@example.com', phone: '5' });
});

test('BLOCK1 IDENT5 who is blocked stays blocked as the person that they are, on every device', async () => {
  street = await openTestStreet();
  const { identify } = signingSite(street);
  const desk = await connect(street, 'operator.operator');
  await desk.open(TEAM_DOCUMENT);
  const laptop = await connect(street, 'visitor.laptop');
  const talk = await startConversation(laptop);
  await desk.command('visitor.block', { visitor: idOf('laptop'), scope: 'visitor', until: null, reason: 'swears' });
  await identify('laptop', 'laptop2', '7');
  await identify('phone', 'phone2', '7');
  const refused = { status: 'rejected', rejection: { reason: 'suspended' } };
  for (const word of ['laptop2', 'phone2'])
    expect(await say(await connect(street, `visitor.${word}`), talk, 'hello')).toEqual(refused);
  await desk.until(() => readBlocks(desk.replica(TEAM_DOCUMENT)).length === 1);
  expect(readBlocks(desk.replica(TEAM_DOCUMENT))).toMatchObject([{ reason: 'swears', by: { name: 'operator' } }]);
});

test('KEEP5 KEEP6 an erasure takes everything of all devices, and they hear of it; who comes back is a new person', async () => {
  street = await openTestStreet();
  const { store, identify } = signingSite(street);
  const laptop = await connect(street, 'visitor.laptop');
  const talk = await startConversation(laptop);
  await identify('laptop', 'laptop2', '7', { name: 'Ann' });
  await identify('phone', 'phone2', '7', { name: 'Ann' });
  const person = personOf(store, '7');
  const phone = await connect(street, 'visitor.phone2');
  expect(await street.street.erase(person, 'admin')).toMatchObject({ ok: true, value: { conversations: 1 } });
  const goneFor = (client: TestClient) =>
    client.received.flatMap((frame) => (frame.t === 'gone' ? (frame.documents ?? []) : []));
  await phone.until(() => goneFor(phone).includes(conversationDocument(talk)));
  const late = await connect(street, 'visitor.laptop2');
  await late.until(() => goneFor(late).includes(conversationDocument(talk)));
  expect(store.findPerson('shop', '7')).toBeNull();
  expect(await identify('phone2', 'phone3', '7')).toMatchObject({ ok: true });
  expect(personOf(store, '7')).not.toBe(person);
});

test('IDENT6 what the end of the process broke off is finished by the next start, once', async () => {
  street = await openTestStreet();
  const laptop = await connect(street, 'visitor.laptop');
  const desk = await connect(street, 'operator.operator');
  const talk = await startConversation(laptop);
  await say(laptop, talk, 'hello');
  await desk.command('contact.note', { visitor: idOf('laptop'), text: 'a note' });
  const { dataDir } = street;
  await street.stop();
  const person = idOf('whoever');
  // As it is noted before anything is moved.
  const noted = (prepared: TestStreet['connection']): void =>
    createJoiningStore(prepared).join({
      token: idOf('laptop'),
      next: idOf('laptop2'),
      origin: idOf('laptop'),
      alias: { visitor: idOf('laptop'), isNow: person, command: ids() },
      person: { site: 'shop', person: '7', visitor: person, claims: {} },
      at: Date.now(),
    });
  street = await openTestStreet({ dataDir, prepare: noted });
  const present = await connect(street, 'visitor.laptop2');
  await present.until(() => mineOf(present) === talk);
  expect(await say(present, talk, 'again')).toMatchObject({ status: 'accepted' });
  expect(await wordsIn(present, talk)).toEqual(['hello', 'again']);
  await street.stop();
  // The card was moved and that was not noted any more.
  street = await openTestStreet({
    dataDir,
    prepare: ({ exec }) => exec('UPDATE visitor_aliases SET is_done = 0'),
  });
  const later = await connect(street, 'operator.operator');
  const doc = await later.open(contactDocument(person));
  if (typeof doc === 'number') throw new Error('no card');
  expect(readCard(doc).notes.map(({ text }) => text)).toEqual(['a note']);
});

test('PRIV1 POL2 ATTR2 a visitor gets all that is theirs, of all devices, and nothing of staff’s own or of others', async () => {
  street = await openTestStreet();
  const { identify } = signingSite(street);
  const desk = await connect(street, 'operator.operator');
  const laptop = await connect(street, 'visitor.laptop');
  const talk = await startConversation(laptop);
  await say(laptop, talk, 'hello');
  const gone = ids();
  await say(laptop, talk, 'a slip', gone);
  await laptop.command('contact.describe', { attributes: { plan: 'Free', basket: 3 } });
  await laptop.command('contact.describe', { attributes: { plan: 'Free', seats: 12 } });
  await laptop.command('message.unsend', { conversation: talk, message: gone });
  await desk.command('conversation.take', { conversation: talk });
  await say(desk, talk, 'how can I help?');
  await desk.command('note.add', { conversation: talk, text: 'a secret note' });
  await desk.command('contact.note', { visitor: idOf('laptop'), text: 'a secret note' });
  await desk.command('contact.tag', { visitor: idOf('laptop'), tag: 'difficult', on: true });
  const stranger = await connect(street, 'visitor.stranger');
  await say(stranger, await startConversation(stranger), 'of somebody else');
  await identify('laptop', 'laptop2', '7', { name: 'Ann', attributes: { plan: 'Free' } });
  await identify('laptop2', 'laptop3', '7', { name: 'Ann', attributes: { plan: 'Pro' } });
  const read = await ownDataOf(street, personOf(createJoiningStore(street.connection), '7'));
  expect(read).toMatchObject({
    contact: { name: 'Ann' },
    verified: { person: '7', attributes: { plan: 'Pro' } },
  });
  expect(read.attributes).toEqual({ plan: 'Free', seats: 12 });
  expect(read.conversations).toHaveLength(1);
  expect(read.conversations[0]).toMatchObject({ id: talk, state: 'active' });
  expect(read.conversations[0]?.lines.map(({ from, kind, text }) => [from, kind, text])).toEqual([
    ['you', 'started', undefined],
    ['you', 'text', 'hello'],
    ['you', 'text', undefined],
    ['us', 'taken', undefined],
    ['us', 'text', 'how can I help?'],
  ]);
  expect(JSON.stringify(read)).not.toMatch(/secret|difficult|slip|somebody else/);
});

test('PRIV2 a visitor has all of it erased, where the site offers that; who is blocked asks a person', async () => {
  street = await openTestStreet();
  const desk = await connect(street, 'operator.operator');
  const { ownData } = street.street;
  const [ann, bob] = [await connect(street, 'visitor.ann'), await connect(street, 'visitor.bob')];
  await startConversation(ann);
  const talk = await startConversation(bob);
  expect(await ownData.erase(idOf('nobody'))).toEqual({ ok: false, failure: 'not-found' });
  await desk.command('visitor.block', { visitor: idOf('ann'), scope: 'visitor', until: null });
  expect(await ownData.erase(idOf('ann'))).toEqual({ ok: false, failure: 'suspended' });
  const { site: where } = street.connection.prepare<{ site: string }>('SELECT site FROM conversations').one() ?? {};
  const privacy = { keepDays: null, shortAddresses: false, selfService: false, parameters: [] };
  street.sites.add({ id: where ?? '', name: 'The shop' });
  street.sites.change(where ?? '', { settings: { privacy } });
  for (const asked of [ownData.read, ownData.erase])
    expect(await asked(idOf('bob'))).toEqual({ ok: false, failure: 'not-offered' });
  street.sites.change(where ?? '', { settings: { privacy: { ...privacy, selfService: true } } });
  expect(await ownData.erase(idOf('bob'))).toEqual({ ok: true, value: { conversations: 1 } });
  expect(await wordsIn(desk, talk)).toBe(4404);
});

test('IDENT5 DOC8 the earlier chapters of a conversation go with it to whom its visitor is now, and are nobody else’s any more', async () => {
  street = await openTestStreet({ chapterLimits: { messages: 3, bytes: 100_000 } });
  const { identify, comes } = signingSite(street);
  const laptop = await connect(street, 'visitor.laptop');
  const talk = await startConversation(laptop);
  for (let n = 0; n < 8; n += 1) await say(laptop, talk, `words ${n}`);
  const read = (actor: Actor) => street.street.readChapter(actor, talk, 1);
  const before = visitorActor('laptop');
  await expect.poll(() => read(before)).not.toBeNull();
  await identify('laptop', 'laptop2', '7');
  expect(read(before)).toBeNull();
  expect(read(comes('laptop2'))).not.toBeNull();
  expect(read(visitorActor('stranger'))).toBeNull();
});

test('IDENT4 an answer that was lost is asked for again and again: nothing is written twice, not over what a colleague put right, and not for who has signed out', async () => {
  street = await openTestStreet();
  const { identify, identifying, comes } = signingSite(street);
  await identify('laptop', 'laptop2', '7', { phone: '+48 111' });
  const again = { token: idOf('laptop'), next: idOf('laptop2'), site: 'shop' };
  const desk = await connect(street, 'operator.operator');
  const visitor = comes('laptop2').id;
  await desk.command('contact.update', { visitor, phone: '+48 222' });
  const doc = await desk.open(contactDocument(visitor));
  if (typeof doc === 'number') throw new Error('no card');
  for (let n = 0; n < 5; n += 1)
    expect(await identifying.identify(again)).toEqual({ ok: true, value: { status: 'joined' } });
  await desk.command('contact.note', { visitor, text: 'behind it' });
  await desk.until(() => readCard(doc).notes.length === 1);
  expect(readCard(doc).fields.phone).toBe('+48 222');
  identifying.signOut(idOf('laptop2'));
  expect(await identifying.identify(again)).toEqual({ ok: false, failure: 'signed-out' });
});
