import { randomBytes } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { createIdFactory, type CommandId, type VisitorId } from '#schema/ids.ts';
import { openDatabase, type Connection, type Query, type Value } from '../store/database.ts';
import { createEntryStore } from '../store/entry-store.ts';
import { connect, startConversation } from '../testing/test-client.ts';
import { openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';
import { createJoiningStore } from './joining-store.ts';

let street: TestStreet & { readonly dataDir: string };
afterEach(() => street.close());

const idOf = (word: string): VisitorId => visitorActor(word).id as VisitorId;
const ids = createIdFactory<CommandId>({ now: Date.now, randomBytes });

/** A disk on which the next reads or writes of a statement that holds these words fail. */
function failingDisk(words: string) {
  let left = 0;
  const prepare = (connection: Connection): void => {
    const { prepare: whole } = connection;
    const failing = <Row>(sql: string): Query<Row> => {
      const query = whole<Row>(sql);
      if (!sql.includes(words)) return query;
      const orFail =
        <Answer>(run: (...values: readonly Value[]) => Answer) =>
        (...values: readonly Value[]): Answer => {
          if (left-- > 0) throw new Error('SQLITE_IOERR_READ');
          return run(...values);
        };
      return { ...query, one: orFail(query.one), run: orFail(query.run) };
    };
    Object.assign(connection, { prepare: failing });
  };
  return { prepare, fails: (times: number) => (left = times) };
}

const joinAs = (person: VisitorId) =>
  street.street.joining.join({
    ...{ token: idOf('laptop'), next: idOf('laptop2'), into: person },
    person: { site: 'shop', person: '7', visitor: person, claims: {} },
  });

test('IDENT6 a disk that cannot be read after it has noted who a visitor is: nothing is decided of them until all is moved, without another try of theirs', async () => {
  const disk = failingDisk('FROM visitor_aliases WHERE visitor = ?');
  street = await openTestStreet({ prepare: disk.prepare });
  const laptop = await connect(street, 'visitor.laptop');
  const talk = await startConversation(laptop);
  const person = idOf('whoever');
  disk.fails(2);
  expect(await joinAs(person)).toEqual({ ok: false, failure: 'retry' });
  const words = { conversation: talk, text: 'behind it', lastSeen: 0 };
  expect(await laptop.command('message.send', words)).toMatchObject({ status: 'retry' });
  expect(await laptop.closed).toBe(1012);
  expect(createJoiningStore(street.connection).unfinished()).toEqual([]);
  const present = await connect(street, 'visitor.laptop2');
  const doc = await present.open(conversationDocument(talk));
  expect(typeof doc === 'number' ? doc : readConversation(doc)?.head.visitor).toBe(person);
});

test('IDENT6 a disk that did not note who a visitor is: they go on as they were', async () => {
  const disk = failingDisk('INTO visitor_aliases');
  street = await openTestStreet({ prepare: disk.prepare });
  const laptop = await connect(street, 'visitor.laptop');
  const talk = await startConversation(laptop);
  disk.fails(1);
  expect(await joinAs(idOf('whoever'))).toEqual({ ok: false, failure: 'retry' });
  const say = (id: CommandId) =>
    laptop.command('message.send', { conversation: talk, text: 'still me', lastSeen: 0 }, id);
  const id = ids();
  await expect.poll(() => say(id)).toMatchObject({ status: 'accepted' });
});

test('DISK4 IDENT6 one whose conversation cannot be moved holds nobody else up, after a new start either; once it can be, it is', async () => {
  street = await openTestStreet();
  const laptop = await connect(street, 'visitor.laptop');
  const talk = await startConversation(laptop);
  const { key } = createEntryStore(street.connection).findDocument(conversationDocument(talk)) ?? { key: 0 };
  // Noted, and the process ended before all was moved; meanwhile an entry was damaged.
  const alias = { visitor: idOf('laptop'), isNow: idOf('whoever'), command: ids() };
  createJoiningStore(street.connection).join({
    ...{ token: idOf('laptop'), next: idOf('laptop2'), origin: idOf('laptop'), alias, at: Date.now() },
    person: { site: 'shop', person: '7', visitor: idOf('whoever'), claims: {} },
  });
  await street.stop();
  const { dataDir } = street;
  const entries = openDatabase(street.path);
  const shift = (by: number): void =>
    entries.prepare('UPDATE entries SET at = at + ? WHERE document = ? AND seq = 1').run(by, key);
  shift(1);
  street = await openTestStreet({ dataDir });
  const join = { token: idOf('phone'), next: idOf('phone2'), into: idOf('else') };
  const person = { site: 'shop', person: '8', visitor: idOf('else'), claims: {} };
  expect(await street.street.joining.join({ ...join, person })).toEqual({ ok: true, value: undefined });
  expect(createJoiningStore(street.connection).unfinished()).toHaveLength(1);
  shift(-1);
  entries.close();
  await expect.poll(() => createJoiningStore(street.connection).unfinished(), { timeout: 20_000 }).toEqual([]);
});

test('IDENT5 IDENT6 how far they have read goes along, what waited for its turn to be written and what the end of the process broke off too', async () => {
  street = await openTestStreet();
  const [laptop, desk] = [await connect(street, 'visitor.laptop'), await connect(street, 'operator.operator')];
  const talk = await startConversation(laptop);
  await desk.command('conversation.take', { conversation: talk });
  const sent = await desk.command('message.send', { conversation: talk, text: 'the answer', lastSeen: 0 });
  const seq = sent.status === 'accepted' ? sent.seq : 0;
  await laptop.command('cursor.advance', { conversation: talk, delivered: 1, seen: 1 });
  // A moment after the one before, so that it waits.
  void laptop.command('cursor.advance', { conversation: talk, delivered: seq, seen: seq });
  await laptop.command('message.send', { conversation: talk, text: 'thanks', lastSeen: seq });
  expect(await joinAs(idOf('whoever'))).toEqual({ ok: true, value: undefined });
  const seen = () =>
    street.connection
      .prepare<{ seen: number }>('SELECT seen FROM cursors WHERE conversation = ? AND participant = ?')
      .one(talk, idOf('whoever'))?.seen;
  expect(seen()).toBe(seq);
  await street.stop();

  // As it is where the process ended between the move and the note of the cursor.
  const disk = openDatabase(street.path);
  disk.prepare('DELETE FROM cursors WHERE participant = ?').run(idOf('whoever'));
  disk.prepare('UPDATE visitor_aliases SET is_done = 0').run();
  disk.close();
  street = await openTestStreet({ dataDir: street.dataDir });
  await expect.poll(() => createJoiningStore(street.connection).unfinished(), { timeout: 20_000 }).toEqual([]);
  expect(seen()).toBe(seq);
});
