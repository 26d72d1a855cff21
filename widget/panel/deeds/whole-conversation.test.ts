import { expect, test } from 'vitest';
import type { Chapters, ChaptersState } from '#client/interface.ts';
import { createSettable } from '#client/watchable.ts';
import { said, talk, VISITOR } from '#schema/commands/decide.fixtures.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { wholeConversation } from './whole-conversation.ts';

const talkOf = (...texts: string[]): Conversation =>
  talk(...texts.map((text) => [VISITOR, said(text)] as const)) as Conversation;

/** Chapters that come one after the other when they are asked for; `ends`: how the last one that is asked for ends. */
function chaptersOver(earlier: readonly string[], ends: ChaptersState['earlier']) {
  const left = [...earlier];
  let words = ['newest'];
  const state = createSettable<ChaptersState>({ conversation: talkOf(...words), earlier: 'more', isBehind: false });
  const chapters = {
    get current() {
      return state.current;
    },
    subscribe: state.subscribe,
    loadEarlier: () => {
      state.set({ ...state.current, earlier: 'loading' });
      queueMicrotask(() => {
        const next = left.pop();
        if (next !== undefined) words = [next, ...words];
        const now = left.length === 0 ? ends : 'more';
        state.set({ conversation: talkOf(...words), earlier: now, isBehind: false });
      });
    },
  } as unknown as Chapters;
  return chapters;
}
const textsOf = (whole: Awaited<ReturnType<typeof wholeConversation>>) =>
  whole?.conversation.messages.flatMap((message) => (message.kind === 'text' ? [message.text] : []));

test('SCRIPT2 it goes back to the beginning, chapter by chapter', async () => {
  const whole = await wholeConversation(null, chaptersOver(['first', 'second', 'third'], 'beginning'));
  expect(textsOf(whole)).toEqual(['first', 'second', 'third', 'newest']);
  expect(whole?.isWhole).toBe(true);
});

test('SCRIPT2 what is not on the device and cannot be fetched is missing, and that is told', async () => {
  for (const ends of ['offline', 'failed'] as const) {
    const whole = await wholeConversation(null, chaptersOver(['third'], ends));
    expect(textsOf(whole), ends).toEqual(['third', 'newest']);
    expect(whole?.isWhole, ends).toBe(false);
  }
});

test('SCRIPT2 a talk without chapters is whole unless it began before what is known; of none there is nothing', async () => {
  expect((await wholeConversation(talkOf('only'), null))?.isWhole).toBe(true);
  const later = { ...talkOf('only'), previous: { number: 1, lastSeq: 2, clock: 3 } } as unknown as Conversation;
  expect((await wholeConversation(later, null))?.isWhole).toBe(false);
  expect(await wholeConversation(null, null)).toBeNull();
});
