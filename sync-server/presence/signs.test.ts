import { afterEach, expect, test } from 'vitest';
import { conversationDocument, operatorDocument, TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { chooseStatus, type OperatorStatus } from '#schema/docs/operator-status.ts';
import { readTeam, type Person } from '#schema/docs/team-document.ts';
import { readSchedule } from '#schema/docs/team-schedule.ts';
import type { OperatorId } from '#schema/ids.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet & { readonly dataDir: string };
afterEach(() => street.close());

let pings = 0;
/** Everything that was said to this client before has been heard. */
async function heard(client: TestClient): Promise<void> {
  const n = (pings += 1);
  client.say({ t: 'ping', n });
  await client.until(() => client.received.some((frame) => frame.t === 'pong' && frame.n === n));
}

const ownOf = (name: string) => operatorDocument(street.people.actor(name).id as OperatorId);
const personIn = (client: TestClient, name: string): Person | undefined =>
  [...readTeam(client.replica(TEAM_DOCUMENT)).values()].find((person) => person.name === name);

async function choose(client: TestClient, name: string, status: OperatorStatus): Promise<void> {
  const before = client.saved(ownOf(name));
  client.write(ownOf(name), (doc) => chooseStatus(doc, status, Date.now()));
  await client.until(() => client.saved(ownOf(name)) > before);
}

const textsOfTyping = (client: TestClient) =>
  client.received.flatMap((frame) => (frame.t === 'typing' ? [frame.text ?? null] : []));

test('STATUS1 STATUS2 colleagues see what somebody chose, and a new start of the server knows it', async () => {
  street = await openTestStreet();
  const anna = await connect(street, 'operator.operator');
  const other = await connect(street, 'operator.other');
  await anna.open(ownOf('operator'));
  await other.open(TEAM_DOCUMENT);
  expect(personIn(other, 'operator')).not.toHaveProperty('status');
  await choose(anna, 'operator', 'away');
  await other.until(() => personIn(other, 'operator')?.status === 'away');
  await choose(anna, 'operator', 'online');
  await other.until(() => personIn(other, 'operator')?.status === undefined);
  await choose(anna, 'operator', 'invisible');
  await street.stop();
  street = await openTestStreet({ dataDir: street.dataDir });
  const again = await connect(street, 'operator.other');
  await again.open(TEAM_DOCUMENT);
  expect(personIn(again, 'operator')).toMatchObject({ status: 'invisible', online: false });
});

test('POL2 STAFF2 nobody chooses for somebody else', async () => {
  street = await openTestStreet();
  for (const bearer of ['visitor.ann', 'operator.observer', 'operator.other', 'operator.owner'])
    expect(await (await connect(street, bearer)).open(ownOf('operator'))).toBe(bearer === 'visitor.ann' ? 4404 : 4403);
});

test('STATUS3 visitors do not see that somebody invisible types or reads; colleagues do', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const id = await startConversation(visitor);
  await visitor.command('message.send', { conversation: id, text: 'Hello?', lastSeen: 0 });
  const anna = await connect(street, 'operator.operator');
  const other = await connect(street, 'operator.other');
  for (const client of [visitor, anna, other]) await client.open(conversationDocument(id));
  await anna.open(ownOf('operator'));
  await choose(anna, 'operator', 'invisible');
  anna.say({ t: 'typing', conversation: id });
  await anna.command('cursor.advance', { conversation: id, delivered: 2, seen: 2 });
  await other.until(() => other.received.some((frame) => frame.t === 'typing'));
  await other.until(() => other.received.some((frame) => frame.t === 'cursors'));
  await heard(visitor);
  expect(visitor.received.filter(({ t }) => t === 'typing' || t === 'cursors')).toEqual([]);
  const again = await connect(street, 'visitor.ann');
  await again.open(conversationDocument(id));
  await heard(again);
  expect(again.received.filter(({ t }) => t === 'cursors')).toEqual([]);

  await choose(anna, 'operator', 'online');
  await anna.command('conversation.take', { conversation: id });
  await anna.command('cursor.advance', { conversation: id, delivered: 3, seen: 3 });
  await visitor.until(() => visitor.received.some((frame) => frame.t === 'cursors'));
});

test('PREVIEW1 PREVIEW2 what a visitor types is told to staff alone, and only while the workspace wants it', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  expect(visitor.received[0]).not.toHaveProperty('preview');
  const id = await startConversation(visitor);
  const twin = await connect(street, 'visitor.ann');
  const observer = await connect(street, 'operator.observer');
  const anna = await connect(street, 'operator.operator');
  for (const client of [visitor, twin, observer, anna]) await client.open(conversationDocument(id));
  visitor.say({ t: 'typing', conversation: id, text: 'my pass' });
  await observer.until(() => textsOfTyping(observer).length === 1);
  expect(textsOfTyping(observer)).toEqual([null]);

  street.workspaceSettings.change({ showsTyping: true });
  const second = await connect(street, 'visitor.ann');
  expect(second.received[0]).toMatchObject({ t: 'welcome', preview: true });
  expect(anna.received[0]).not.toHaveProperty('preview');
  await second.open(conversationDocument(id));
  second.say({ t: 'typing', conversation: id, text: 'my pass' });
  second.say({ t: 'typing', conversation: id, text: '' });
  for (const client of [observer, anna]) {
    await client.until(() => textsOfTyping(client).at(-1) === '');
    expect(textsOfTyping(client)).toEqual([null, 'my pass', '']);
  }
  // What an operator types is nobody's business.
  anna.say({ t: 'typing', conversation: id, text: 'hm' });
  await observer.until(() => textsOfTyping(observer).length === 4);
  expect(textsOfTyping(observer).at(-1)).toBe(null);
  for (const client of [visitor, twin]) {
    await heard(client);
    expect(textsOfTyping(client).filter((text) => text !== null)).toEqual([]);
  }
});

test('TYPE1 a sign says behind which line it came, by the order in which the server heard of both', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const id = await startConversation(visitor);
  const anna = await connect(street, 'operator.operator');
  for (const client of [visitor, anna]) await client.open(conversationDocument(id));
  const placesOf = ({ received }: TestClient) =>
    received.flatMap((frame) => (frame.t === 'typing' ? [frame.after] : []));
  anna.say({ t: 'typing', conversation: id });
  await visitor.until(() => placesOf(visitor).length === 1);
  const said = visitor.command('message.send', { conversation: id, text: 'Hello?', lastSeen: 0 });
  // The words before it are not on the disk yet when this one comes.
  visitor.say({ t: 'typing', conversation: id });
  await said;
  await anna.until(() => placesOf(anna).length === 1);
  expect([placesOf(visitor), placesOf(anna)]).toEqual([[1], [2]]);
});

test('LOOK1 LOOK2 over the wire: seen by colleagues, gone with the socket, and no visitor hears of it', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const id = await startConversation(visitor);
  await visitor.open(conversationDocument(id));
  const observer = await connect(street, 'operator.observer');
  const anna = await connect(street, 'operator.operator');
  const me = street.people.actor('observer').id;
  const seen = (): readonly string[] => {
    const told = anna.received.findLast((frame) => frame.t === 'looks' && me in frame.looks);
    return told?.t === 'looks' ? (told.looks[me] ?? []) : [];
  };
  observer.say({ t: 'look', conversations: [id] });
  await anna.until(() => seen().includes(id));
  visitor.say({ t: 'look', conversations: [id] });
  await observer.close();
  await anna.until(() => seen().length === 0);
  await heard(visitor);
  expect(visitor.received.filter(({ t }) => t === 'looks')).toEqual([]);
});

test('SCHED2 SCHED4 STATUS3 the desk has the schedule at once; off duty by it, a visitor is told no typing, until a choice by hand', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const id = await startConversation(visitor);
  const anna = await connect(street, 'operator.operator');
  const other = await connect(street, 'operator.other');
  for (const client of [visitor, anna]) await client.open(conversationDocument(id));
  await other.open(TEAM_DOCUMENT);
  await anna.open(ownOf('operator'));
  const person = street.people.actor('operator').id as OperatorId;
  // The people of a test are in no table.
  street.connection.exec(
    `INSERT INTO people (id, name, email, email_verified, role, created_at, updated_at) VALUES ('${person}', '', '', 0, 'operator', 0, 0)`,
  );
  // It began two hours ago or so, and is over.
  const minute = Math.floor(Date.now() / 60_000) % 1_440;
  const week = Array.from({ length: 7 }, (_, day) => ({
    day,
    from: (minute + 1_320) % 1_440,
    to: (minute + 1_380) % 1_440,
  }));
  street.schedule.change({ zone: 'UTC', weeks: [{ person, week }] });
  await other.until(() => personIn(other, 'operator')?.status === 'offline');
  expect(readSchedule(other.replica(TEAM_DOCUMENT))).toEqual(street.schedule.current());
  anna.say({ t: 'typing', conversation: id });
  await heard(anna);
  await heard(visitor);
  expect(visitor.received.filter(({ t }) => t === 'typing')).toEqual([]);

  await choose(anna, 'operator', 'online');
  await other.until(() => personIn(other, 'operator')?.status === undefined);
  street.schedule.change({ weeks: [{ person, week: [] }] });
  await other.until(() => !readSchedule(other.replica(TEAM_DOCUMENT)).weeks.has(person));
  expect(personIn(other, 'operator')).not.toHaveProperty('status');
});
