import { afterEach, expect, test } from 'vitest';
import { contactDocument, conversationDocument } from '#schema/docs/document-name.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Connection, Query } from '../store/database.ts';
import { connect, startConversation } from '../testing/test-client.ts';
import { openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';
import { ownDataOf } from '../testing/own-data-of.ts';
import { systemTimers, type Timers } from '../timers.ts';

let street: TestStreet;
afterEach(() => street.close());

const idOf = (word: string): VisitorId => visitorActor(word).id as VisitorId;
const BUSY = { ok: false, failure: 'busy' };

async function copyOf(word: string): Promise<ReadableStream<Uint8Array>> {
  const read = await street.street.ownData.read(idOf(word));
  if (!read.ok) throw new Error(read.failure);
  return read.value;
}

test('PRIV6 one copy at a time of one visitor and two in all, however many are asked for; the next when one is out, or nobody reads it', async () => {
  street = await openTestStreet();
  const ann = await connect(street, 'visitor.ann');
  await startConversation(ann);
  const asked = await Promise.all(Array.from({ length: 300 }, () => street.street.ownData.read(idOf('ann'))));
  expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
  expect(asked[1]).toEqual(BUSY);
  const bobs = await copyOf('bob');
  expect(await street.street.ownData.read(idOf('carol'))).toEqual(BUSY);
  await bobs.cancel();
  expect((await ownDataOf(street, idOf('carol'))).conversations).toEqual([]);
  const [first] = asked;
  if (first?.ok !== true) throw new Error('the first one is refused');
  expect(await new Response(first.value).json()).toMatchObject({ conversations: [{ read: 0 }] });
  expect((await ownDataOf(street, idOf('ann'))).conversations).toHaveLength(1);
});

test('PRIV6 a copy comes conversation by conversation, in their order, and reads nothing before it is fetched', async () => {
  street = await openTestStreet();
  const ann = await connect(street, 'visitor.ann');
  const talks = [await startConversation(ann), await startConversation(ann), await startConversation(ann)];
  const reader = (await copyOf('ann')).getReader();
  const pieces: string[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read())
    pieces.push(new TextDecoder().decode(next.value));
  expect(pieces).toHaveLength(talks.length + 2);
  const { conversations } = JSON.parse(pieces.join('')) as { conversations: { id: string }[] };
  expect(conversations.map(({ id }) => id)).toEqual(talks);
});

test('PRIV1 KEEP1 a conversation that is damaged is named in the copy, and all others are in it', async () => {
  street = await openTestStreet();
  const ann = await connect(street, 'visitor.ann');
  const [bad, good] = [await startConversation(ann), await startConversation(ann)];
  const document = '(SELECT key FROM documents WHERE name = ?)';
  street.connection
    .prepare(`UPDATE entries SET at = at + 1 WHERE document = ${document}`)
    .run(conversationDocument(bad));
  const copy = await ownDataOf(street, idOf('ann'));
  expect(copy.conversations.map(({ id }) => id)).toEqual([good]);
  expect(copy.unreadable).toEqual([bad]);
});

test('PRIV1 KEEP1 a card that is damaged is named in the copy, and all conversations are in it', async () => {
  street = await openTestStreet();
  const ann = await connect(street, 'visitor.ann');
  const talk = await startConversation(ann);
  await ann.command('contact.update', { name: 'Ann' });
  expect((await ownDataOf(street, idOf('ann'))).cardUnreadable).toBeUndefined();
  street.connection
    .prepare('UPDATE entries SET at = at + 1 WHERE document = (SELECT key FROM documents WHERE name = ?)')
    .run(contactDocument(idOf('ann')));
  const copy = await ownDataOf(street, idOf('ann'));
  expect(copy).toMatchObject({ contact: {}, visits: [], cardUnreadable: true });
  expect(copy.conversations.map(({ id }) => id)).toEqual([talk]);
});

test('PRIV6 DISK4 a copy that the disk broke off is none of the five of a day; one that its reader let go is', async () => {
  let isBroken = false;
  const prepare = (connection: Connection): void => {
    const whole = connection.prepare;
    const failing = <Row>(sql: string): Query<Row> => {
      const query = whole<Row>(sql);
      if (!sql.includes('FROM entries WHERE document = ? AND seq > ?')) return query;
      const all: Query<Row>['all'] = (...values) => {
        if (isBroken) throw new Error('SQLITE_IOERR_READ');
        return query.all(...values);
      };
      return { ...query, all };
    };
    Object.assign(connection, { prepare: failing });
  };
  street = await openTestStreet({ prepare });
  const ann = await connect(street, 'visitor.ann');
  await startConversation(ann);
  isBroken = true;
  for (let count = 0; count < 8; count += 1)
    await expect(new Response(await copyOf('ann')).text()).rejects.toThrow('SQLITE_IOERR_READ');
  isBroken = false;
  for (let count = 0; count < 5; count += 1) {
    const reader = (await copyOf('ann')).getReader();
    await reader.read();
    // Also while it is read.
    void reader.read();
    await reader.cancel();
  }
  expect(await street.street.ownData.read(idOf('ann'))).toEqual({ ok: false, failure: 'too-often' });
});

test('PRIV6 five a day of one visitor', async () => {
  street = await openTestStreet();
  for (let count = 0; count < 5; count += 1) await ownDataOf(street, idOf('ann'));
  expect(await street.street.ownData.read(idOf('ann'))).toEqual({ ok: false, failure: 'too-often' });
  expect((await ownDataOf(street, idOf('bob'))).conversations).toEqual([]);
});

test('PRIV6 who does not fetch it within two minutes has it broken off, and others have the place', async () => {
  const late: (() => void)[] = [];
  const timers: Timers = {
    ...systemTimers,
    after: (ms, run) => (ms === 120_000 ? (late.push(run), () => undefined) : systemTimers.after(ms, run)),
  };
  street = await openTestStreet({ timers });
  const [anns, bobs] = [await copyOf('ann'), await copyOf('bob')];
  for (const run of late) run();
  await expect(new Response(anns).text()).rejects.toThrow('too slowly');
  expect((await ownDataOf(street, idOf('ann'))).conversations).toEqual([]);
  await expect(new Response(bobs).text()).rejects.toThrow('too slowly');
});

test('PRIV6 erasures of new tokens from one network: one at a time, five an hour, whoever asks; another network goes on', async () => {
  street = await openTestStreet();
  const from = '203.0.113.7';
  const people = Array.from({ length: 6 }, (_, n) => `visitor.p${n}`);
  for (const person of people) await startConversation(await connect(street, person, from));
  await startConversation(await connect(street, 'visitor.other', '203.0.113.8'));
  const { erase } = street.street.ownData;
  const ids = people.map((person) => idOf(person.slice('visitor.'.length)));
  const atOnce = await Promise.all(ids.map((id) => erase(id)));
  expect(atOnce.filter(({ ok }) => ok)).toHaveLength(1);
  expect(atOnce.filter((answer) => !answer.ok && answer.failure === 'busy')).toHaveLength(5);
  const [, ...rest] = ids;
  const after = [];
  for (const id of rest) after.push(await erase(id));
  expect(after.map(({ ok }) => ok)).toEqual([true, true, true, true, false]);
  expect(after.at(-1)).toEqual({ ok: false, failure: 'later' });
  expect((await erase(idOf('other'))).ok).toBe(true);
});
