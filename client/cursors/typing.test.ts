import { expect, test } from 'vitest';
import type { ConversationId } from '#schema/ids.ts';
import { createTyping } from './typing.ts';

const ID = 'a conversation' as ConversationId;

test('PREVIEW2 a timer that rings late tells nothing that is older than what was told, and the newest is told in the end', () => {
  let now = 0;
  let rings: (() => void)[] = [];
  const told: (string | undefined)[] = [];
  const ports = {
    now: () => now,
    setTimeout: (run: () => void) => {
      rings.push(run);
      return () => undefined;
    },
  };
  const ring = (): void => {
    const due = rings;
    rings = [];
    for (const run of due) run();
  };
  const typing = createTyping(ports as never, ({ text }) => told.push(text));
  typing.own(ID, 'h');
  typing.own(ID, 'he');
  now = 1_200;
  typing.own(ID, 'hel');
  ring();
  expect(told).toEqual(['h', 'hel']);
  typing.own(ID, 'hell');
  typing.own(ID, 'hello');
  now = 2_400;
  ring();
  expect(told).toEqual(['h', 'hel', 'hello']);
});
