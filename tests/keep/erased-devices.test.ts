import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { createDevice, type Device, type OpenTab } from '../support/device.ts';
import { newCommand, post, signIn, type Staff } from '../support/people.ts';
import { playScene, type Scene } from '../support/scene.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';

let server: ServerProcess;
let owner: Staff;
beforeAll(async () => {
  server = await startServer();
  owner = await signIn(server);
}, 60_000);
afterAll(() => server.dispose());

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function openTab(device: Device): OpenTab {
  const tab = device.open();
  closing.push(tab.client.close);
  return tab;
}

/** Everything that a device keeps in its databases, as one text. */
async function kept(device: Device): Promise<string> {
  const texts: string[] = [];
  for (const { name = '' } of await device.indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = device.indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error(name));
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise<unknown[]>((resolve) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result as unknown[]);
      });
      for (const row of rows) {
        texts.push(JSON.stringify(row));
        for (const value of Object.values(row as object))
          if (ArrayBuffer.isView(value)) texts.push(String(Buffer.from(value.buffer)));
      }
    }
    database.close();
  }
  return texts.join('\n');
}

const erase = ({ contact }: Scene) =>
  fetch(`${server.origin}/api/${contact.replace('contact/', 'contacts/')}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${owner.token}` },
  });

/** Opens these documents until the device has them, its own cursor too. */
async function read({ client }: OpenTab, { document, desk, contact, conversation }: Scene): Promise<void> {
  const replicas = [document, desk, contact].map((name) => client.replicas.open(name));
  await until('all documents are there', () => replicas.every(({ state }) => state === 'synced'));
  client.cursors.advance(conversation, { delivered: 2, seen: 2 });
}

test.each([
  ['an operator', true],
  ['a visitor', false],
])(
  'KEEP6 what %s had on a device that was away while the person was erased is gone when it comes back, and nothing else',
  async (_who, isStaff) => {
    const [erased, other] = [
      await playScene(server, { text: 'erasedcanary', operator: owner }),
      await playScene(server, { text: 'otherwords', operator: owner }),
    ];
    const token = isStaff ? owner.token : erased.visitor.token;
    const device = createDevice({ origin: server.origin, namespace: `device-${isStaff}`, token });
    const first = device.open();
    if (isStaff) {
      await read(first, erased);
      await read(first, other);
    } else {
      const replica = first.client.replicas.open(erased.document);
      await until('the conversation is there', () => replica.state === 'synced');
    }
    await until('the words are on the device', async () => (await kept(device)).includes('erasedcanary'));
    await first.client.close();

    expect((await erase(erased)).status).toBe(200);
    expect(await kept(device)).toContain('erasedcanary');
    openTab(device);
    await until('the words are gone from the device', async () => !(await kept(device)).includes('erasedcanary'));
    const rest = await kept(device);
    expect(rest).not.toContain(`"conversation":"${erased.conversation}"`);
    if (isStaff) {
      expect(rest).toContain('otherwords');
      expect(rest).toContain(`"conversation":"${other.conversation}"`);
    }
  },
);

test('KEEP6 a device that is there drops it at once, in each of its tabs, and is told which', async () => {
  const scene = await playScene(server, { text: 'livecanary', operator: owner });
  const device = createDevice({ origin: server.origin, namespace: 'device-live', token: owner.token });
  const leader = openTab(device);
  await until('the first tab leads', () => leader.client.link.current.state === 'live');
  const follower = openTab(device);
  const replicas = [leader, follower].map(({ client }) => client.replicas.open(scene.document));
  await until('both tabs show it', () => replicas.every(({ doc }) => readConversation(doc) !== null));
  await until('the words are on the device', async () => (await kept(device)).includes('livecanary'));
  const told: (readonly string[] | null)[] = [];
  for (const { client } of [leader, follower]) client.onGone((documents) => told.push(documents));
  expect((await erase(scene)).status).toBe(200);
  await until('both tabs show nothing of it', () =>
    replicas.every(({ state, doc }) => state === 'refused' && readConversation(doc) === null),
  );
  await until('the words are gone from the device', async () => !(await kept(device)).includes('livecanary'));
  await until('both tabs are told', () => told.length === 2);
  expect(told.map((documents) => [...(documents ?? [])].sort())).toEqual(
    [0, 1].map(() => [scene.contact, scene.document].sort()),
  );
  const late = newCommand('note.add', { conversation: scene.conversation, text: 'late' });
  expect(await post(server, owner, late)).toEqual({ status: 'rejected', rejection: { reason: 'not-found' } });
});
