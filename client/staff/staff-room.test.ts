import { afterEach, expect, test, vi } from 'vitest';
import { draftDocument, type DocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import { connect, startConversation } from '#sync-server/testing/test-client.ts';
import { openTestStreet, type TestStreet } from '#sync-server/testing/test-street.ts';
import { createBrowser, type Browser, type Tab } from '../../tests/support/browser.ts';
import { createDisk } from '../../tests/support/disk.ts';
import { createClient } from '../create-client.ts';
import type { ClientEnvironment } from '../environment.ts';
import type { HoldlineClient, StaffReplica } from '../interface.ts';
import { createProviderFeed } from '../replicas/provider-feed.ts';
import { createDeskRooms } from './desk-rooms.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 15_000, interval: 5 });
const words = ({ doc }: StaffReplica): string => doc.getText('reply').toJSON();
const type = (replica: StaffReplica, text: string, at = words(replica).length): void =>
  replica.doc.getText('reply').insert(at, text);

interface Seat {
  readonly client: HoldlineClient;
  readonly tab: Tab;
  readonly draft: StaffReplica;
}

interface World {
  street: TestStreet & { readonly dataDir: string };
  readonly conversation: ConversationId;
  readonly name: DocumentName;
  readonly device: () => Device;
}
interface Device {
  readonly browser: Browser;
  readonly open: (who?: string, over?: Partial<ClientEnvironment>) => Promise<Seat>;
}

let devices = 0;

async function world(): Promise<World> {
  const street = await openTestStreet();
  closing.push(() => at.street.close());
  const conversation = await startConversation(await connect(street, 'visitor.ann'));
  const name = draftDocument(conversation);
  const device = (): Device => {
    const browser = createBrowser();
    devices += 1;
    const space = `device-${devices}`;
    return {
      browser,
      open: async (who = 'operator', over = {}) => {
        const tab = browser.tab({
          locks: {
            request: ((lock: string, options: LockOptions, work: () => Promise<unknown>) =>
              navigator.locks.request(space + lock, options, work)) as LockManager['request'],
          },
          ...over,
        });
        const { port } = at.street;
        const client = createClient(
          { origin: `http://127.0.0.1:${port}`, namespace: `${space}-${who}`, bearer: `operator.${who}`, actor: null },
          tab.environment,
          createProviderFeed,
          createDeskRooms,
        );
        closing.push(client.close);
        const draft = client.staff?.open(name) as StaffReplica;
        await until(() => expect(draft.isReady).toBe(true));
        return { client, tab, draft };
      },
    };
  };
  const at: World = { street, conversation, name, device };
  return at;
}

const isSynced = ({ draft }: Seat): Promise<void> => until(() => expect(draft.state).toBe('synced'));
const isSaved = ({ client, draft }: Seat): Promise<void> =>
  until(() => {
    expect(draft.unsavedSince).toBe(null);
    expect(client.staff?.unsaved.current.size).toBe(0);
  });
/** How many documents of staff stand on this device's disk. */
async function documentsOn({ indexedDB }: Browser): Promise<number> {
  const { name = '' } = (await indexedDB.databases()).find((one) => one.name?.startsWith('holdline-staff-')) ?? {};
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const database = await done(indexedDB.open(name));
  const count = await done(database.transaction('documents').objectStore('documents').count());
  database.close();
  return count;
}
/** Sockets that go nowhere, until told otherwise. */
function line() {
  let isCut = true;
  return {
    plugIn: () => void (isCut = false),
    over: (environment: Pick<ClientEnvironment, 'openSocket'>): Partial<ClientEnvironment> => ({
      openSocket: (url, protocols) => environment.openSocket(isCut ? url.replace(/:\d+\//, ':9/') : url, protocols),
    }),
  };
}

test('STAFF1 two devices of one person and a colleague have one draft, and each knows when its words are saved', async () => {
  const at = await world();
  const [one, two, other] = [await at.device().open(), await at.device().open(), await at.device().open('other')];
  await Promise.all([one, two, other].map(isSynced));
  type(one.draft, 'Dear Ann');
  expect(one.draft.unsavedSince).not.toBe(null);
  await until(() => expect([words(two.draft), words(other.draft)]).toEqual(['Dear Ann', 'Dear Ann']));
  await isSaved(one);
  type(other.draft, '!');
  await until(() => expect(words(one.draft)).toBe('Dear Ann!'));
  await until(() => expect(one.draft.writing?.name).toBe('other'));
  await Promise.all([one, two, other].map(isSaved));
});

test('STAFF8 what was written without a network survives the end of the page and days, merges, and is sent by itself', async () => {
  const at = await world();
  const [here, there] = [at.device(), at.device()];
  const cut = line();
  const offline = await here.open('operator', cut.over(here.browser.tab().environment));
  type(offline.draft, 'written in a tunnel');
  await until(() => expect(offline.client.staff?.unsaved.current.size).toBe(1));
  await offline.client.close();
  const meanwhile = await there.open('other');
  await isSynced(meanwhile);
  type(meanwhile.draft, 'written at the desk ');
  await isSaved(meanwhile);
  // Nobody opens the draft in the next visit: it is sent all the same.
  const tab = here.browser.tab({ locks: null });
  const client = createClient(
    {
      origin: `http://127.0.0.1:${at.street.port}`,
      namespace: `device-${devices - 1}-operator`,
      bearer: 'operator.operator',
      actor: null,
    },
    tab.environment,
    createProviderFeed,
    createDeskRooms,
  );
  closing.push(client.close);
  await until(() => expect(words(meanwhile.draft)).toContain('tunnel'));
  expect(words(meanwhile.draft)).toContain('desk');
  await until(() => expect(client.staff?.unsaved.current.size).toBe(0));
});

test('STAFF8 a page that is killed between two key presses has lost none', async () => {
  const at = await world();
  const here = at.device();
  const cut = line();
  const killed = await here.open('operator', {
    ...cut.over(here.browser.tab().environment),
    // Nothing of this page runs any more after the key press.
    setTimeout: () => setTimeout(() => undefined, 0),
  });
  type(killed.draft, 'last wor');
  const again = await here.open('operator', { locks: null });
  expect(words(again.draft)).toBe('last wor');
  await isSynced(again);
  await isSaved(again);
});

test('STAFF8 a page that is killed after the disk took what stood there a moment before has lost neither words nor their end', async () => {
  const at = await world();
  const here = at.device();
  const cut = line();
  let save = (): void => undefined;
  const killed = await here.open('operator', {
    ...cut.over(here.browser.tab().environment),
    // The row is written when the test says so, and the page is killed before it is written again.
    setTimeout: (callback, milliseconds) => {
      if (milliseconds === 300) save = callback;
      return setTimeout(() => undefined, 0);
    },
  });
  type(killed.draft, 'sent and gone');
  save();
  killed.draft.doc.getText('reply').delete(0, 'sent '.length);
  type(killed.draft, ', not');
  await vi.waitFor(async () => expect(await documentsOn(here.browser)).toBe(1), { timeout: 15_000, interval: 5 });
  const again = await here.open('operator', { locks: null });
  expect(words(again.draft)).toBe('and gone, not');
});

test('STAFF8 with IndexedDB refused the words stand in localStorage; with a full one they are not called saved before the server has them', async () => {
  const at = await world();
  const here = at.device();
  const cut = line();
  const first = await here.open('operator', { ...cut.over(here.browser.tab().environment), indexedDB: null });
  type(first.draft, 'nowhere else');
  await first.client.close();
  const again = await here.open('operator', { indexedDB: null });
  expect(words(again.draft)).toBe('nowhere else');
  await isSaved(again);
  const disk = createDisk();
  const full = await at.device().open('operator', { indexedDB: disk.factory });
  await isSynced(full);
  disk.fill('for-good');
  type(full.draft, ' and more');
  await isSaved(full);
});

test('STAFF8 two tabs write; the one that leads is closed, the other goes on, and nothing is lost', async () => {
  const at = await world();
  const here = at.device();
  const leader = await here.open();
  await isSynced(leader);
  const follower = await here.open();
  await until(() => expect(follower.draft.state).toBe('synced'));
  type(follower.draft, 'from the second tab');
  expect(follower.client.staff?.unsaved.current.size).toBe(1);
  await until(() => expect(words(leader.draft)).toBe('from the second tab'));
  await isSaved(follower);
  type(leader.draft, ' and the first');
  await until(() => expect(words(follower.draft)).toBe('from the second tab and the first'));
  const before = words(follower.draft);
  type(follower.draft, '.');
  await leader.client.close();
  await isSynced(follower);
  await isSaved(follower);
  const elsewhere = await at.device().open('other');
  await until(() => expect(words(elsewhere.draft)).toBe(`${before}.`));
});

test('STAFF9 another epoch with words of ours in the old one: they are put aside and told, in every tab and after a reload', async () => {
  const at = await world();
  const here = at.device();
  const one = await here.open();
  const watcher = await at.device().open('other');
  await Promise.all([one, watcher].map(isSynced));
  type(one.draft, 'half a th');
  await isSaved(one);
  await until(() => expect(words(watcher.draft)).toBe('half a th'));
  const admin = await connect(at.street, 'operator.admin');
  await admin.command('conversation.take', { conversation: at.conversation });
  await admin.command('conversation.close', { conversation: at.conversation });
  await until(() => expect(words(one.draft)).toBe(''));
  expect(one.draft.aside.map((doc) => doc.getText('reply').toJSON())).toEqual(['half a th']);
  // Who wrote nothing of it has nothing to put aside.
  await until(() => expect(words(watcher.draft)).toBe(''));
  expect(watcher.draft.aside).toEqual([]);
  await one.client.close();
  const again = await here.open();
  expect(again.draft.aside.map((doc) => doc.getText('reply').toJSON())).toEqual(['half a th']);
  again.draft.dropAside();
  await again.client.close();
  expect((await here.open()).draft.aside).toEqual([]);
});

test('STAFF9 a page that ended when the disk had put words aside, and before localStorage was rid of them, has them aside and not in the next draft too', async () => {
  const at = await world();
  const here = at.device();
  const one = await here.open();
  await isSynced(one);
  type(one.draft, 'half a th');
  const early = [...here.browser.storage].filter(([key]) => key.startsWith('holdline-words-'));
  expect(early).toHaveLength(1);
  await isSaved(one);
  const admin = await connect(at.street, 'operator.admin');
  await admin.command('conversation.take', { conversation: at.conversation });
  await admin.command('conversation.close', { conversation: at.conversation });
  await until(() => expect(one.draft.aside).toHaveLength(1));
  await one.client.close();
  for (const [key, text] of early) here.browser.storage.set(key, text);
  const again = await here.open();
  await isSynced(again);
  await isSaved(again);
  expect(again.draft.aside.map((doc) => doc.getText('reply').toJSON())).toEqual(['half a th']);
  expect(words(again.draft)).toBe('');
  expect([...here.browser.storage.keys()].filter((key) => key.startsWith('holdline-words-'))).toEqual([]);
});

test('STAFF9 written offline into a draft that nobody had written: whatever epoch it finds, it merges', async () => {
  const at = await world();
  const here = at.device();
  const first = await here.open();
  await isSynced(first);
  const cut = line();
  await first.client.close();
  const offline = await here.open('operator', cut.over(here.browser.tab().environment));
  type(offline.draft, 'before the restart');
  await offline.client.close();
  // Nothing was written on the server: its next life has another epoch.
  await at.street.stop();
  at.street = await openTestStreet({ dataDir: at.street.dataDir });
  const again = await here.open();
  await isSaved(again);
  expect([words(again.draft), again.draft.aside]).toEqual(['before the restart', []]);
  expect(words((await at.device().open('other')).draft)).toMatch(/^(before the restart)?$/);
});

test('STAFF4 STAFF9 a document that refuses what was written begins anew, and the words are not gone', async () => {
  const at = await world();
  const one = await at.device().open();
  await isSynced(one);
  type(one.draft, 'x'.repeat(70_000));
  await until(() => expect(one.draft.aside).toHaveLength(1));
  expect(one.draft.aside[0]?.getText('reply').length).toBe(70_000);
  await isSynced(one);
  type(one.draft, 'and on');
  await isSaved(one);
});

test('STAFF2 an observer’s words stay on its device, and nothing waits for them', async () => {
  const at = await world();
  const one = await at.device().open();
  await isSynced(one);
  type(one.draft, 'for all to see');
  const watcher = await at.device().open('observer');
  await until(() => expect(words(watcher.draft)).toBe('for all to see'));
});

test('STAFF10 typing makes a few messages a second, not one a key', async () => {
  const at = await world();
  const one = await at.device().open();
  await isSynced(one);
  await isSaved(one);
  for (const letter of 'a long sentence that is typed at once') type(one.draft, letter);
  await isSaved(one);
  const rows = at.street.connection.prepare<{ readonly n: number }>('SELECT count(*) AS n FROM staff_updates').one();
  expect(rows?.n).toBeLessThanOrEqual(3);
});

/** Names of the documents that this device keeps of those that a person writes. */
async function keptBy({ tab }: Seat, store: 'staff' | 'cache', gone?: object): Promise<readonly string[]> {
  const factory = tab.environment.indexedDB as IDBFactory;
  const name = (await factory.databases()).find((one) => one.name?.startsWith(`holdline-${store}-`))?.name;
  if (name === undefined) return [];
  return new Promise((resolve, reject) => {
    const request = factory.open(name);
    request.onerror = () => reject(new Error(name));
    request.onsuccess = () => {
      const transaction = request.result.transaction('documents', 'readwrite');
      if (gone !== undefined) transaction.objectStore('documents').put(gone);
      const keys = transaction.objectStore('documents').getAllKeys();
      transaction.oncomplete = () => {
        request.result.close();
        resolve(keys.result as string[]);
      };
    };
  });
}

test('KEEP6 a device that is told to drop all that can be fetched again drops the drafts that the server has, also those it does not open', async () => {
  const at = await world();
  const here = at.device();
  const first = await here.open();
  const closed = draftDocument(await startConversation(await connect(at.street, 'visitor.bob')));
  const draft = first.client.staff?.open(closed) as StaffReplica;
  await until(() => expect(draft.state).toBe('synced'));
  type(draft, 'erased there');
  await isSaved(first);
  await first.client.close();
  const cut = line();
  const offline = await here.open('operator', cut.over(here.browser.tab().environment));
  type(offline.draft, 'only here');
  await until(() => expect(offline.client.staff?.unsaved.current.size).toBe(1));
  await offline.client.close();
  expect(await keptBy(first, 'staff')).toEqual(expect.arrayContaining([closed, at.name]));
  // As after a time of which the server does not tell any more, or another life of it.
  await keptBy(first, 'cache', { name: ':gone', at: 0, epoch: 'another-life.1', bytes: new Uint8Array(0) });
  const again = await here.open();
  await vi.waitFor(async () => expect(await keptBy(again, 'staff')).not.toContain(closed), { timeout: 15_000 });
  expect(words(again.draft)).toBe('only here');
});

test('STAFF8 APP10 who signs out with words that the server never got leaves those and no others; told to drop them, none', async () => {
  const at = await world();
  const here = at.device();
  const first = await here.open();
  const saved = draftDocument(await startConversation(await connect(at.street, 'visitor.bob')));
  const draft = first.client.staff?.open(saved) as StaffReplica;
  await until(() => expect(draft.state).toBe('synced'));
  type(draft, 'the server has it');
  await isSaved(first);
  await first.client.close();
  const leave = async (dropWaiting: boolean): Promise<readonly string[]> => {
    const cut = line();
    const offline = await here.open('operator', cut.over(here.browser.tab().environment));
    type(offline.draft, 'only here');
    await until(() => expect(offline.client.staff?.unsaved.current.size).toBe(1));
    await offline.client.forget({ dropWaiting });
    return keptBy(first, 'staff');
  };
  expect(await leave(false)).toEqual([at.name]);
  expect(await leave(true)).toEqual([]);
  expect([...here.browser.storage.keys()].filter((key) => key.startsWith('holdline-words-'))).toEqual([]);
});

test('STAFF8 STAFF9 APP10 who signs out in a tab that opened none of them leaves the unsaved words of other days, and those put aside', async () => {
  const at = await world();
  const here = at.device();
  const yesterday = await here.open();
  await isSynced(yesterday);
  type(yesterday.draft, 'overtaken');
  await isSaved(yesterday);
  const admin = await connect(at.street, 'operator.admin');
  await admin.command('conversation.take', { conversation: at.conversation });
  await admin.command('conversation.close', { conversation: at.conversation });
  await until(() => expect(yesterday.draft.aside).toHaveLength(1));
  await yesterday.client.close();
  const elsewhere = draftDocument(await startConversation(await connect(at.street, 'visitor.bob')));
  const cut = line();
  const { environment } = here.browser.tab();
  const offline = await here.open('operator', cut.over(environment));
  const draft = offline.client.staff?.open(elsewhere) as StaffReplica;
  await until(() => expect(draft.isReady).toBe(true));
  type(draft, 'only here');
  await offline.client.close();
  const leading = await here.open('operator', cut.over(environment));
  await until(() => expect(leading.client.staff?.unsaved.current.has(elsewhere)).toBe(true));
  const following = await here.open('operator', cut.over(environment));
  expect(following.client.staff?.unsaved.current.size).toBe(0);
  await following.client.forget({ dropWaiting: false });
  expect(await keptBy(following, 'staff')).toEqual([elsewhere]);
  const back = await here.open();
  expect(back.draft.aside.map((doc) => doc.getText('reply').toJSON())).toEqual(['overtaken']);
  await back.client.close();
  await (await here.open('operator', cut.over(environment))).client.forget({ dropWaiting: true });
  expect((await here.open()).draft.aside).toEqual([]);
});

test('STAFF8 APP10 words that only localStorage has stay at a sign-out until the server has them', async () => {
  const at = await world();
  const here = at.device();
  const cut = line();
  const left = () => [...here.browser.storage.keys()].filter((key) => key.startsWith('holdline-words-')).length;
  const offline = await here.open('operator', { ...cut.over(here.browser.tab().environment), indexedDB: null });
  type(offline.draft, 'nowhere else');
  await offline.client.forget({ dropWaiting: false });
  expect(left()).toBe(1);
  const again = await here.open('operator', { indexedDB: null });
  expect(words(again.draft)).toBe('nowhere else');
  await isSaved(again);
  await until(() => expect(left()).toBe(0));
});
