import { deflateSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { joinChapters } from '#schema/conversation/join-chapters.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { stateFromBytes, stateToBytes } from '#schema/docs/server-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { ChapterRow, Writer } from '../commit/writer.ts';
import {
  closeCode,
  connect,
  openSocket,
  startConversation,
  syncMessage,
  type TestClient,
} from '../testing/test-client.ts';
import { newId, openTestStreet, type TestStreetOptions } from '../testing/test-street.ts';
import { systemTimers, type Timers } from '../timers.ts';

type Opened = Awaited<ReturnType<typeof openTestStreet>>;
const opened: Opened[] = [];
afterEach(async () => {
  for (const street of opened.splice(0).reverse()) await street.close();
});

/** Housekeeping comes fifty times a second. */
const timers: Timers = {
  soon: systemTimers.soon,
  after: (ms, run) => systemTimers.after(ms === 1_000 ? 20 : ms, run),
};
const visitorRate = { burst: 1e4, window: 1_000, aDay: 1e5 };
const FIVE = { messages: 5, bytes: 1e9 };

async function open(options: TestStreetOptions = {}): Promise<Opened> {
  const street = await openTestStreet({ timers, visitorRate, chapterLimits: FIVE, ...options });
  opened.push(street);
  return street;
}

const say = (who: TestClient, conversation: ConversationId, text: string) =>
  who.command('message.send', { conversation, text, lastSeen: 0 });

async function sayMany(who: TestClient, conversation: ConversationId, from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number += 1) {
    expect(await say(who, conversation, `${number}`)).toMatchObject({ status: 'accepted' });
  }
}

const rowsOf = (street: Opened) =>
  street.connection
    .prepare<{ number: number; first_seq: number; last_seq: number }>(
      'SELECT number, first_seq, last_seq FROM chapters ORDER BY number',
    )
    .all();

/** Waits for housekeeping to have sealed so many chapters. */
async function sealed(street: Opened, count: number): Promise<void> {
  await expect.poll(() => rowsOf(street).length, { timeout: 5_000, interval: 5 }).toBe(count);
}

function sealedChapter(street: Opened, conversation: ConversationId, number: number) {
  const chapter = street.street.readChapter(street.people.actor('operator'), conversation, number);
  if (chapter === null) throw new Error(`no chapter ${number}`);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, chapter.bytes);
  const content = readConversation(doc);
  if (content === null) throw new Error(`chapter ${number} is empty`);
  return { ...chapter, content };
}

/** A fresh reader's view: the live chapter, and all of it with the sealed ones before. */
async function read(
  street: Opened,
  conversation: ConversationId,
): Promise<{ live: Conversation; whole: Conversation }> {
  const reader = await connect(street, 'operator.observer');
  const doc = await reader.open(conversationDocument(conversation));
  if (typeof doc === 'number') throw new Error(`refused with ${doc}`);
  const live = readConversation(doc);
  await reader.close();
  if (live === null) throw new Error('the live chapter is empty');
  const earlier = Array.from({ length: live.previous?.number ?? 0 }, (_, index) =>
    sealedChapter(street, conversation, index + 1),
  );
  return {
    live,
    whole: joinChapters(
      live,
      earlier.map(({ content }) => content),
    ),
  };
}

const textsOf = ({ messages }: Conversation) => messages.flatMap((one) => (one.kind === 'text' ? [one.text] : []));
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `${from + index}`);

describe('a conversation that grows', () => {
  test('DOC7 goes on in a new chapter under a new epoch, and its readers are told to come back', async () => {
    const street = await open();
    const visitor = await connect(street, 'visitor.ann');
    const operator = await connect(street, 'operator.operator');
    const conversation = await startConversation(visitor);
    await operator.open(conversationDocument(conversation));
    await sayMany(visitor, conversation, 1, 4);
    await operator.until(() => operator.received.some((frame) => frame.t === 'closed'));
    expect(operator.received.find((frame) => frame.t === 'closed')).toMatchObject({ code: 4409 });

    await sayMany(visitor, conversation, 5, 6);
    const { live, whole } = await read(street, conversation);
    expect(textsOf(live)).toEqual(['5', '6']);
    expect(live.previous).toMatchObject({ number: 1, lastSeq: 5 });
    expect(textsOf(whole)).toEqual(numbers(1, 6));
    expect(whole.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);

    const again = await connect(street, 'operator.operator');
    await again.open(conversationDocument(conversation));
    const epochs = [operator, again].map((client) => client.received.find((frame) => frame.t === 'opened')?.epoch);
    expect(epochs[1]).toBe(`${epochs[0]}.2`);
    const vector = Y.encodeStateVectorFromUpdate(sealedChapter(street, conversation, 1).bytes);
    expect(Y.decodeStateVector(vector).get(1)).toBe(live.previous?.clock);
  });

  test('DOC7 also when it is its bytes that became many', async () => {
    const street = await open({ chapterLimits: { messages: 1e6, bytes: 2_000 } });
    const visitor = await connect(street, 'visitor.ann');
    const conversation = await startConversation(visitor);
    for (let index = 0; index < 3; index += 1) await say(visitor, conversation, 'x'.repeat(900));
    await sealed(street, 1);
    expect((await read(street, conversation)).live.previous?.number).toBe(1);
  });

  test('DOC5 DOC7 many times; each chapter follows the one before, and unloading and a restart change nothing', async () => {
    const street = await open({ idleBytes: 0 });
    const visitor = await connect(street, 'visitor.ann');
    const conversation = await startConversation(visitor);
    for (let chapter = 0; chapter < 4; chapter += 1) {
      await sayMany(visitor, conversation, chapter * 5 + 1, chapter * 5 + 5);
      await sealed(street, chapter + 1);
    }
    const rows = rowsOf(street);
    expect(rows.map(({ first_seq }) => first_seq)).toEqual([1, ...rows.slice(0, -1).map((row) => row.last_seq + 1)]);
    const before = await read(street, conversation);
    expect(textsOf(before.whole)).toEqual(numbers(1, 20));
    await visitor.close();
    await street.stop();
    const again = await open({ dataDir: street.dataDir });
    expect(await read(again, conversation)).toEqual(before);
    const back = await connect(again, 'visitor.ann');
    await sayMany(back, conversation, 21, 22);
    expect(textsOf((await read(again, conversation)).whole)).toEqual(numbers(1, 22));
  });

  test('CMD4 CMD6 words of a sealed chapter can be changed, and the stale-reply guard sees what was done in it', async () => {
    const street = await open();
    const visitor = await connect(street, 'visitor.ann');
    const operator = await connect(street, 'operator.operator');
    const other = await connect(street, 'operator.other');
    const conversation = await startConversation(visitor);
    const early = newId();
    await visitor.command('message.send', { conversation, text: 'helo', lastSeen: 0 }, early);
    await visitor.command('message.edit', { conversation, message: early as never, text: 'hello' });
    await operator.command('conversation.take', { conversation });
    await sayMany(visitor, conversation, 1, 3);
    await sealed(street, 1);
    const last = rowsOf(street)[0]?.last_seq ?? 0;
    const edit = { conversation, message: early as never };
    expect(await visitor.command('message.edit', { ...edit, text: 'Hello!' })).toMatchObject({ status: 'accepted' });
    expect(await visitor.command('message.edit', { ...edit, text: 'Hello!' })).toMatchObject({ status: 'accepted' });
    const { live, whole } = await read(street, conversation);
    expect(live.edits.get(early as never)).toMatchObject({ text: 'Hello!', rev: 2 });
    expect(whole.edits.get(early as never)).toMatchObject({ text: 'Hello!', rev: 2 });
    expect(last).toBeGreaterThanOrEqual(6);

    const held = await other.command('message.send', { conversation, text: 'Hi', lastSeen: 2, offline: true });
    expect(held).toMatchObject({ status: 'held', changes: [{ kind: 'taken' }] });
    expect(await visitor.command('cursor.advance', { conversation, delivered: last, seen: last })).toMatchObject({
      status: 'accepted',
    });
  });

  test('DOC7 its notes and its contact stay whole', async () => {
    const street = await open({ chapterLimits: { messages: 2, bytes: 100 } });
    const visitor = await connect(street, 'visitor.ann');
    const operator = await connect(street, 'operator.operator');
    const conversation = await startConversation(visitor);
    for (let index = 0; index < 5; index += 1) {
      await operator.command('note.add', { conversation, text: `${index}` });
      await visitor.command('contact.update', { fields: { name: `Ann ${index}` } } as never);
    }
    await sealed(street, 1);
    const desks = street.connection.prepare('SELECT name FROM documents JOIN chapters ON document = key').all();
    expect(desks).toEqual([{ name: conversationDocument(conversation) }]);
  });
});

describe('a stock y-websocket client', () => {
  const stock = (street: Opened, conversation: ConversationId, vector: Uint8Array, epoch = '') => {
    const query = epoch === '' ? '' : `?epoch=${epoch}`;
    const socket = openSocket(street.port, `/sync/${conversationDocument(conversation)}${query}`, 'operator.operator');
    socket.once('open', () => socket.send(syncMessage(0, vector)));
    return socket;
  };
  const EMPTY = Uint8Array.of(0);

  test('DOC4 is closed with 4409 when its chapter ends, and never given the next one on top of it', async () => {
    const street = await open();
    const visitor = await connect(street, 'visitor.ann');
    const conversation = await startConversation(visitor);
    const reading = stock(street, conversation, EMPTY);
    await new Promise((resolve) => reading.once('message', resolve));
    const ended = closeCode(reading);
    await sayMany(visitor, conversation, 1, 5);
    expect(await ended).toBe(4409);
    await sayMany(visitor, conversation, 6, 6);

    const known = Y.encodeStateVectorFromUpdate(sealedChapter(street, conversation, 1).bytes);
    expect(await closeCode(stock(street, conversation, known))).toBe(4409);
    const { epoch } = sealedChapter(street, conversation, 1);
    expect(await closeCode(stock(street, conversation, known, epoch))).toBe(4409);
    for (const told of ['', `${epoch}.2`]) {
      const fresh = stock(street, conversation, EMPTY, told);
      const answer = await new Promise<Buffer>((resolve) => fresh.once('message', resolve));
      expect(answer.toString()).toContain('previous');
      fresh.close();
    }
  });
});

/** A writer whose sealing does what `how` says. */
function sealingWriter() {
  const asked: ChapterRow[] = [];
  let how: (write: () => Promise<boolean>) => Promise<boolean> = (write) => write();
  return {
    asked,
    set: (next: typeof how) => void (how = next),
    wrapWriter: (writer: Writer): Writer => ({
      ...writer,
      saveChapter: (row) => {
        asked.push(row);
        return how(() => writer.saveChapter(row));
      },
    }),
  };
}

describe('between the seal and the new chapter', () => {
  async function fiveSaid(writer: ReturnType<typeof sealingWriter>) {
    const street = await open({ wrapWriter: writer.wrapWriter });
    const visitor = await connect(street, 'visitor.ann');
    const conversation = await startConversation(visitor);
    await sayMany(visitor, conversation, 1, 5);
    await expect.poll(() => writer.asked.length, { interval: 5 }).toBeGreaterThan(0);
    return { street, visitor, conversation };
  }

  test('DOC7 what is committed while the seal is on its way belongs to the next chapter', async () => {
    const writer = sealingWriter();
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    writer.set((write) => gate.then(write));
    const { street, visitor, conversation } = await fiveSaid(writer);
    await sayMany(visitor, conversation, 6, 7);
    // Its readers have these words under the old epoch already.
    expect(textsOf((await read(street, conversation)).live)).toEqual(numbers(1, 7));
    letGo();
    await sealed(street, 1);
    await expect.poll(async () => (await read(street, conversation)).live.previous?.number).toBe(1);
    const end = rowsOf(street)[0]?.last_seq ?? 0;
    const { live, whole } = await read(street, conversation);
    expect(live.messages.map(({ seq }) => seq)).toEqual(numbers(end + 1, 8).map(Number));
    expect(textsOf(whole)).toEqual(numbers(1, 7));
  });

  test.each([
    ['after the row is on the disk', true, 1],
    ['before it is', false, 0],
  ])('DOC7 COMMIT4 a crash %s leaves one situation or the other', async (_when, reachesDisk, chapters) => {
    const writer = sealingWriter();
    writer.set(async (write) => {
      if (reachesDisk) await write();
      return new Promise<boolean>(() => undefined);
    });
    const { street, visitor, conversation } = await fiveSaid(writer);
    await sayMany(visitor, conversation, 6, 7);
    if (reachesDisk) await sealed(street, 1);
    await visitor.close();
    await street.stop();
    expect(rowsOf(await open({ dataDir: street.dataDir, chapterLimits: { messages: 1e6, bytes: 1e9 } }))).toHaveLength(
      chapters,
    );
    const again = opened.at(-1);
    if (again === undefined) throw new Error('not open');
    const { live, whole } = await read(again, conversation);
    expect(live.previous?.number ?? 0).toBe(chapters);
    expect(textsOf(whole)).toEqual(numbers(1, 7));
    const back = await connect(again, 'visitor.ann');
    await sayMany(back, conversation, 8, 8);
    expect(textsOf((await read(again, conversation)).whole)).toEqual(numbers(1, 8));
  });

  test('DOC7 when the answer is lost, what the disk says counts', async () => {
    const writer = sealingWriter();
    writer.set((write) => write().then(() => false));
    const { street, conversation } = await fiveSaid(writer);
    await sealed(street, 1);
    await expect.poll(async () => (await read(street, conversation)).live.previous?.number).toBe(1);
  });

  test('DOC7 a disk that refuses leaves the chapter open, and it is tried again', async () => {
    const writer = sealingWriter();
    writer.set(() => Promise.resolve(false));
    const { street, visitor, conversation } = await fiveSaid(writer);
    await sayMany(visitor, conversation, 6, 6);
    await expect.poll(() => writer.asked.length, { interval: 5 }).toBeGreaterThan(2);
    expect((await read(street, conversation)).live.previous).toBeUndefined();
    writer.set((write) => write());
    await sealed(street, 1);
    expect(textsOf((await read(street, conversation)).whole)).toEqual(numbers(1, 6));
  });
});

test('DOC9 a disk that refuses a chapter is asked again once a second, and takes it as soon as it can', async () => {
  const writer = sealingWriter();
  writer.set(() => new Promise((resolve) => setImmediate(() => resolve(false))));
  const rounds = new Set<() => void>();
  const byHand: Timers = {
    soon: systemTimers.soon,
    after: (ms, run) => {
      if (ms !== 1_000) return systemTimers.after(ms, run);
      rounds.add(run);
      return () => void rounds.delete(run);
    },
  };
  const round = async (): Promise<void> => {
    for (const run of [...rounds]) {
      rounds.delete(run);
      run();
    }
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  };
  const street = await open({ wrapWriter: writer.wrapWriter, timers: byHand, idleBytes: 0 });
  const visitor = await connect(street, 'visitor.ann');
  const conversations = [await startConversation(visitor), await startConversation(visitor)];
  for (const conversation of conversations) await sayMany(visitor, conversation, 1, 5);
  await round();
  const before = writer.asked.length;
  expect(before).toBeLessThanOrEqual(3);
  for (let second = 1; second <= 4; second += 1) {
    await round();
    expect(writer.asked.length).toBe(before + second);
  }
  // Both have their turn, and whoever looks in does not ask the disk for it.
  expect(new Set(writer.asked.slice(before).map(({ document }) => document)).size).toBe(2);
  for (const conversation of conversations) await read(street, conversation);
  expect(writer.asked.length).toBe(before + 4);

  writer.set((write) => write());
  await round();
  await sealed(street, 1);
  await round();
  await sealed(street, 2);
  for (const conversation of conversations)
    expect(textsOf((await read(street, conversation)).whole)).toEqual(numbers(1, 5));
});

describe('what is on the disk', () => {
  async function twoChapters(options: TestStreetOptions = {}) {
    const street = await open(options);
    const visitor = await connect(street, 'visitor.ann');
    const conversation = await startConversation(visitor);
    for (let chapter = 0; chapter < 2; chapter += 1) {
      await sayMany(visitor, conversation, chapter * 5 + 1, chapter * 5 + 5);
      await sealed(street, chapter + 1);
    }
    await sayMany(visitor, conversation, 11, 12);
    await visitor.close();
    return { street, conversation };
  }

  test('DOC7 a damaged chapter is built from its entries, to the same bytes', async () => {
    const { street, conversation } = await twoChapters();
    for (const number of [1, 2]) {
      const whole = sealedChapter(street, conversation, number);
      for (const bytes of [
        whole.deflated.slice(0, -5),
        whole.deflated.map((byte) => byte ^ 1),
        new Uint8Array(3),
        deflateSync(whole.bytes.slice(1)),
      ]) {
        street.connection.prepare('UPDATE chapters SET bytes = ? WHERE number = ?').run(bytes, number);
        const again = sealedChapter(street, conversation, number);
        expect(Buffer.compare(again.bytes, whole.bytes)).toBe(0);
        expect(again.digest).toBe(whole.digest);
      }
    }
    expect(street.logLines.join('')).toContain('a sealed chapter is damaged');
    expect(stateToBytes(stateFromBytes(sealedChapter(street, conversation, 2).bytes)).length).toBeGreaterThan(100);
  });

  test('DOC3 where the newest chapter’s end cannot be trusted, its conversation is refused and no other', async () => {
    const { street, conversation } = await twoChapters();
    await street.stop();
    const again = await open({
      dataDir: street.dataDir,
      prepare: (connection) => connection.exec('UPDATE chapters SET last_seq = last_seq - 1 WHERE number = 2'),
    });
    const visitor = await connect(again, 'visitor.ann');
    expect(await visitor.open(conversationDocument(conversation))).toBe(1013);
    expect(await say(visitor, conversation, 'more')).toMatchObject({ status: 'retry' });
    const another = await startConversation(visitor);
    expect(await say(visitor, another, 'hello')).toMatchObject({ status: 'accepted' });
  });

  test('DOC7 a snapshot of an earlier chapter is never taken for the live one', async () => {
    const { street, conversation } = await twoChapters();
    const before = await read(street, conversation);
    const { bytes, content } = sealedChapter(street, conversation, 2);
    await street.stop();
    const again = await open({
      dataDir: street.dataDir,
      prepare: (connection) => {
        connection.exec('DELETE FROM snapshots');
        const head = JSON.stringify(content.head);
        const insert = 'INSERT INTO snapshots (document, chapter, seq, head, bytes) VALUES (1, 2, 12, ?, ?)';
        connection.prepare(insert).run(head, bytes);
      },
    });
    expect(await read(again, conversation)).toEqual(before);
  });
});
