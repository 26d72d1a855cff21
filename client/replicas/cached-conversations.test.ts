import { expect, test } from 'vitest';
import type { Effect } from '#schema/conversation/entry.ts';
import { chapterEpoch } from '#schema/docs/chapter-epoch.ts';
import { buildChapter, type ChapterEnd } from '#schema/docs/chapter.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { entryOf, idOf, VISITOR_ID } from '#schema/docs/server-document.fixtures.ts';
import { stateClock, stateToBytes } from '#schema/docs/server-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import { createBrowser } from '../../tests/support/browser.ts';
import { createChapterStore } from '../chapters/chapter-store.ts';
import { createCache } from './cache.ts';
import { readCachedConversations } from './cached-conversations.ts';

const ID = '01900000-0000-7000-8000-000000000005' as ConversationId;
const NAME = conversationDocument(ID);
const FAMILY = 'q83vEjRWeJCrze8S';

/** The bytes of the chapters of a talk of 25 lines, of ten each; the last line changes the second. */
function chapters(): readonly Uint8Array[] {
  const effects: Effect[] = Array.from({ length: 25 }, (_, index) => ({ kind: 'said', text: `line ${index + 1}` }));
  effects[0] = { kind: 'started', visitor: VISITOR_ID, site: 'shop' };
  effects[24] = { kind: 'edited', message: idOf(2), text: 'changed', rev: 1 };
  const entries = effects.map((effect, index) => entryOf(index + 1, effect));
  let end: ChapterEnd | null = null;
  const all: Uint8Array[] = [];
  for (let from = 0; from < entries.length; from += 10) {
    const { state, head } = buildChapter(end, entries.slice(from, from + 10));
    all.push(stateToBytes(state));
    if (head !== null) end = { number: all.length, lastSeq: from + 10, clock: stateClock(state), head };
  }
  return all;
}

interface Kept {
  readonly number: number;
  readonly family?: string;
  readonly damaged?: true;
}

/** What a search without a line sees on a device that has the live chapter and these. */
async function seen(kept: readonly Kept[]): Promise<readonly number[]> {
  const { environment } = createBrowser().tab();
  const cache = createCache(environment, 'kept');
  const [first, second, live] = chapters();
  const store = createChapterStore(cache, environment.now);
  cache.saveSoon(NAME, () => ({ epoch: chapterEpoch(FAMILY, 3), bytes: live ?? new Uint8Array() }));
  for (const { number, family = FAMILY, damaged } of kept)
    store.save(
      NAME,
      number,
      family,
      damaged ? new Uint8Array([1, 2]) : ((number === 1 ? first : second) as Uint8Array),
    );
  cache.close();
  const [one] = await readCachedConversations(environment, 'kept');
  expect(one?.id).toBe(ID);
  expect(one?.conversation.edits.get(idOf(2))).toMatchObject({ text: 'changed' });
  return one?.conversation.messages.map(({ seq }) => seq) ?? [];
}
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('HIST7 DOC8 without a line the earlier chapters that this device has are searched too', async () => {
  expect(await seen([{ number: 1 }, { number: 2 }])).toEqual(range(1, 24));
  expect(await seen([{ number: 2 }])).toEqual(range(11, 24));
  expect(await seen([])).toEqual(range(21, 24));
});

test.each([
  ['behind one that is not there', [{ number: 1 }], range(21, 24)],
  ['that is damaged', [{ number: 1 }, { number: 2, damaged: true }], range(21, 24)],
  ['of another life of the document', [{ number: 1, family: 'other' }, { number: 2 }], range(11, 24)],
] as const)('HIST7 DOC8 a chapter %s is not', async (_what, kept, lines) => {
  expect(await seen(kept)).toEqual(lines);
});
