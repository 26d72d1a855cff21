import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { draftDocument, ownDraftDocument } from '#schema/docs/document-name.ts';
import type { Staff } from '../support/people.ts';
import { hire, signIn } from '../support/people.ts';
import { onChannel, openLine, openRawLine, syncMessage, type RawLine } from '../support/raw-line.ts';
import { stockClient } from '../support/read-server.ts';
import { playScene, type Scene } from '../support/scene.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { forgedAwareness } from './hostile-updates.ts';
import { hostileStaffUpdates } from './hostile-staff-updates.ts';

let server: ServerProcess;
let owner: Staff;
let mallory: Staff;
let scene: Scene;
beforeAll(async () => {
  server = await startServer();
  owner = await signIn(server);
  mallory = await hire(server, owner, 'operator', 'Mallory');
  scene = await playScene(server);
}, 60_000);
afterAll(() => server.dispose());

const epochOf = async (name: string): Promise<string> => {
  const line = await openLine(server, owner);
  const opened = await line.open(name);
  line.end();
  if (opened.t !== 'opened') throw new Error(`${name} was refused`);
  return opened.epoch;
};

/** A stock client of the owner, who writes the words that are attacked. */
async function colleague(name: string) {
  const client = stockClient(server, owner, name, { epoch: await epochOf(name) });
  await until('the colleague is synced', () => client.provider.synced);
  return client;
}

const doors = ['/sync/<document>', '/sync'] as const;

test.each(doors)(
  'STAFF4 through %s no attack on a shared draft changes a byte of it, reaches a colleague or disturbs one',
  async (door) => {
    const name = draftDocument(scene.conversation);
    const { doc, provider, destroy } = await colleague(name);
    const text = doc.getText('reply');
    text.insert(text.length, 'words that a colleague wrote');
    const read = async (): Promise<Uint8Array> => {
      const reader = await colleague(name);
      const bytes = Y.encodeStateAsUpdate(reader.doc);
      reader.destroy();
      return bytes;
    };
    await until('they are saved', () => text.length > 0 && provider.synced);
    await expect.poll(async () => (await read()).length).toBeGreaterThan(30);
    const before = await read();
    const heard: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === provider) heard.push(update);
    });
    const target = { victim: doc.clientID, end: text.length, own: 4_000_000_001, text: 'reply', map: null };
    const open = async (): Promise<{
      line: RawLine;
      send: (bytes: Uint8Array) => void;
      refused: () => Promise<unknown>;
    }> => {
      if (door === '/sync') {
        const line = await openLine(server, mallory);
        const opened = await line.open(name);
        if (opened.t !== 'opened') throw new Error('a draft is open to an operator');
        return {
          line,
          send: (bytes) => line.sendBytes(onChannel(opened.channel, syncMessage(2, bytes))),
          refused: () => until('it is refused', () => line.frames.some((f) => f.t === 'closed' && f.code === 4423)),
        };
      }
      const line = await openRawLine(server, mallory, `/${name}?epoch=${await epochOf(name)}`);
      return {
        line,
        send: (bytes) => line.sendBytes(syncMessage(1, bytes)),
        refused: async () => expect(await line.closed).toBe(4423),
      };
    };
    for (const { bytes } of hostileStaffUpdates(target)) {
      const { line, send, refused } = await open();
      send(bytes);
      await refused();
      line.end();
    }
    expect(heard).toEqual([]);
    expect(await read()).toEqual(before);
    text.insert(0, 'undisturbed: ');
    await expect.poll(async () => (await read()).length).toBeGreaterThan(before.length);
    destroy();
  },
  60_000,
);

test('STAFF4 A5 A17 what one may do to a colleague’s words is no attack: they write one text', async () => {
  const name = draftDocument((await playScene(server)).conversation);
  const [one, two] = [await colleague(name), stockClient(server, mallory, name, { epoch: await epochOf(name) })];
  await until('the second is synced', () => two.provider.synced);
  one.doc.getText('reply').insert(0, 'one two');
  await until('it arrives', () => two.doc.getText('reply').length === 7);
  two.doc.getText('reply').delete(3, 4);
  two.doc.getText('reply').insert(1, '-');
  await until('it comes back', () => one.doc.getText('reply').toJSON() === 'o-ne');
  one.destroy();
  two.destroy();
});

test('STAFF4 A6 A15 nor does any attack on a person’s own document, which holds keys', async () => {
  const name = ownDraftDocument(scene.conversation, mallory.id);
  const line = await openLine(server, mallory);
  let opened = await line.open(name);
  if (opened.t !== 'opened') throw new Error('refused');
  const doc = new Y.Doc();
  doc.clientID = 2_000_000_002;
  doc.getText('note').insert(0, 'mine');
  line.sendBytes(onChannel(opened.channel, syncMessage(2, Y.encodeStateAsUpdate(doc))));
  await until('it is saved', () => line.frames.some(({ t }) => t === 'saved'));
  line.end();
  const target = { victim: 2_000_000_002, end: 4, own: 4_000_000_001, text: 'note', map: 'about' };
  for (const { bytes } of hostileStaffUpdates(target)) {
    const attacker = await openLine(server, mallory);
    opened = await attacker.open(name);
    if (opened.t !== 'opened') throw new Error('refused');
    attacker.sendBytes(onChannel(opened.channel, syncMessage(2, bytes)));
    // The clients of its own document are all its own: what only forges those is no more than a strange way to write.
    attacker.say({ t: 'ping', n: 1 });
    await until('it is dealt with', () => attacker.frames.some(({ t }) => t === 'pong' || t === 'closed'));
    attacker.end();
  }
  const { doc: read, provider, destroy } = stockClient(server, mallory, name, { epoch: opened.epoch });
  await until('it is read', () => provider.synced);
  expect([read.store.pendingStructs, read.store.pendingDs]).toEqual([null, null]);
  expect(read.getText('note').toJSON()).toContain('mine');
  expect(Y.encodeStateAsUpdate(read).length).toBeLessThan(1_000);
  destroy();
}, 60_000);

test('STAFF4 A18 awareness of whoever it may be is passed to nobody', async () => {
  const name = draftDocument(scene.conversation);
  const bystander = await colleague(name);
  const line = await openLine(server, mallory);
  const opened = await line.open(name);
  if (opened.t !== 'opened') throw new Error('refused');
  for (let n = 0; n < 200; n += 1) line.sendBytes(onChannel(opened.channel, forgedAwareness(50)));
  line.say({ t: 'ping', n: 1 });
  await until('it is answered', () => line.frames.some(({ t }) => t === 'pong'));
  expect(bystander.provider.awareness.getStates().size).toBeLessThanOrEqual(1);
  line.end();
  bystander.destroy();
});
