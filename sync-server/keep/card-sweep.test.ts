import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { LEFT_AFTER } from '#schema/conversation/missed.ts';
import { readCard } from '#schema/docs/contact-document.ts';
import { contactDocument } from '#schema/docs/document-name.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { DamagedRowError } from '../store/checksum.ts';
import { openDatabase } from '../store/database.ts';
import { createEntryStore } from '../store/entry-store.ts';
import { migrate } from '../store/migrate.ts';
import { queryPlans } from '../testing/query-plans.ts';
import { connect, newConversation, startConversation } from '../testing/test-client.ts';
import { newId, openTestStreet, visitorActor } from '../testing/test-street.ts';
import { systemTimers, type Timers } from '../timers.ts';
import { createCardSweep, type CardSweepDeps } from './card-sweep.ts';
import { createKeepStore, type KeptCard } from './keep-store.ts';

type Opened = Awaited<ReturnType<typeof openTestStreet>>;
let street: Opened | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

const DAY = 86_400_000;
const idOf = (word: string): VisitorId => visitorActor(word).id as VisitorId;
const cardsOf = ({ connection }: Opened, table: 'documents' | 'gone', column: string): readonly string[] =>
  connection
    .prepare<{ name: string }>(`SELECT ${column} AS name FROM ${table} WHERE ${column} LIKE 'contact/%' ORDER BY 1`)
    .all()
    .map(({ name }) => name);
const namesOf = (...words: readonly string[]) => words.map((word) => contactDocument(idOf(word))).sort();

/** Days later, and nobody who does not come back is waited for. */
function later(days: number) {
  const begun = performance.now();
  const start = Date.now() + days * DAY;
  const timers: Timers = {
    ...systemTimers,
    after: (ms, run) => systemTimers.after(ms === LEFT_AFTER ? 100 : ms, run),
  };
  return { clock: { now: () => Math.floor(start + performance.now() - begun) }, timers };
}

test('KEEP9 cards of visitors who began nothing go after seven days, and those of anybody else stay', async () => {
  const first = await openTestStreet();
  street = first;
  const { dataDir } = first;
  const operator = await connect(first, 'operator.operator');
  const tell = async (word: string) => {
    const visitor = await connect(first, `visitor.${word}`);
    expect(await visitor.command('contact.update', { name: word })).toMatchObject({ status: 'accepted' });
    return visitor;
  };
  for (const word of ['alone', 'here', 'noted', 'blocked', 'damaged']) await tell(word);
  await startConversation(await tell('talks'));
  const described = await connect(first, 'visitor.described');
  await described.command('contact.describe', { attributes: { plan: 'Pro' } });
  await operator.command('contact.note', { visitor: idOf('noted'), text: 'calls at noon' });
  await operator.command('visitor.block', { visitor: idOf('blocked'), scope: 'visitor', until: null });
  const all = namesOf('alone', 'here', 'noted', 'blocked', 'damaged', 'talks', 'described');
  expect(cardsOf(first, 'documents', 'name')).toEqual(all);
  first.connection
    .prepare('UPDATE entries SET at = at + 1 WHERE document = (SELECT key FROM documents WHERE name = ?)')
    .run(contactDocument(idOf('damaged')));
  await first.stop();

  const second = await openTestStreet({ dataDir, ...later(8) });
  street = second;
  await connect(second, 'visitor.here');
  await vi.waitFor(() => expect(cardsOf(second, 'gone', 'document')).toEqual(namesOf('alone', 'described')), 10_000);
  expect(cardsOf(second, 'documents', 'name')).toEqual(namesOf('here', 'noted', 'blocked', 'damaged', 'talks'));
});

test('KEEP9 a visitor whose card was let go begins anew with the same token: what waited on the device is taken, once, and staff may write on the card', async () => {
  const first = await openTestStreet();
  street = first;
  const { dataDir } = first;
  const told = newId();
  const ann = await connect(first, 'visitor.ann');
  await ann.command('contact.update', { name: 'Ann' }, told);
  // Written while there was no line, before the card went.
  const waited = { id: newId(), writtenAt: Date.now() };
  await first.stop();
  const second = await openTestStreet({ dataDir, ...later(8) });
  street = second;
  const card = contactDocument(idOf('ann'));
  await vi.waitFor(() => expect(cardsOf(second, 'gone', 'document')).toEqual([card]), 10_000);
  expect(cardsOf(second, 'documents', 'name')).toEqual([]);

  const back = await connect(second, 'visitor.ann');
  // The answer was lost: it is the same, and makes nothing anew.
  expect(await back.command('contact.update', { name: 'Ann' }, told)).toMatchObject({ status: 'accepted', seq: 1 });
  expect(cardsOf(second, 'documents', 'name')).toEqual([]);
  const give = (type: string, payload: object, more: object = {}) =>
    second.street.submit(visitorActor('ann'), { id: newId(), writtenAt: Date.now(), type, payload, ...more } as never);
  expect(await give('contact.update', { email: 'ann@example.com' }, waited)).toMatchObject({ status: 'accepted' });
  const operator = await connect(second, 'operator.operator');
  expect(await operator.command('contact.note', { visitor: idOf('ann'), text: 'back' })).toMatchObject({
    status: 'accepted',
  });
  const conversation = newConversation();
  expect(await give('conversation.start', { conversation, site: 'shop' })).toMatchObject({ status: 'accepted' });
  expect(await give('message.send', { conversation, text: 'hello', lastSeen: 0 })).toMatchObject({
    status: 'accepted',
  });
  const doc = await operator.open(card);
  if (typeof doc === 'number') throw new Error(`refused with ${doc}`);
  await operator.until(() => readCard(doc).notes.length === 1);
  expect(readCard(doc)).toMatchObject({ fields: { email: 'ann@example.com' } });
});

/** A sweep over so many cards that are alone, and what it does. */
function sweepOver(count: number, given: Partial<CardSweepDeps> = {}) {
  const cards: KeptCard[] = Array.from({ length: count }, (_, n) => {
    const visitor = `v${String(n).padStart(5, '0')}` as VisitorId;
    return { name: contactDocument(visitor), visitor, isAlone: true };
  });
  const reads: string[] = [];
  const removed: VisitorId[] = [];
  const time = { now: 100 * DAY };
  const sweep = createCardSweep({
    store: {
      cardsAfter: (after, limit) => {
        reads.push(after);
        return cards.filter(({ name }) => name > after).slice(0, limit);
      },
    },
    entries: {
      findDocument: () => ({ key: 1, epoch: 'e' }),
      newestAt: () => 0,
      entriesAfter: () => [{ at: 0, by: { kind: 'visitor' } }] as never,
    },
    ...{ known: { alias: () => null, personOf: () => null }, hasLeft: () => true },
    remover: {
      removeVisitor: (visitor, order) => order({ conversations: [], visitors: [visitor] }),
    },
    writer: {
      keep: (order) => {
        if (order.kind === 'delete') removed.push(...order.visitors);
        return Promise.resolve(1);
      },
    },
    ...{ scrub: () => Promise.resolve(), clock: { now: () => time.now }, timers: systemTimers, isIdle: () => true },
    ...given,
  });
  return { sweep, reads, removed, time };
}

test('KEEP9 one step reads little and lets few go; the next goes on, to the last; then it rests for an hour', async () => {
  const { sweep, reads, removed, time } = sweepOver(250);
  await sweep.step();
  expect([reads.length, removed.length]).toEqual([1, 10]);
  for (let step = 0; step < 24; step += 1) await sweep.step();
  expect(new Set(removed).size).toBe(250);
  const { length } = reads;
  // The card that is gone is not in the store any more; here it is.
  await sweep.step();
  await sweep.step();
  expect(reads.length).toBeLessThanOrEqual(length + 1);
  time.now += 3_600_000;
  await sweep.step();
  expect(reads.at(-1)).toBe('');
});

test('KEEP9 whoever began something, or wrote within seven days or just before their card was to go, keeps it; so does everybody while others wait for the disk', async () => {
  const conversations = ['talk' as ConversationId];
  const begun = sweepOver(3, {
    remover: { removeVisitor: (visitor, order) => order({ conversations, visitors: [visitor] }) },
  });
  await begun.sweep.step();
  expect(begun.removed).toEqual([]);
  let at = 0;
  const wrote = sweepOver(1, {
    entries: {
      findDocument: () => ({ key: 1, epoch: 'e' }),
      newestAt: () => at,
      entriesAfter: () => [{ at, by: { kind: 'visitor' } }] as never,
    },
    remover: {
      removeVisitor: (visitor, order) => {
        at = 100 * DAY;
        return order({ conversations: [], visitors: [visitor] });
      },
    },
  });
  await wrote.sweep.step();
  expect(wrote.removed).toEqual([]);
  const early = sweepOver(1);
  early.time.now = 7 * DAY - 1;
  await early.sweep.step();
  expect(early.removed).toEqual([]);
  early.time.now += 3_600_000;
  await early.sweep.step();
  expect(early.removed).toHaveLength(1);
  const busy = sweepOver(3, { isIdle: () => false });
  await busy.sweep.step();
  expect(busy.removed).toEqual([]);
});

test('KEEP9 of a fresh card nothing is read but when it was written on last, and others are served between two cards', async () => {
  const whole: number[] = [];
  const newest = 93 * DAY + 1;
  const { sweep, removed } = sweepOver(3, {
    entries: {
      findDocument: (name) => ({ key: Number(name.slice(-1)), epoch: 'e' }),
      newestAt: () => newest,
      entriesAfter: (key) => {
        whole.push(key);
        return [{ at: newest, by: { kind: 'operator' } }] as never;
      },
    },
  });
  await sweep.step();
  expect([whole, removed]).toEqual([[], []]);
  let turns = 0;
  const old = sweepOver(3, { timers: { soon: (run) => ((turns += 1), systemTimers.soon(run)) } });
  await old.sweep.step();
  expect([old.removed.length, turns]).toEqual([3, 3]);
});

test('KEEP9 when a card was written on last is told by an index', async () => {
  street = await openTestStreet();
  const ann = await connect(street, 'visitor.ann');
  for (const name of ['Ann', 'Anna']) await ann.command('contact.update', { name });
  const plans = queryPlans(street.connection);
  const store = createEntryStore(plans.connection);
  for (const plan of plans.of(/ORDER BY seq DESC LIMIT 1/)) expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
  const key = store.findDocument(contactDocument(idOf('ann')))?.key ?? 0;
  expect(store.newestAt(key)).toBe(store.entriesAfter(key, 0).at(-1)?.at);
  expect(store.newestAt(key + 1_000)).toBe(null);
});

test('KEEP9 DISK4 a damaged card stays and holds up no other; who is known, or becomes somebody else, keeps theirs', async () => {
  const [damaged, known, moved, free] = ['v00000', 'v00001', 'v00002', 'v00003'];
  const { sweep, removed } = sweepOver(4, {
    entries: {
      findDocument: (name) => ({ key: Number(name.slice(-1)), epoch: 'e' }),
      newestAt: () => 0,
      entriesAfter: (key) => {
        if (key === Number(damaged?.slice(-1))) throw new DamagedRowError('a row of it');
        return [{ at: 0, by: { kind: 'visitor' } }] as never;
      },
    },
    known: {
      alias: (visitor) => (visitor === moved ? ({ visitor } as never) : null),
      personOf: (visitor) => (visitor === known ? ({ visitor } as never) : null),
    },
  });
  await sweep.step();
  expect(removed).toEqual([free]);
});

test('KEEP9 the walk over all cards reads a page of names and no table from its beginning to its end', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdline-cards-'));
  const connection = openDatabase(join(dataDir, 'holdline.db'));
  migrate(connection);
  const plans = queryPlans(connection);
  const store = createKeepStore(plans.connection);
  for (const plan of plans.of(/'contact\/'/)) expect(plan).not.toMatch(/SCAN/);
  connection.exec(`INSERT INTO documents (key, name, epoch) VALUES (1, 'contact/vb', 'e'), (2, 'contact/va', 'e'),
    (3, 'conversation/c', 'e'), (4, 'inbox/all', 'e'), (5, 'contact/vc', 'e')`);
  const names = (after: string) => store.cardsAfter(after, 2).map(({ visitor, isAlone }) => [visitor, isAlone]);
  expect([names(''), names('contact/vb'), names('contact/vc')]).toEqual([
    [
      ['va', true],
      ['vb', true],
    ],
    [['vc', true]],
    [],
  ]);
  connection.close();
  rmSync(dataDir, { recursive: true });
});
