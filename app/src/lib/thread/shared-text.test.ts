import { expect, test } from 'vitest';
import { Doc } from 'yjs';
import { SharedText } from './shared-text.svelte.ts';

/** A draft whose storage has not been read; `read` is when it is, with what stands there. */
function draft(shown: string) {
  const doc = new Doc();
  const replica = { doc, isReady: false, subscribe: () => () => undefined };
  const text = new SharedText(replica, 'reply', shown);
  return {
    text,
    read: (stored: string, isCopy: boolean): string => {
      doc.getText('reply').insert(0, stored);
      replica.isReady = true;
      text.settle(isCopy);
      return text.current;
    },
  };
}

test.each([
  ['typed just now', '', '', false],
  ['shown from the copy and sent as it was', 'Ten euros.', 'Ten euros.', true],
  ['shown from the copy that was older', 'Ten', 'Ten', true],
  ['of a time before drafts were shared', 'Ten', '', false],
])('STAFF6 a reply sent before storage was read is no draft afterwards: %s', (_what, shown, stored, isCopy) => {
  const { text, read } = draft(shown);
  text.write('Ten euros.');
  text.remove('Ten euros.');
  expect(text.current).toBe('');
  expect(read(stored, isCopy)).toBe('');
});

test('STAFF6 what a colleague has written into it meanwhile stays', () => {
  const { text, read } = draft('Ten');
  text.write('Ten euros.');
  text.remove('Ten euros.');
  expect(read('Ten and my regards', true)).toBe(' and my regards');
});

test('STAFF12 words that stand in the stored draft are not touched by an older reply that was sent', () => {
  const { text, read } = draft('Old words');
  text.remove('Old words');
  expect(read('Other words', false)).toBe('Other words');
});

test('STAFF8 what is typed before storage was read goes where it belongs', () => {
  const { text, read } = draft('Ten');
  text.write('Ten euros.');
  expect(read('Ten', true)).toBe('Ten euros.');
});
