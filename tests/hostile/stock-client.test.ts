import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Message } from '#schema/conversation/conversation.ts';
import { TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { mustPost, newCommand, signIn, type Caller, type Staff } from '../support/people.ts';
import { onChannel, openLine, openRawLine, syncMessage } from '../support/raw-line.ts';
import { readBytes, readWithStockClient, stockClient } from '../support/read-server.ts';
import { playScene, type Scene } from '../support/scene.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { forgedAwareness, harms, hostileUpdates } from './hostile-updates.ts';

let server: ServerProcess;
let owner: Staff;
let scene: Scene;
beforeAll(async () => {
  server = await startServer();
  owner = await signIn(server);
  scene = await playScene(server, { operator: owner });
}, 60_000);
afterAll(() => server.dispose());

/** Everything that the server writes about this scene, as bytes. */
const allBytes = async (of: Scene): Promise<readonly Buffer[]> => {
  const all = [];
  for (const name of [of.document, of.desk, of.contact]) all.push(Buffer.from(await readBytes(server, owner, name)));
  return all;
};

const texts = (doc: Y.Doc): readonly unknown[] =>
  doc
    .getArray<Message>('messages')
    .toArray()
    .flatMap((message) => (message.kind === 'text' ? [message.text] : []));

const droppedWrites = async (): Promise<number> =>
  Number(
    /^holdline_dropped_writes_total (\d+)$/m.exec(await (await fetch(`${server.origin}/metrics`)).text())?.[1] ?? 0,
  );

/** Whoever is there, in the middle of it all: the server still takes messages and gives them to its readers. */
async function stillServes(): Promise<void> {
  const fresh = await playScene(server, { text: 'still here' });
  const { doc, destroy } = stockClient(server, owner, fresh.document);
  await until('a new conversation is read', () => texts(doc).includes('still here'));
  destroy();
}

describe('a stock y-websocket client', () => {
  test('DOC2 reads a conversation live with nothing pending, and has the bytes that the server has', async () => {
    const live = await playScene(server);
    const { doc, provider, destroy } = stockClient(server, owner, live.document);
    await until('it is synced', () => provider.synced);
    expect(texts(doc)).toEqual(['hello']);
    for (const text of ['one', 'two'])
      await mustPost(
        server,
        live.visitor,
        newCommand('message.send', { conversation: live.conversation, text, lastSeen: 2 }),
      );
    await until('what was said arrives', () => texts(doc).length === 3);
    expect(texts(doc)).toEqual(['hello', 'one', 'two']);
    expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
    expect(Buffer.from(Y.encodeStateAsUpdate(doc))).toEqual(Buffer.from(await readBytes(server, owner, live.document)));
    destroy();
  });

  test('DOC6 its own writes reach nobody and change nothing; the fifth ends its socket with 4422', async () => {
    const before = await allBytes(scene);
    const bystander = stockClient(server, owner, scene.document);
    await until('the bystander is synced', () => bystander.provider.synced);
    const { doc, provider, destroy } = stockClient(server, owner, scene.document);
    const codes: number[] = [];
    provider.on('connection-close', (event) => codes.push(event?.code ?? 0));
    await until('it is synced', () => provider.synced);
    for (let n = 0; n < 5; n += 1) doc.getArray('messages').push([{ seq: 100 + n, text: 'forged', kind: 'text' }]);
    await until('its socket is closed', () => codes.length > 0);
    destroy();
    expect(codes[0]).toBe(4422);
    expect(await allBytes(scene)).toEqual(before);
    expect(texts(bystander.doc)).not.toContain('forged');
    bystander.destroy();
  });
});

describe('updates that no client of ours would write', () => {
  const corpus = (document: Uint8Array) => hostileUpdates(document);

  test('the corpus is hostile: nearly each harms a document that takes it', async () => {
    const bytes = await readBytes(server, owner, scene.document);
    const harmless = corpus(bytes).filter((update) => !harms(bytes, update));
    // The clock of the last one is known already; only its time would be wrong.
    expect(harmless.map(({ name }) => name)).toEqual(['A20 the document itself once more']);
  });

  const doors = ['/sync/<document>', '/sync'] as const;
  test.each(doors)(
    'DOC6 through %s leave every byte as it was, also after a restart, and end the socket with 4422',
    async (door) => {
      const before = await allBytes(scene);
      const bystander = await openRawLine(server, owner, `/${scene.document}`);
      const counted = await droppedWrites();
      const updates = corpus(before[0] as Buffer);
      let sent = 0;
      for (let from = 0; from + 5 <= updates.length; from += 5) {
        const line =
          door === '/sync' ? await openLine(server, owner) : await openRawLine(server, owner, `/${scene.document}`);
        const opened = door === '/sync' ? await line.open(scene.document) : null;
        for (const [n, { bytes }] of updates.slice(from, from + 5).entries()) {
          // An answer to a question that nobody asked is a write as well.
          const message = syncMessage(n % 2 === 0 ? 2 : 1, bytes);
          line.sendBytes(opened?.t === 'opened' ? onChannel(opened.channel, message) : message);
          sent += 1;
        }
        expect(await line.closed).toBe(4422);
      }
      expect(sent).toBeGreaterThanOrEqual(25);
      expect((await droppedWrites()) - counted).toBe(sent);
      expect(await allBytes(scene)).toEqual(before);
      expect(bystander.heard).toEqual([]);
      expect(Buffer.from(await readWithStockClient(server, owner, scene.document))).toEqual(before[0]);
      await stillServes();
      bystander.end();
      await server.kill();
      await server.start();
      expect(await allBytes(scene)).toEqual(before);
    },
  );

  test('DOC6 the team, which is written in memory, takes none either', async () => {
    const line = await openLine(server, owner);
    const opened = await line.open(TEAM_DOCUMENT);
    if (opened.t !== 'opened') throw new Error('the team is open to its owner');
    const reader = await openRawLine(server, owner, `/${TEAM_DOCUMENT}?epoch=${opened.epoch}`);
    reader.sendBytes(syncMessage(0, new Uint8Array([0])));
    await until('the team is told', () => reader.heard.length > 0);
    const before = reader.heard.length;
    for (const { bytes } of corpus(new Uint8Array([0, 0])).slice(0, 4))
      line.sendBytes(onChannel(opened.channel, syncMessage(2, bytes)));
    line.say({ t: 'ping', n: 1 });
    await until('the ping behind them is answered', () => line.frames.some(({ t }) => t === 'pong'));
    reader.sendBytes(syncMessage(0, new Uint8Array([0])));
    await until('the team is told again', () => reader.heard.length > before);
    const [first, second] = [reader.heard[0], reader.heard.at(-1)];
    expect(second).toEqual(first);
    line.end();
    reader.end();
  });
});

describe('bytes that are no messages', () => {
  const junk: readonly (readonly [string, Uint8Array])[] = [
    ['nothing at all', new Uint8Array()],
    ['a step that there is not', new Uint8Array([0, 9, 0])],
    ['a length beyond the end', new Uint8Array([0, 2, 255, 255, 255, 255, 15, 1])],
    ['a length without end', new Uint8Array([0, 2, 255, 255, 255, 255, 255, 255, 255, 255, 255])],
    ['something behind the end', new Uint8Array([0, 2, 1, 0, 0, 0])],
    ['noise', Uint8Array.from({ length: 5_000 }, (_, n) => ((n * 7919) % 2 === 0 ? 0 : (n * 31) % 256))],
  ];
  const vectors: readonly (readonly [string, Uint8Array])[] = [
    ['a state vector of noise', new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255, 1])],
    ['a state vector of a million clients that are not there', new Uint8Array([192, 132, 61, 1, 5])],
  ];

  test.each(junk)('WIRE2 %s ends the socket with 4400 through both doors', async (_name, bytes) => {
    const bare = await openRawLine(server, owner, `/${scene.document}`);
    bare.sendBytes(bytes);
    expect(await bare.closed).toBe(4400);
    const line = await openLine(server, owner);
    const opened = await line.open(scene.document);
    if (opened.t !== 'opened') throw new Error('refused');
    line.sendBytes(onChannel(opened.channel, bytes));
    expect(await line.closed).toBe(4400);
    await stillServes();
  });

  test.each(vectors)(
    'DOC2 %s gets the whole document or the end of the socket, and nothing else suffers',
    async (_name, vector) => {
      const bare = await openRawLine(server, owner, `/${scene.document}`);
      bare.sendBytes(syncMessage(0, vector));
      const outcome = await Promise.race([
        bare.closed,
        until('an answer', () => bare.heard.length > 0).then(() => 'answered' as const),
      ]);
      expect(['answered', 4400]).toContain(outcome);
      bare.end();
      await stillServes();
    },
  );

  test('WIRE2 a text message on a bare document, a document frame before hello, and one of an unknown channel', async () => {
    const bare = await openRawLine(server, owner, `/${scene.document}`);
    bare.socket.send('{"t":"ping","n":1}');
    expect(await bare.closed).toBe(4400);
    const early = await openRawLine(server, owner);
    early.sendBytes(onChannel(1, syncMessage(0, new Uint8Array([0]))));
    expect(await early.closed).toBe(4400);
    const line = await openLine(server, owner);
    line.sendBytes(onChannel(999_999, syncMessage(0, new Uint8Array([0]))));
    line.say({ t: 'ping', n: 7 });
    await until('it is answered', () => line.frames.some(({ t }) => t === 'pong'));
    // No bytes, and nothing but what everybody of the staff is told.
    expect(line.heard).toHaveLength(line.frames.length);
    expect(line.frames.map(({ t }) => t).filter((t) => t !== 'looks')).toEqual(['welcome', 'pong']);
    line.end();
  });

  test('A18 floods of forged awareness reach nobody', async () => {
    const before = await allBytes(scene);
    const bystander = stockClient(server, owner, scene.document);
    await until('the bystander is synced', () => bystander.provider.synced);
    const line = await openRawLine(server, owner, `/${scene.document}`);
    const listener = await openLine(server, owner);
    await listener.open(scene.document);
    for (let n = 0; n < 500; n += 1) line.sendBytes(forgedAwareness(100));
    line.sendBytes(syncMessage(0, new Uint8Array([0])));
    await until('what comes behind the flood is answered', () => line.heard.length > 0);
    expect(bystander.provider.awareness.getStates().size).toBe(1);
    expect(Buffer.concat([...line.heard, ...listener.heard]).includes('AWARENESS-OF-MALLORY')).toBe(false);
    expect(await allBytes(scene)).toEqual(before);
    bystander.destroy();
    line.end();
    listener.end();
  });
});

describe('frames over the limit', () => {
  const codeFor = async (caller: Caller, path: string, size: number): Promise<number> => {
    const line = path === '' ? await openLine(server, caller) : await openRawLine(server, caller, path);
    line.sendBytes(new Uint8Array(size));
    return line.closed;
  };

  test('WIRE3 close the socket: a person over 256 KB, a visitor over 64 KB, through both doors', async () => {
    const kilobyte = 1024;
    for (const path of ['', `/${scene.document}`]) {
      expect(await codeFor(owner, path, 256 * kilobyte + 1)).toBe(4413);
      expect(await codeFor(scene.visitor, path, 64 * kilobyte + 1)).toBe(4413);
      // Far over it the library cuts the line while it is still reading.
      expect([1009, 1006]).toContain(await codeFor(owner, path, 2_000 * kilobyte));
    }
    await stillServes();
  });
});
