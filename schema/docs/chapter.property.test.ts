import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { joinChapters } from '../conversation/join-chapters.ts';
import { conversationAfter, type Conversation, type Head } from '../conversation/conversation.ts';
import type { Entry } from '../conversation/entry.ts';
import { chapterEpoch, chapterOfEpoch, epochFamily } from './chapter-epoch.ts';
import { beginningOf, buildChapter, type ChapterEnd } from './chapter.ts';
import { readConversation } from './conversation-document.ts';
import { writesOf, type DocumentWrite } from './entry-effects.ts';
import { applyWrites, diffSince, stateClock, stateFromBytes, stateToBytes } from './server-document.ts';
import {
  conversationHistory,
  expectSameBytes,
  hasNothingPending,
  idOf,
  replicaOf,
  YjsTwin,
} from './server-document.fixtures.ts';

interface Chapter {
  readonly entries: readonly Entry[];
  readonly end: ChapterEnd;
  readonly before: ChapterEnd | null;
  readonly bytes: Uint8Array;
  readonly updates: readonly Uint8Array[];
}

/** As `decide` lets them be: a change is one of a message that is there, and newer than those of it before. */
const inOrder = (history: readonly Entry[]): readonly Entry[] =>
  history.map((entry, index) => {
    const { effect } = entry;
    if (!('message' in effect)) return entry;
    const target = history.findIndex(({ id }) => id === effect.message);
    const message = target < index ? effect.message : idOf(1);
    return { ...entry, effect: { ...effect, message, rev: entry.seq } };
  });

/** The head of a fresh chapter, told independently of chapter.ts. */
const opening = ({ head, number, lastSeq, clock }: ChapterEnd & { readonly head: Head }): readonly DocumentWrite[] =>
  (
    [
      ['state', head.state],
      ['assignee', head.assignee],
      ['visitor', head.visitor],
      ['site', head.site],
      ['previous', { number, lastSeq, clock }],
      ['others', head.others],
      ['observers', head.observers],
      ['department', head.department],
      ['rating', head.rating],
      ['callback', head.callback],
    ] as const
  )
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({ kind: 'set', root: 'head', key, value }));

/** Writes a history in chapters, reloading now and then, and holds each step against yjs. */
function write(history: readonly Entry[], cuts: readonly boolean[], reloads: readonly boolean[]): readonly Chapter[] {
  const chapters: Chapter[] = [];
  let before: ChapterEnd | null = null;
  let conversation: Conversation | null = null;
  let state = beginningOf(null).state;
  let twin = new YjsTwin();
  let entries: Entry[] = [];
  let updates: Uint8Array[] = [];
  history.forEach((entry, index) => {
    const writes = writesOf(entry, conversation?.head ?? null);
    const { update } = applyWrites(state, writes);
    expectSameBytes(update, twin.apply(writes));
    const bytes = stateToBytes(state);
    expectSameBytes(bytes, twin.bytes);
    if (update !== null) updates.push(update);
    entries.push(entry);
    if (reloads[index % reloads.length] === true) state = stateFromBytes(bytes);
    conversation = conversationAfter(conversation, entry);
    if (conversation === null || (index < history.length - 1 && cuts[index % cuts.length] !== true)) return;
    const end: ChapterEnd = {
      number: chapters.length + 1,
      lastSeq: entry.seq,
      clock: stateClock(state),
      head: conversation.head,
    };
    chapters.push({ entries, end, before, bytes: stateToBytes(state), updates });
    before = end;
    state = beginningOf(end).state;
    twin = new YjsTwin();
    const opened = twin.apply(opening({ ...end, head: end.head as Head }));
    expectSameBytes(stateToBytes(state), twin.bytes);
    entries = [];
    updates = opened === null ? [] : [opened];
  });
  return chapters;
}

const ways = [
  fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
  fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
] as const;

const read = (updates: readonly Uint8Array[]): Conversation => {
  const replica = replicaOf(updates);
  expect(hasNothingPending(replica)).toBe(true);
  const conversation = readConversation(replica);
  if (conversation === null) throw new Error('an empty chapter');
  return conversation;
};

test('DOC1 DOC2 chapters: bytes equal those of yjs at every step, wherever the chapters end', () => {
  fc.assert(
    fc.property(conversationHistory(60).map(inOrder), ...ways, fc.nat(1000), (history, cuts, reloads, cut) => {
      for (const { updates, bytes, end } of write(history, cuts, reloads)) {
        const prefix = replicaOf(updates.slice(0, cut % (updates.length + 1)));
        Y.applyUpdate(prefix, diffSince(stateFromBytes(bytes), Y.encodeStateVector(prefix)));
        for (const replica of [replicaOf([bytes]), replicaOf([...updates].reverse()), prefix]) {
          expect(hasNothingPending(replica)).toBe(true);
          expect(Y.decodeStateVector(Y.encodeStateVector(replica)).get(1)).toBe(end.clock);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('DOC1 DOC7 a sealed chapter built again from its entries and the end before it has the same bytes', () => {
  fc.assert(
    fc.property(conversationHistory(60).map(inOrder), ...ways, (history, cuts, reloads) => {
      for (const { entries, before, bytes, end } of write(history, cuts, reloads)) {
        const built = buildChapter(before, entries);
        expectSameBytes(stateToBytes(built.state), bytes);
        expect({ lastSeq: built.seq, head: built.head }).toEqual({ lastSeq: end.lastSeq, head: end.head });
      }
    }),
    { numRuns: 60 },
  );
});

test('DOC8 the chapters joined are the fold of all entries, from whichever chapter on one has them', () => {
  fc.assert(
    fc.property(conversationHistory(60).map(inOrder), ...ways, fc.nat(100), (history, cuts, reloads, from) => {
      const chapters = write(history, cuts, reloads).map(({ bytes }) => read([bytes]));
      const whole = history.reduce<Conversation | null>(conversationAfter, null);
      const live = chapters.at(-1);
      if (live === undefined) throw new Error('no chapter');
      expect(joinChapters(live, chapters.slice(0, -1))).toEqual(whole);

      const first = from % chapters.length;
      const since = chapters[first]?.previous?.lastSeq ?? 0;
      const part = joinChapters(live, chapters.slice(first, -1));
      expect(part.messages).toEqual(whole?.messages.filter(({ seq }) => seq > since));
      expect(part.head).toEqual(whole?.head);
      for (const { id } of part.messages) expect(part.edits.get(id)).toEqual(whole?.edits.get(id));
    }),
    { numRuns: 60 },
  );
});

test('DOC8 a replica that was ahead when its chapter was sealed shows no line twice and no older words', () => {
  fc.assert(
    fc.property(conversationHistory(40).map(inOrder), fc.nat(100), fc.nat(100), (history, at, ahead) => {
      const lastSeq = 1 + (at % history.length);
      const sealed = buildChapter(null, history.slice(0, lastSeq));
      if (sealed.head === null) return;
      const end = { number: 1, lastSeq, clock: stateClock(sealed.state), head: sealed.head };
      const further = buildChapter(null, history.slice(0, lastSeq + (ahead % (history.length - lastSeq + 1))));
      const live = buildChapter(end, history.slice(lastSeq));
      const joined = joinChapters(read([stateToBytes(live.state)]), [read([stateToBytes(further.state)])]);
      expect(joined).toEqual(history.reduce<Conversation | null>(conversationAfter, null));
    }),
    { numRuns: 60 },
  );
});

test('DOC4 the epoch of a chapter tells its document’s epoch and its number, within the 40 characters of a frame', () => {
  const epoch = 'q83vEjRWeJCrze8S';
  expect(chapterEpoch(epoch, 1)).toBe(epoch);
  expect(chapterEpoch(epoch, 12)).toBe(`${epoch}.12`);
  for (const number of [1, 2, 999_999_999]) {
    const made = chapterEpoch(epoch, number);
    expect([epochFamily(made), chapterOfEpoch(made)]).toEqual([epoch, number]);
    expect(made.length).toBeLessThanOrEqual(40);
  }
});
