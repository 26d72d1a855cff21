import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Effect } from '#schema/conversation/entry.ts';
import { buildChapter } from '#schema/docs/chapter.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { entryOf, VISITOR_ID } from '#schema/docs/server-document.fixtures.ts';
import { stateClock, stateToBytes } from '#schema/docs/server-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { Replica } from '../interface.ts';
import { conversationOf } from './conversation-of.ts';

const NAME = conversationDocument('01900000-0000-7000-8000-000000000005' as ConversationId);
const CHAPTER = 10;

const entries = Array.from({ length: 3 * CHAPTER }, (_, index) => {
  const effect: Effect =
    index === 0 ? { kind: 'started', visitor: VISITOR_ID, site: 'shop' } : { kind: 'said', text: `${index + 1}` };
  return entryOf(index + 1, effect);
});

/** The chapters of so many lines, each of ten. */
function docsOf(lines: number): readonly Y.Doc[] {
  const docs: Y.Doc[] = [];
  let end: Parameters<typeof buildChapter>[0] = null;
  for (let from = 0; from < lines; from += CHAPTER) {
    const { state, head } = buildChapter(end, entries.slice(from, Math.min(from + CHAPTER, lines)));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, stateToBytes(state));
    docs.push(doc);
    if (head !== null) end = { number: docs.length, lastSeq: from + CHAPTER, clock: stateClock(state), head };
  }
  return docs;
}

/** A page that looked at the conversation while it went on; the code of chapters has not come. */
const shown = (doc: Y.Doc | undefined, ended: Y.Doc | undefined): readonly number[] => {
  const replica = {
    name: NAME,
    doc: doc ?? new Y.Doc(),
    ended: ended === undefined ? null : { epoch: 'e', doc: ended },
  };
  return conversationOf(replica as Replica)?.messages.map(({ seq }) => seq) ?? [];
};
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('DOC8 without the code of chapters, what is new stands behind the chapter that ended', () => {
  const [first, second] = docsOf(13);
  expect(shown(second, first)).toEqual(range(1, 13));
  expect(shown(second, undefined)).toEqual(range(11, 13));
});

test('DOC8 between two chapters the one that ended is shown as it was', () => {
  const [first] = docsOf(CHAPTER);
  expect(shown(undefined, first)).toEqual(range(1, 10));
});

test('DOC8 a chapter that lacked its end, or is not the one before, is not shown: there would be a gap', () => {
  const [cut] = docsOf(8);
  const [first, second, third] = docsOf(25);
  expect(shown(second, cut)).toEqual(range(11, 20));
  expect(shown(third, first)).toEqual(range(21, 25));
});
