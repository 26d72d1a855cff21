import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { draftDocument, operatorDocument, ownDraftDocument, type DocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId, OperatorId } from '#schema/ids.ts';
import type { Writer } from '../commit/writer.ts';
import { manualTime } from '../testing/manual-time.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, type TestStreet, type TestStreetOptions } from '../testing/test-street.ts';
import { createStaffStore } from './staff-store.ts';

let streets: TestStreet[] = [];
afterEach(async () => {
  for (const street of streets.reverse()) await street.close();
  streets = [];
});

interface Stage {
  readonly street: TestStreet & { readonly dataDir: string };
  readonly conversation: ConversationId;
  readonly draft: DocumentName;
  readonly person: (name: string) => Promise<TestClient>;
}

async function stage(options: TestStreetOptions = {}, given: ConversationId | null = null): Promise<Stage> {
  const street = await openTestStreet(options);
  streets.push(street);
  const conversation = given ?? (await startConversation(await connect(street, 'visitor.ann')));
  return {
    street,
    conversation,
    draft: draftDocument(conversation),
    person: (name) => connect(street, `operator.${name}`),
  };
}

const reply = (doc: Y.Doc): string => doc.getText('reply').toJSON();
const type = (client: TestClient, document: string, text: string, at = reply(client.replica(document)).length): void =>
  client.write(document, (doc) => doc.getText('reply').insert(at, text));
const isSaved = (client: TestClient, document: string, writes: number) =>
  client.until(() => client.saved(document) >= writes);
const idOf = ({ street }: Stage, name: string): OperatorId => street.people.actor(name).id as OperatorId;
const rows = ({ street }: Stage, sql: string) => street.connection.prepare<{ readonly n: number }>(sql).all();
const count = (of: Stage, table: string): number => rows(of, `SELECT count(*) AS n FROM ${table}`)[0]?.n ?? -1;
/** Opens once more and gives what the server has. */
const whatIs = async (of: Stage, document: string, name = 'operator'): Promise<string> => {
  const client = await of.person(name);
  const doc = await client.open(document);
  const text = typeof doc === 'number' ? String(doc) : reply(doc);
  await client.close();
  return text;
};

/** A writer whose orders for staff documents wait or fail as they are told. */
function unsteady() {
  let mode: 'go' | 'wait' | 'fail' = 'go';
  let open: () => void = () => undefined;
  let gate = Promise.resolve();
  const wrap = (writer: Writer): Writer => ({
    ...writer,
    saveStaff: async (changes) => {
      if (mode === 'fail') return false;
      if (mode === 'wait') await gate;
      return writer.saveStaff(changes);
    },
  });
  return {
    wrap,
    fail: () => void (mode = 'fail'),
    wait: () => {
      mode = 'wait';
      gate = new Promise((resolve) => (open = resolve));
    },
    go: () => {
      mode = 'go';
      open();
    },
  };
}

test('STAFF1 two people write one draft: each sees the other’s words, and both are told when theirs are saved', async () => {
  const at = await stage();
  const [one, two] = [await at.person('operator'), await at.person('other')];
  await one.open(at.draft);
  await two.open(at.draft);
  type(one, at.draft, 'Dear Ann');
  await two.until(() => reply(two.replica(at.draft)) === 'Dear Ann');
  type(two, at.draft, ', hello');
  await one.until(() => reply(one.replica(at.draft)) === 'Dear Ann, hello');
  await isSaved(one, at.draft, 2);
  await isSaved(two, at.draft, 2);
  expect(await whatIs(at, at.draft)).toBe('Dear Ann, hello');
  expect(two.received).toContainEqual({
    t: 'writing',
    document: at.draft,
    by: { kind: 'operator', id: idOf(at, 'operator'), name: 'operator' },
  });
  expect(one.received.filter(({ t }) => t === 'writing')).toHaveLength(1);
});

test('STAFF1 what was written at the same time without a network is merged', async () => {
  const at = await stage();
  const [one, two] = [await at.person('operator'), await at.person('other')];
  one.replica(at.draft).getText('reply').insert(0, 'first ');
  two.replica(at.draft).getText('reply').insert(0, 'second ');
  await one.open(at.draft);
  await two.open(at.draft);
  await one.until(() => reply(one.replica(at.draft)).length === 13);
  await two.until(() => reply(two.replica(at.draft)).length === 13);
  expect(reply(one.replica(at.draft))).toBe(reply(two.replica(at.draft)));
});

test('STAFF3 PUB1 nothing is relayed, told as saved or given to a reader before its commit', async () => {
  const writer = unsteady();
  const at = await stage({ wrapWriter: writer.wrap });
  const [one, two] = [await at.person('operator'), await at.person('other')];
  await one.open(at.draft);
  await two.open(at.draft);
  await isSaved(one, at.draft, 1);
  writer.wait();
  type(one, at.draft, 'on its way');
  one.say({ t: 'ping', n: 1 });
  await one.until(() => one.received.some(({ t }) => t === 'pong'));
  expect(await whatIs(at, at.draft)).toBe('');
  expect(reply(two.replica(at.draft))).toBe('');
  expect(one.saved(at.draft)).toBe(1);
  writer.go();
  await isSaved(one, at.draft, 2);
  await two.until(() => reply(two.replica(at.draft)) === 'on its way');
});

test('STAFF3 a write that fails is not lost: the document is closed to come back, and its author sends it again', async () => {
  const writer = unsteady();
  const at = await stage({ wrapWriter: writer.wrap });
  const [one, two] = [await at.person('operator'), await at.person('other')];
  await one.open(at.draft);
  await two.open(at.draft);
  writer.fail();
  type(one, at.draft, 'kept by its author');
  await one.until(() => one.received.some((frame) => frame.t === 'closed' && frame.code === 1013));
  await two.until(() => two.received.some((frame) => frame.t === 'closed' && frame.code === 1013));
  writer.go();
  const epoch = await one.open(at.draft);
  expect(epoch).toBeInstanceOf(Y.Doc);
  await isSaved(one, at.draft, 1);
  expect(await whatIs(at, at.draft)).toBe('kept by its author');
});

test('STAFF3 a document is the same after a restart, with its epoch and with whose its clients are', async () => {
  const at = await stage();
  const one = await at.person('operator');
  await one.open(at.draft);
  type(one, at.draft, 'still here');
  await isSaved(one, at.draft, 2);
  const epochs = (client: TestClient) =>
    client.received.flatMap((frame) => (frame.t === 'opened' && frame.document === at.draft ? [frame.epoch] : []));
  const [epoch] = epochs(one);
  await at.street.stop();
  const again = await stage({ dataDir: at.street.dataDir }, at.conversation);
  const other = await again.person('other');
  const doc = (await other.open(at.draft)) as Y.Doc;
  expect(reply(doc)).toBe('still here');
  expect(epochs(other)).toEqual([epoch]);
  // The client id of the first person is still that person's.
  doc.clientID = one.replica(at.draft).clientID;
  type(other, at.draft, ' forged');
  await other.until(() => other.received.some((frame) => frame.t === 'closed' && frame.code === 4423));
  expect(await whatIs(again, at.draft)).toBe('still here');
});

test('STAFF2 an observer reads and is not heard; the fifth write ends its socket', async () => {
  const at = await stage();
  const [one, watcher] = [await at.person('operator'), await at.person('observer')];
  await one.open(at.draft);
  type(one, at.draft, 'watched');
  await isSaved(one, at.draft, 2);
  expect(reply((await watcher.open(at.draft)) as Y.Doc)).toBe('watched');
  for (let n = 0; n < 5; n += 1) type(watcher, at.draft, 'x');
  expect(await watcher.closed).toBe(4422);
  expect(await whatIs(at, at.draft)).toBe('watched');
});

test('STAFF2 what is a person’s own is the same on its devices and nobody else’s', async () => {
  const at = await stage();
  const [one, two, other] = [await at.person('operator'), await at.person('operator'), await at.person('other')];
  for (const document of [
    operatorDocument(idOf(at, 'operator')),
    ownDraftDocument(at.conversation, idOf(at, 'operator')),
  ]) {
    await one.open(document);
    await two.open(document);
    const root = document.startsWith('operator') ? 'preferences' : 'about';
    one.write(document, (doc) => doc.getMap(root).set('key', { value: 1 }));
    await two.until(() => two.replica(document).getMap(root).has('key'));
    expect(two.replica(document).getMap(root).toJSON()).toEqual({ key: { value: 1 } });
    expect(await other.open(document)).toBe(4403);
  }
});

test('STAFF4 a refused update closes the document for its author alone with 4423; the fifth ends the socket', async () => {
  const at = await stage();
  const [one, two] = [await at.person('operator'), await at.person('other')];
  await two.open(at.draft);
  for (let n = 0; n < 5; n += 1) {
    await one.open(at.draft);
    const forged = new Y.Doc();
    forged.getText('nobody knows this root').insert(0, 'x');
    one.sendUpdate(at.draft, Y.encodeStateAsUpdate(forged));
    if (n < 4) await one.until(() => one.received.filter((f) => f.t === 'closed' && f.code === 4423).length === n + 1);
  }
  expect(await one.closed).toBe(4422);
  type(two, at.draft, 'undisturbed');
  await isSaved(two, at.draft, 2);
  expect(await whatIs(at, at.draft)).toBe('undisturbed');
  expect(await at.street.counted('holdline_staff_updates_refused_total')).toBe(5);
});

test('STAFF4 a document has a size that it does not outgrow, and what only deletes is always taken', async () => {
  const at = await stage();
  const one = await at.person('operator');
  await one.open(at.draft);
  for (let n = 0; n < 4; n += 1) type(one, at.draft, 'x'.repeat(60_000));
  await isSaved(one, at.draft, 5);
  const full = Y.encodeStateAsUpdate(one.replica(at.draft));
  type(one, at.draft, 'y'.repeat(60_000));
  await one.until(() => one.received.some((frame) => frame.t === 'closed' && frame.code === 4423));
  const two = await at.person('other');
  expect(reply((await two.open(at.draft)) as Y.Doc)).toHaveLength(240_000);
  two.write(at.draft, (doc) => doc.getText('reply').delete(10, 200_000));
  await isSaved(two, at.draft, 2);
  expect(full.length).toBeLessThan(256 * 1024);
  type(two, at.draft, 'room again');
  await isSaved(two, at.draft, 3);
});

test('STAFF5 after 200 updates the log becomes a snapshot, and the one before it stays with what leads from it', async () => {
  const at = await stage();
  const one = await at.person('operator');
  await one.open(at.draft);
  // A socket may say fifty updates a second, and no more than two hundred at once.
  for (let n = 0; n < 150; n += 1) type(one, at.draft, `${n % 10}`);
  await isSaved(one, at.draft, 151);
  await at.street.stop();
  const later = await stage({ dataDir: at.street.dataDir }, at.conversation);
  const two = await later.person('operator');
  await two.open(at.draft);
  for (let n = 0; n < 120; n += 1) type(two, at.draft, `${n % 10}`);
  await isSaved(two, at.draft, 121);
  const made = () => rows(later, 'SELECT n FROM staff_snapshots ORDER BY n').map(({ n }) => n);
  await two.until(() => {
    two.say({ t: 'ping', n: 1 });
    return made().length === 1;
  });
  expect(made()[0]).toBeGreaterThan(200);
  expect(rows(later, 'SELECT min(n) AS n FROM staff_updates')[0]?.n).toBe(1);
  expect(await whatIs(later, at.draft)).toHaveLength(270);
});

test('STAFF6 a draft that was sent is empty for everybody, also when the page that sent it is gone', async () => {
  const at = await stage();
  const [one, two] = [await at.person('operator'), await at.person('other')];
  await one.open(at.draft);
  await two.open(at.draft);
  type(one, at.draft, 'Sixty euro. ');
  await isSaved(one, at.draft, 2);
  await one.command('conversation.take', { conversation: at.conversation });
  await one.command('message.send', { conversation: at.conversation, text: 'Sixty euro.', lastSeen: 2 });
  await two.until(() => reply(two.replica(at.draft)) === '');
  type(two, at.draft, 'Anything else?');
  await isSaved(two, at.draft, 2);
  // Other words than those of the draft leave it alone.
  await one.command('message.send', { conversation: at.conversation, text: 'Something else', lastSeen: 3 });
  expect(await whatIs(at, at.draft)).toBe('Anything else?');
});

test('STAFF6 a closed conversation has no draft: its readers begin another life, and its rows are gone', async () => {
  const at = await stage();
  const one = await at.person('operator');
  await one.open(at.draft);
  type(one, at.draft, 'half a th');
  const own = ownDraftDocument(at.conversation, idOf(at, 'operator'));
  await one.open(own);
  one.write(own, (doc) => doc.getText('note').insert(0, 'a note'));
  await isSaved(one, own, 2);
  await one.command('conversation.take', { conversation: at.conversation });
  await one.command('conversation.close', { conversation: at.conversation });
  await one.until(() => one.received.some((f) => f.t === 'closed' && f.document === at.draft && f.code === 4409));
  expect(await whatIs(at, at.draft)).toBe('');
  expect(rows(at, `SELECT key AS n FROM documents WHERE name = '${at.draft}'`)).toEqual([]);
  expect(count(at, 'staff_updates')).toBe(1);
  expect(count(at, 'staff_writers')).toBe(1);
});

/** Writes `from` to `to`, letting a socket say as much as it may. */
async function fill(at: Stage, letters: number): Promise<void> {
  const one = await at.person('operator');
  await one.open(at.draft);
  for (let n = 0; n < letters; n += 1) type(one, at.draft, String.fromCharCode(97 + (n % 26)));
  await isSaved(one, at.draft, letters + 1);
  await one.close();
}

test('STAFF7 a damaged snapshot heals from the one before it and the log; nothing is lost and the epoch stays', async () => {
  const time = manualTime();
  const at = await stage({ clock: time.clock, timers: time.timers });
  const snapshotsAfter = async (n: number): Promise<void> => {
    await fill(at, 20);
    time.pass(32_000);
    const reader = await at.person('other');
    await reader.until(() => {
      reader.say({ t: 'ping', n: 1 });
      return count(at, 'staff_snapshots') === n;
    });
    await reader.close();
  };
  await snapshotsAfter(1);
  await snapshotsAfter(2);
  const before = await whatIs(at, at.draft);
  await at.street.stop();
  const again = await stage(
    {
      dataDir: at.street.dataDir,
      prepare: (connection) =>
        connection.exec(
          `UPDATE staff_snapshots SET bytes = zeroblob(10) WHERE n = (SELECT max(n) FROM staff_snapshots)`,
        ),
    },
    at.conversation,
  );
  expect(await whatIs(again, at.draft)).toBe(before);
  expect(before).toHaveLength(40);
  expect(await again.street.counted('holdline_staff_quarantined_total')).toBe(0);
});

test('STAFF7 a damaged document is put aside, reported and begins anew with what can be believed; nobody else notices', async () => {
  const at = await stage();
  await fill(at, 10);
  const bystander = await startConversation(await connect(at.street, 'visitor.bob'));
  const elsewhere = await at.person('other');
  await elsewhere.open(draftDocument(bystander));
  type(elsewhere, draftDocument(bystander), 'undisturbed');
  await isSaved(elsewhere, draftDocument(bystander), 2);
  await at.street.stop();
  const again = await stage(
    {
      dataDir: at.street.dataDir,
      prepare: (connection) =>
        connection.exec(
          `UPDATE staff_updates SET bytes = CAST('rubbish' AS BLOB) WHERE n = 5 AND document =
           (SELECT key FROM documents WHERE name = '${at.draft}')`,
        ),
    },
    at.conversation,
  );
  const [one, two] = [await again.person('operator'), await again.person('other')];
  const others = two.open(draftDocument(bystander));
  const doc = await one.open(at.draft);
  expect(reply((await others) as Y.Doc)).toBe('undisturbed');
  expect(reply(doc as Y.Doc)).toBe('abcd');
  type(two, draftDocument(bystander), ' still');
  await isSaved(two, draftDocument(bystander), 2);
  type(one, at.draft, '!');
  await isSaved(one, at.draft, 2);
  expect(await whatIs(again, at.draft)).toBe('abcd!');
  expect(await again.street.counted('holdline_staff_quarantined_total')).toBe(1);
  expect(again.street.logLines.join('')).toContain('its rows are put aside');
  const [aside, ...rest] = createStaffStore(again.street.connection).quarantined();
  expect(rest).toEqual([]);
  expect(aside).toMatchObject({ document: at.draft, rows: 10, reason: 'row 5 is damaged' });
  await again.street.stop();
  const third = await stage({ dataDir: at.street.dataDir }, at.conversation);
  expect(await whatIs(third, at.draft)).toBe('abcd!');
});

test('STAFF7 while a damaged document cannot be put aside it is not served and not written', async () => {
  const at = await stage();
  await fill(at, 3);
  await at.street.stop();
  const writer = unsteady();
  const again = await stage(
    {
      dataDir: at.street.dataDir,
      wrapWriter: writer.wrap,
      prepare: (connection) => connection.exec('UPDATE staff_updates SET checksum = checksum + 1 WHERE n = 1'),
    },
    at.conversation,
  );
  writer.fail();
  expect(await whatIs(again, at.draft)).toBe('1013');
  writer.go();
  expect(await whatIs(again, at.draft)).toBe('');
});
