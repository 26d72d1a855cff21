import { expect, test } from 'vitest';
import { createSettable } from '#client/watchable.ts';
import type { Chapters, ChaptersState, HoldlineClient } from '#client/interface.ts';
import type { ConversationId } from '#schema/ids.ts';
import { DayIndex } from './day-index.svelte.ts';

const NOON = new Date(2026, 2, 15, 12).getTime();
const DAY = 86_400_000;
const said = (...times: readonly number[]): ChaptersState['conversation'] =>
  ({ messages: times.map((at) => ({ kind: 'text', at })) }) as unknown as ChaptersState['conversation'];

test('FIND2 FIND4 the days of all chapters are known one after the other, and what is not here is said', async () => {
  const source = createSettable<ChaptersState>({ conversation: said(NOON), earlier: 'more', isBehind: false });
  let asked = 0;
  const chapters: Chapters = {
    get current() {
      return source.current;
    },
    subscribe: source.subscribe,
    loadEarlier: () => void (asked += 1),
    close: () => undefined,
  };
  const client = { openChapters: () => Promise.resolve(chapters) } as unknown as HoldlineClient;
  const index = new DayIndex(client, 'c' as ConversationId);
  await Promise.resolve();
  expect(asked).toBe(1);
  expect([[...index.counts.values()], index.extent]).toEqual([[1], 'reading']);
  source.set({ conversation: said(NOON - 2 * DAY, NOON, NOON + 1), earlier: 'offline', isBehind: false });
  expect([[...index.counts.values()], index.extent]).toEqual([[1, 2], 'elsewhere']);
  source.set({ conversation: said(NOON - 2 * DAY), earlier: 'beginning', isBehind: false });
  expect(index.extent).toBe('all');
  index.close();
});
