import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { chapterEpoch } from '#schema/docs/chapter-epoch.ts';
import { buildChapter, type ChapterEnd } from '#schema/docs/chapter.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { Effect } from '#schema/conversation/entry.ts';
import { entryOf, idOf, VISITOR_ID } from '#schema/docs/server-document.fixtures.ts';
import { stateClock, stateToBytes } from '#schema/docs/server-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import { createBrowser } from '../../tests/support/browser.ts';
import type { Chapters, LinkState } from '../interface.ts';
import { createCache } from '../replicas/cache.ts';
import type { OpenReplica } from '../replicas/replica-events.ts';
import { createReplicas, type Feed } from '../replicas/replicas.ts';
import { createSettable } from '../watchable.ts';
import { createChapterRoom, type ChapterRoom } from './chapter-room.ts';

const CONVERSATION = '01900000-0000-7000-8000-000000000005' as ConversationId;
const NAME = conversationDocument(CONVERSATION);

/** A conversation of numbered lines in chapters of so many, as the server tells it. */
function createTalk(lines: number, chapterLength: number) {
  const effects: Effect[] = Array.from({ length: lines }, (_, index) =>
    index === 0 ? { kind: 'started', visitor: VISITOR_ID, site: 'shop' } : { kind: 'said', text: `${index + 1}` },
  );
  const entries = () => effects.map((effect, index) => entryOf(index + 1, effect));
  const ends: ChapterEnd[] = [];
  const built = (number: number, upTo = Infinity) => {
    const before = ends[number - 2] ?? null;
    const last = Math.min(ends[number - 1]?.lastSeq ?? Infinity, upTo);
    return buildChapter(
      before,
      entries().filter(({ seq }) => seq > (before?.lastSeq ?? 0) && seq <= last),
    );
  };
  const seal = (lastSeq: number): void => {
    const { state, head } = built(ends.length + 1, lastSeq);
    if (head === null) throw new Error('nothing to seal');
    ends.push({ number: ends.length + 1, lastSeq, clock: stateClock(state), head });
  };
  for (let last = chapterLength; last < lines; last += chapterLength) seal(last);
  return {
    family: 'q83vEjRWeJCrze8S',
    effects,
    seal,
    live: () => ends.length + 1,
    bytes: (number: number, upTo?: number) => stateToBytes(built(number, upTo).state),
  };
}
type Talk = ReturnType<typeof createTalk>;

interface Device {
  readonly room: ChapterRoom;
  readonly open: () => Promise<Chapters>;
  /** The server tells the replica the live chapter, as after `opened` and the first sync. */
  readonly sync: (talk: Talk) => void;
  /** As after a close with 4409: the new epoch is not known yet. */
  readonly discard: () => void;
  readonly asked: string[];
  /** What the server answers to a request for a chapter. */
  answer: (number: number) => Promise<Response>;
  readonly link: ReturnType<typeof createSettable<LinkState>>;
  readonly close: () => Promise<void>;
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** The client's own stores over a disk; the line and the second door are the test's. */
function createDevice(browser = createBrowser()): Device {
  const asked: string[] = [];
  const { environment } = browser.tab({
    fetch: (input) => {
      const url = String(input instanceof Request ? input.url : input);
      asked.push(url);
      return device.answer(Number(/chapters\/(\d+)/.exec(url)?.[1]));
    },
  });
  const cache = createCache(environment, 'chapters');
  const link = createSettable<LinkState>({ state: 'live', since: 0 });
  let attached: OpenReplica | null = null;
  const feed: Feed = {
    keepsCache: true,
    attach: (replica) => {
      attached = replica;
      return () => {
        attached = null;
      };
    },
  };
  const replicas = createReplicas(cache, {
    updated: () => undefined,
    changed: () => undefined,
    renewed: (replica, ended) => room.renewed(replica, ended),
  });
  const room = createChapterRoom({ environment, cache, replicas, link, origin: 'https://chat.test', bearer: 'token' });
  replicas.setFeed(feed);
  const device: Device = {
    room,
    open: async () => {
      const chapters = room.open(CONVERSATION, readConversation);
      await vi.waitFor(() => expect(attached).not.toBeNull());
      return chapters;
    },
    sync: (talk) => {
      const epoch = chapterEpoch(talk.family, talk.live());
      replicas.epochs.admit(NAME, epoch);
      if (attached === null) throw new Error('not attached');
      Y.applyUpdate(attached.doc, talk.bytes(talk.live()), 'line');
      attached.setState('synced');
    },
    discard: () => void replicas.epochs.admit(NAME, null),
    asked,
    answer: () => Promise.reject(new TypeError('no network')),
    link,
    close: () => {
      cache.close();
      return Promise.resolve();
    },
  };
  closing.push(device.close);
  return device;
}

const serving = (talk: Talk) => (number: number) =>
  Promise.resolve(new Response(talk.bytes(number) as Uint8Array<ArrayBuffer>));
const seqs = (conversation: Conversation | null) => conversation?.messages.map(({ seq }) => seq) ?? [];
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const settled = (chapters: Chapters, earlier: Chapters['current']['earlier']) =>
  vi.waitFor(() => expect(chapters.current.earlier).toBe(earlier), { interval: 2 });
const shows = (chapters: Chapters, expected: readonly number[]) =>
  vi.waitFor(() => expect(seqs(chapters.current.conversation)).toEqual(expected), { interval: 2 });

test('DOC8 a short live chapter brings the one before along; more come when they are asked for, to the beginning', async () => {
  const talk = createTalk(250, 80);
  const device = createDevice();
  device.answer = serving(talk);
  const chapters = await device.open();
  device.sync(talk);
  await settled(chapters, 'more');
  expect(seqs(chapters.current.conversation)).toEqual(range(161, 250));
  chapters.loadEarlier();
  expect(chapters.current.earlier).toBe('loading');
  await settled(chapters, 'more');
  chapters.loadEarlier();
  await settled(chapters, 'beginning');
  expect(seqs(chapters.current.conversation)).toEqual(range(1, 250));
  expect(chapters.current.conversation?.previous).toBeUndefined();
  chapters.loadEarlier();
  expect(device.asked).toHaveLength(3);
  expect(device.asked[0]).toBe(`https://chat.test/api/conversations/${CONVERSATION}/chapters/3?epoch=q83vEjRWeJCrze8S`);
});

test('DOC8 whoever looks on while it goes on in a new chapter sees nothing go', async () => {
  const talk = createTalk(60, 100);
  const device = createDevice();
  const chapters = await device.open();
  device.sync(talk);
  const seen: number[][] = [];
  chapters.subscribe(() => seen.push(seqs(chapters.current.conversation)));
  talk.seal(60);
  device.discard();
  device.sync(talk);
  talk.effects.push({ kind: 'said', text: 'first of the new chapter' });
  device.sync(talk);
  expect(seen.length).toBeGreaterThan(1);
  for (const shown of seen) expect(shown.slice(0, 60)).toEqual(range(1, 60));
  expect(seqs(chapters.current.conversation)).toEqual(range(1, 61));
  expect(chapters.current.earlier).toBe('beginning');
  // All of it was here: nobody had to be asked.
  expect(device.asked).toEqual([]);
});

test('DOC8 a replica that lacked some of its chapter is no chapter: it is fetched', async () => {
  const talk = createTalk(60, 100);
  const device = createDevice();
  device.answer = serving(talk);
  const chapters = await device.open();
  device.sync(talk);
  talk.effects.push({ kind: 'said', text: 'never heard' });
  talk.seal(61);
  device.discard();
  device.sync(talk);
  await shows(chapters, range(1, 61));
  expect(chapters.current.earlier).toBe('beginning');
  expect(device.asked).toHaveLength(1);
});

test('DOC8 what one reads stays until the chapter that ended under it has come, and makes room for the new one if it never does', async () => {
  for (const [answer, outcome, expected] of [
    ['chapter', 'beginning', range(1, 63)],
    ['nothing', 'failed', range(62, 63)],
  ] as const) {
    const talk = createTalk(60, 100);
    const device = createDevice();
    let answered: (response: Response) => void = () => undefined;
    device.answer = () => new Promise((resolve) => (answered = resolve));
    const chapters = await device.open();
    device.sync(talk);
    talk.effects.push({ kind: 'said', text: 'not heard in time' });
    talk.seal(61);
    device.discard();
    talk.effects.push({ kind: 'said', text: 'of the new chapter' });
    device.sync(talk);
    await vi.waitFor(() => expect(device.asked).toHaveLength(1));
    talk.effects.push({ kind: 'said', text: 'and one more' });
    device.sync(talk);
    expect(seqs(chapters.current.conversation)).toEqual(range(1, 60));
    answered(answer === 'chapter' ? await serving(talk)(1) : new Response(null, { status: 503 }));
    await shows(chapters, expected);
    expect(chapters.current.earlier).toBe(outcome);
  }
});

test('DOC8 what is kept on the screen says that it is behind, and asking for more of it takes nothing away', async () => {
  const talk = createTalk(250, 80);
  const device = createDevice();
  device.answer = serving(talk);
  const chapters = await device.open();
  device.sync(talk);
  await settled(chapters, 'more');
  expect([seqs(chapters.current.conversation), chapters.current.isBehind]).toEqual([range(161, 250), false]);

  let answered: () => void = () => undefined;
  device.answer = (number) => new Promise((resolve) => (answered = () => resolve(serving(talk)(number))));
  talk.effects.push({ kind: 'said', text: 'not heard in time' });
  talk.seal(251);
  talk.effects.push({ kind: 'said', text: 'of the new chapter' });
  device.discard();
  device.sync(talk);
  expect([seqs(chapters.current.conversation), chapters.current.isBehind]).toEqual([range(161, 250), true]);
  await vi.waitFor(() => expect(device.asked.at(-1)).toContain('/chapters/4?'));
  for (const _press of [1, 2]) chapters.loadEarlier();
  device.answer = serving(talk);
  answered();
  await shows(chapters, range(81, 252));
  expect([chapters.current.earlier, chapters.current.isBehind]).toEqual(['more', false]);
});

test('DOC8 an earlier chapter that the server did not give keeps none of those behind it away', async () => {
  const talk = createTalk(250, 80);
  const device = createDevice();
  device.answer = serving(talk);
  const chapters = await device.open();
  device.sync(talk);
  await settled(chapters, 'more');
  device.answer = () => Promise.resolve(new Response('{}', { status: 503 }));
  chapters.loadEarlier();
  await settled(chapters, 'failed');
  device.answer = serving(talk);
  talk.effects.push({ kind: 'said', text: 'not heard in time' });
  talk.seal(251);
  device.discard();
  talk.effects.push({ kind: 'said', text: 'of the new chapter' });
  device.sync(talk);
  expect(seqs(chapters.current.conversation)).toEqual(range(161, 250));
  await shows(chapters, range(161, 252));
  expect(chapters.current.earlier).toBe('failed');
  chapters.loadEarlier();
  await shows(chapters, range(81, 252));
});

test('APP2 DOC8 what was loaded once is there without a network, and what was not comes by itself with the line', async () => {
  const talk = createTalk(250, 80);
  const browser = createBrowser();
  const online = createDevice(browser);
  online.answer = serving(talk);
  const first = await online.open();
  online.sync(talk);
  await settled(first, 'more');
  first.close();
  await online.close();

  const offline = createDevice(browser);
  offline.link.set({ state: 'offline', since: 0 });
  const chapters = await offline.open();
  await vi.waitFor(() => expect(seqs(chapters.current.conversation)).toEqual(range(161, 250)));
  chapters.loadEarlier();
  await settled(chapters, 'offline');
  expect(seqs(chapters.current.conversation)).toEqual(range(161, 250));
  expect(offline.asked).toEqual([]);
  offline.answer = serving(talk);
  offline.link.set({ state: 'live', since: 1 });
  await settled(chapters, 'more');
  expect(seqs(chapters.current.conversation)).toEqual(range(81, 250));
});

test('DOC8 a replica that waited on the disk through a roll becomes the earlier chapter', async () => {
  const talk = createTalk(60, 100);
  const browser = createBrowser();
  const before = createDevice(browser);
  await before.open();
  before.sync(talk);
  await before.close();

  talk.seal(60);
  const after = createDevice(browser);
  const chapters = await after.open();
  after.sync(talk);
  await settled(chapters, 'beginning');
  expect(seqs(chapters.current.conversation)).toEqual(range(1, 60));
  chapters.close();
  await after.close();
  const again = createDevice(browser);
  again.link.set({ state: 'offline', since: 0 });
  const kept = await again.open();
  await vi.waitFor(() => expect(seqs(kept.current.conversation)).toEqual(range(1, 60)));
});

test.each([
  ['the server refuses', () => Promise.resolve(new Response('{}', { status: 404 }))],
  ['it is no document', () => Promise.resolve(new Response('not a chapter'))],
  ['it is another chapter', (talk: Talk) => Promise.resolve(new Response(talk.bytes(1) as Uint8Array<ArrayBuffer>))],
  ['it is cut short', (talk: Talk) => Promise.resolve(new Response(talk.bytes(2, 130) as Uint8Array<ArrayBuffer>))],
])('DOC8 when %s, that is said, and another try may do better', async (_what, answer) => {
  const talk = createTalk(170, 80);
  const device = createDevice();
  device.answer = () => answer(talk);
  const chapters = await device.open();
  device.sync(talk);
  await settled(chapters, 'failed');
  expect(seqs(chapters.current.conversation)).toEqual(range(161, 170));
  device.answer = serving(talk);
  chapters.loadEarlier();
  await settled(chapters, 'more');
  expect(seqs(chapters.current.conversation)).toEqual(range(81, 170));
});

test('DOC4 DOC8 another life of the document leaves nothing of the one before, on the screen or on the disk', async () => {
  const talk = createTalk(250, 80);
  const browser = createBrowser();
  const device = createDevice(browser);
  device.answer = serving(talk);
  const chapters = await device.open();
  device.sync(talk);
  await settled(chapters, 'more');

  const erased = { ...createTalk(3, 80), family: 'anotherLife' };
  device.discard();
  device.sync(erased);
  expect(seqs(chapters.current.conversation)).toEqual([1, 2, 3]);
  await device.close();
  const rows = await new Promise((resolve) => {
    const opening = browser.indexedDB.open('holdline-cache-chapters');
    opening.onsuccess = () => {
      const all = opening.result.transaction('chapters').objectStore('chapters').getAll();
      all.onsuccess = () => resolve(all.result);
    };
  });
  expect(rows).toEqual([]);
});

test('DOC8 newest words show, whichever chapter they stand in', async () => {
  const talk = createTalk(90, 80);
  talk.effects.push({ kind: 'edited', message: idOf(5), text: 'changed later', rev: 1 });
  const device = createDevice();
  device.answer = serving(talk);
  const chapters = await device.open();
  device.sync(talk);
  await settled(chapters, 'beginning');
  expect(chapters.current.conversation?.edits.get(idOf(5))).toMatchObject({ text: 'changed later' });
});
