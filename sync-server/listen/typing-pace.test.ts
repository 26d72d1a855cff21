import { expect, test } from 'vitest';
import type { ConversationId } from '#schema/ids.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createTypingPace } from './typing-pace.ts';

const ID = 'a conversation' as ConversationId;

function open() {
  const time = manualTime();
  const told: (string | undefined)[] = [];
  return { ...time, told, ...createTypingPace(time, (_id, text) => told.push(text)) };
}

test('PREVIEW2 at most one a second, and what stands there in the end is always told', () => {
  const { typed, pass, told } = open();
  for (const text of ['h', 'he', 'hel', 'hell', 'hello']) {
    typed(ID, text);
    pass(300);
  }
  expect(told).toEqual(['h', 'hell']);
  pass(1_000);
  expect(told).toEqual(['h', 'hell', 'hello']);
  pass(60_000);
  expect(told).toHaveLength(3);
});

test('PREVIEW2 signs without words are dropped when they are too early, and each conversation has its own second', () => {
  const { typed, pass, told } = open();
  typed(ID, undefined);
  typed(ID, undefined);
  typed('another' as ConversationId, undefined);
  pass(60_000);
  expect(told).toHaveLength(2);
});

test('PREVIEW3 what was sent is not told as a preview afterwards, nor is anything after the end', () => {
  const { typed, sent, end, pass, told } = open();
  typed(ID, 'h');
  typed(ID, 'hello');
  sent(ID);
  pass(60_000);
  typed(ID, 'a');
  typed(ID, 'and');
  end();
  pass(60_000);
  expect(told).toEqual(['h', 'a']);
});

test('PREVIEW2 a timer that rings late tells nothing that is older than what was told', () => {
  let now = 0;
  const rings: (() => void)[] = [];
  const told: (string | undefined)[] = [];
  const timers = {
    after: (_ms: number, run: () => void) => {
      const ring = (): void => run();
      rings.push(ring);
      return () => void rings.splice(rings.indexOf(ring), 1);
    },
  };
  const { typed } = createTypingPace({ clock: { now: () => now }, timers }, (_id, text) => told.push(text));
  typed(ID, 'h');
  typed(ID, 'he');
  now = 1_200;
  typed(ID, 'hello');
  for (const ring of [...rings]) ring();
  expect(told).toEqual(['h', 'hello']);
});
