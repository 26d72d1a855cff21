import { afterEach, describe, expect, test } from 'vitest';
import type { Message } from '#schema/conversation/conversation.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { conversationDocument, INBOX_DOCUMENT, TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { readInbox, type Summary } from '#schema/docs/inbox-document.ts';
import { readTeam, type Person } from '#schema/docs/team-document.ts';
import type { ConversationId, OperatorId } from '#schema/ids.ts';
import { manualTime } from '../testing/manual-time.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import type { Connection } from '../store/database.ts';
import { newId, openTestStreet, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet & { readonly dataDir: string };
let time: ReturnType<typeof manualTime>;
afterEach(() => street.close());

const unlimited = { burst: 1e9, window: 1_000, aDay: 1e12 };

async function open(dataDir?: string, prepare: (connection: Connection) => void = () => undefined): Promise<void> {
  time = manualTime();
  street = await openTestStreet({
    ...time,
    visitorRate: unlimited,
    prepare,
    ...(dataDir !== undefined && { dataDir }),
  });
}

let pings = 0;
/** Everything that was said to this client before has been heard. */
async function heard(client: TestClient): Promise<void> {
  const n = (pings += 1);
  client.say({ t: 'ping', n });
  await client.until(() => client.received.some((frame) => frame.t === 'pong' && frame.n === n));
}

/** Time passes in small steps, in which these clients, and no others, give signs of life. */
async function pass(ms: number, ...alive: readonly TestClient[]): Promise<void> {
  for (let left = ms; left > 0; left -= 5_000) {
    time.pass(Math.min(5_000, left));
    for (const client of alive) await heard(client);
  }
}

/** An operator whose line can fall silent: it answers no ping any more. */
async function dying(name: string): Promise<TestClient> {
  const client = await connect(street, `operator.${name}`);
  client.socket.on('close', () => undefined);
  (client.socket as unknown as { _autoPong: boolean })._autoPong = false;
  return client;
}

const personIn = (client: TestClient, name: string): Person | undefined =>
  [...readTeam(client.replica(TEAM_DOCUMENT)).values()].find((person) => person.name === name);
const rowIn = (client: TestClient, id: ConversationId): Summary | undefined =>
  readInbox(client.replica(INBOX_DOCUMENT)).get(id);
const linesIn = (client: TestClient, id: ConversationId): readonly Message[] =>
  readConversation(client.replica(conversationDocument(id)))?.messages ?? [];
const lossesIn = (client: TestClient, id: ConversationId): number =>
  linesIn(client, id).filter((line) => line.kind === 'handed-over' && line.from !== undefined).length;

/** A visitor waits for an answer of `operator`, and `other` looks on. */
async function scene() {
  const visitor = await connect(street, 'visitor.ann');
  const id = await startConversation(visitor);
  await visitor.open(conversationDocument(id));
  const anna = await dying('operator');
  await anna.command('conversation.take', { conversation: id });
  await visitor.command('message.send', { conversation: id, text: 'Are you there?', lastSeen: 0 });
  const other = await connect(street, 'operator.other');
  for (const name of [TEAM_DOCUMENT, INBOX_DOCUMENT, conversationDocument(id)]) await other.open(name);
  return { visitor, anna, other, id };
}

describe('a lease that is over', () => {
  test('LEASE1 LEASE5 LEASE10 offers on after the grace, and the one who returns sees who took it', async () => {
    await open();
    const { visitor, anna, other, id } = await scene();
    const seen = linesIn(other, id).at(-1)?.seq ?? 0;
    expect(personIn(other, 'operator')).toMatchObject({ online: true });
    await pass(29_000, visitor, other);
    await other.until(() => personIn(other, 'operator')?.gone === true);
    expect(await anna.closed).toBe(1006);
    expect(rowIn(other, id)).toMatchObject({ state: 'active' });
    const { waitingSince } = rowIn(other, id) ?? {};

    await pass(54_000, visitor, other);
    expect(lossesIn(other, id)).toBe(0);
    await pass(6_000, visitor, other);
    for (const client of [visitor, other]) await client.until(() => lossesIn(client, id) === 1);
    expect(linesIn(visitor, id).at(-1)).toMatchObject({ by: { kind: 'system' }, from: { name: 'operator' } });
    time.pass(100);
    await other.until(() => rowIn(other, id)?.state === 'waiting');
    expect(rowIn(other, id)).toMatchObject({ assignee: null, waitingSince });

    expect(await other.command('conversation.take', { conversation: id })).toMatchObject({ status: 'accepted' });
    const back = await connect(street, 'operator.operator');
    const reply = { conversation: id, text: 'I am here', lastSeen: seen, offline: true };
    const result = await back.command('message.send', reply);
    expect(result).toMatchObject({ status: 'held', changes: [{ kind: 'taken', by: { name: 'other' } }] });
    expect(await back.command('conversation.take', { conversation: id })).toMatchObject({
      status: 'rejected',
      rejection: { reason: 'taken', by: { name: 'other' } },
    });
    await other.until(() => personIn(other, 'operator')?.online === true);
    expect(personIn(other, 'operator')).not.toHaveProperty('gone');
  });

  test('LEASE10 a reply written meanwhile takes back what nobody took, and is said', async () => {
    await open();
    const { visitor, other, id } = await scene();
    const seen = linesIn(other, id).at(-1)?.seq ?? 0;
    await pass(90_000, visitor, other);
    await visitor.until(() => lossesIn(visitor, id) === 1);
    const back = await connect(street, 'operator.operator');
    const reply = { conversation: id, text: 'I am here', lastSeen: seen, offline: true };
    expect(await back.command('message.send', reply)).toMatchObject({ status: 'accepted' });
    await visitor.until(() => readConversation(visitor.replica(conversationDocument(id)))?.head.state === 'active');
    expect(linesIn(visitor, id).at(-1)).toMatchObject({ text: 'I am here', by: { name: 'operator' } });
    expect(await other.command('conversation.take', { conversation: id })).toMatchObject({
      rejection: { reason: 'taken', by: { name: 'operator' } },
    });
  });

  test('LEASE9 tells the visitor that nobody is there, before it is offered on, and when they are back', async () => {
    await open();
    const { visitor, other, id } = await scene();
    const { id: annaId } = street.people.actor('operator');
    const told = (client: TestClient) =>
      client.received.flatMap((frame) =>
        frame.t === 'cursors' && annaId in frame.cursors ? [frame.cursors[annaId]?.away ?? false] : [],
      );
    await pass(29_000, visitor, other);
    await visitor.until(() => told(visitor).at(-1) === true);
    // Who opens it now is told too.
    const tab = await connect(street, 'visitor.ann');
    await tab.open(conversationDocument(id));
    await tab.until(() => told(tab).at(-1) === true);
    await connect(street, 'operator.operator');
    for (const client of [visitor, tab]) await client.until(() => told(client).at(-1) === false);
  });

  test('LEASE2 is not over while another device of that person is there', async () => {
    await open();
    const { visitor, other, id } = await scene();
    const phone = await connect(street, 'operator.operator');
    await pass(200_000, visitor, other, phone);
    expect(personIn(other, 'operator')).toMatchObject({ online: true });
    expect(lossesIn(visitor, id)).toBe(0);
  });

  test('LEASE3 a reload is seen by nobody', async () => {
    await open();
    const { visitor, other } = await scene();
    const reloaded = await connect(street, 'operator.admin');
    await other.until(() => personIn(other, 'admin')?.online === true);
    const before = other.received.length;
    await reloaded.close();
    await pass(4_000, visitor, other);
    await connect(street, 'operator.admin');
    await pass(6_000, visitor, other);
    const team = other.received.findLast((frame) => frame.t === 'opened' && frame.document === TEAM_DOCUMENT);
    const channel = team?.t === 'opened' ? team.channel : -1;
    const told = other.received.slice(before).filter((frame) => frame.t === 'sync' && frame.channel === channel);
    expect(told).toEqual([]);
    expect(personIn(other, 'admin')).toMatchObject({ online: true });
  });

  test('LEASE6 LEASE5 the setting: off, nobody is offered on; on again, who waited long enough is at once', async () => {
    await open();
    street.workspaceSettings.change({ offerOnAfterSeconds: null });
    const { visitor, other, id } = await scene();
    await pass(200_000, visitor, other);
    expect(lossesIn(visitor, id)).toBe(0);
    street.workspaceSettings.change({ offerOnAfterSeconds: 60 });
    time.pass(0);
    await visitor.until(() => lossesIn(visitor, id) === 1);
  });
});

describe('over a restart', () => {
  test('LEASE4 LEASE7 leases begin anew; what waits is offered on once, whenever the server died', async () => {
    await open();
    const { id } = await scene();
    const { dataDir } = street;
    await street.stop();
    await open(dataDir);
    const watch = async () => {
      const visitor = await connect(street, 'visitor.ann');
      await visitor.open(conversationDocument(id));
      const other = await connect(street, 'operator.other');
      await other.open(TEAM_DOCUMENT);
      return { visitor, other };
    };
    const first = await watch();
    await pass(29_000, first.visitor, first.other);
    expect(personIn(first.other, 'operator')).toMatchObject({ online: false });
    expect(personIn(first.other, 'operator')).not.toHaveProperty('gone');
    await pass(60_000, first.visitor, first.other);
    expect(lossesIn(first.visitor, id)).toBe(0);
    await pass(2_000, first.visitor, first.other);
    await first.visitor.until(() => lossesIn(first.visitor, id) === 1);

    await street.stop();
    // As if it had been killed in the moment after the commit: what is derived does not know of it yet.
    const { id: annaId } = street.people.actor('operator');
    await open(dataDir, (connection) => {
      connection.exec(`UPDATE conversations SET state = 'active', assignee_id = '${annaId}', last_seq = last_seq - 1`);
      connection.exec('UPDATE watermarks SET entry = entry - 1');
    });
    const second = await watch();
    await pass(300_000, second.visitor, second.other);
    expect(lossesIn(second.visitor, id)).toBe(1);
  });

  test('LEASE4 who comes back in time loses nothing', async () => {
    await open();
    const { id } = await scene();
    const { dataDir } = street;
    await street.stop();
    await open(dataDir);
    const visitor = await connect(street, 'visitor.ann');
    await visitor.open(conversationDocument(id));
    await pass(29_000, visitor);
    const anna = await connect(street, 'operator.operator');
    await pass(200_000, visitor, anna);
    expect(lossesIn(visitor, id)).toBe(0);
  });
});

test('LEASE7 a desk of many is offered on in parts, and others are answered in between', async () => {
  await open();
  const visitor = await connect(street, 'visitor.ann');
  const anna = await connect(street, 'operator.operator');
  const ids: ConversationId[] = [];
  for (let n = 0; n < 80; n += 1) {
    const id = await startConversation(visitor);
    await anna.command('conversation.take', { conversation: id });
    await visitor.command('message.send', { conversation: id, text: `question ${n}`, lastSeen: 0 });
    ids.push(id);
  }
  await anna.close();
  const lost = (): number =>
    street.connection.prepare<{ n: number }>(`SELECT count(*) AS n FROM entries WHERE effect LIKE '%offered-on%'`).one()
      ?.n ?? 0;
  await pass(60_000, visitor);
  const aside = await startConversation(visitor);
  expect(await visitor.command('message.send', { conversation: aside, text: 'and me?', lastSeen: 0 })).toMatchObject({
    status: 'accepted',
  });
  expect(lost()).toBeLessThanOrEqual(16);
  await pass(10_000, visitor);
  const last = ids.at(-1) ?? aside;
  await visitor.open(conversationDocument(last));
  await visitor.until(() => lossesIn(visitor, last) === 1);
  expect(lost()).toBe(80);
});

test.each(['visitor.ann', 'operator.observer', 'operator.operator', 'operator.admin', 'operator.owner'])(
  'LEASE8 POL1 the server takes no offering on from %s',
  async (bearer) => {
    await open();
    const { id, visitor } = await scene();
    const client = await connect(street, bearer);
    const from = street.people.actor('operator').id as OperatorId;
    const command = {
      id: newId(),
      type: 'conversation.offer-on',
      writtenAt: 1,
      payload: { conversation: id, from, seen: 99 },
    };
    client.say({ t: 'command', command });
    await client.until(() => client.received.some((frame) => frame.t === 'result' && frame.id === command.id));
    expect(client.received.find((frame) => frame.t === 'result' && frame.id === command.id)).toMatchObject({
      result: { status: 'rejected', rejection: { reason: 'invalid' } },
    });
    await heard(visitor);
    expect(lossesIn(visitor, id)).toBe(0);
  },
);
