import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConversationId } from '#schema/ids.ts';
import type { Author } from '#schema/words.ts';
import { createVirtualClock } from '../../tests/support/virtual-clock.ts';
import { createTyping, isStillTyping } from './typing.ts';

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

const VERA: Author = { kind: 'visitor', id: 'v', name: 'Vera' };
const ANNA: Author = { kind: 'operator', id: 'anna', name: 'Anna' };
const said = (by: Author, seq: number, kind = 'text') => ({ kind, by, seq });

test('TYPE1 words end the typing before them, also under an answer; a sign behind them, and what is done, do not', () => {
  const typist = { ...VERA, after: 3 };
  expect(isStillTyping(typist, [said(VERA, 3)])).toBe(true);
  expect(isStillTyping(typist, [said(VERA, 4), said(ANNA, 5)])).toBe(false);
  expect(isStillTyping({ ...VERA, after: 5 }, [said(VERA, 4), said(ANNA, 5)])).toBe(true);
  expect(isStillTyping(typist, [said(VERA, 4, 'reopened'), said(ANNA, 5)])).toBe(true);
  // A server that does not say so, and a talk of which nothing is here yet.
  expect(isStillTyping(VERA, [said(VERA, 4)])).toBe(true);
  expect(isStillTyping(typist)).toBe(true);
});

test('TYPE1 however much later than lines signs come, and whatever the clock of a device says, what the server was told last decides', () => {
  const event = fc.record({ by: fc.constantFrom(VERA, ANNA), isSign: fc.boolean() });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), fc.integer(), fc.boolean(), (events, skew, areSignsLate) => {
      const clock = createVirtualClock();
      const { typing, received } = createTyping({ ...clock, now: () => clock.now() + skew }, () => undefined);
      const lines: ReturnType<typeof said>[] = [];
      const signs: number[] = [];
      for (const { by, isSign } of events) {
        if (!isSign) lines.push(said(by, lines.length + 1));
        else if (by === VERA) signs.push(lines.length);
      }
      const isShown = (): boolean => {
        const typist = typing.current.get(ID);
        return typist !== undefined && isStillTyping(typist, areSignsLate ? lines : []);
      };
      for (const after of signs) received({ conversation: ID, by: VERA, after });
      if (!areSignsLate) expect(isShown()).toBe(signs.length > 0);
      areSignsLate = true;
      expect(isShown()).toBe(events.findLast(({ by }) => by === VERA)?.isSign === true);
      clock.advance(6_000);
      expect(isShown()).toBe(false);
    }),
  );
});
