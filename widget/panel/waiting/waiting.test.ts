import { expect, test } from 'vitest';
import { ANNA, said, talk, VISITOR } from '#schema/commands/decide.fixtures.ts';
import type { PartHost } from '../parts/part.ts';
import { chosenInVain } from './chosen-in-vain.ts';
import { isLate } from './is-late.ts';
import { lineWords, WAITING_TEXTS } from './waiting-texts.ts';
import { waitsSince } from './waits-since.ts';

const MINUTE = 60_000;
const asked = talk([VISITOR, said('Hello')], [VISITOR, said('Anybody?')]);

test('REQ7 one waits since the first words without an answer', () => {
  expect(waitsSince(asked)).toBe(asked?.messages[1]?.at);
  const answered = talk([VISITOR, said('Hello')], [ANNA, { kind: 'taken' }], [ANNA, said('Yes?')]);
  expect(waitsSince(answered)).toBeNull();
  const again = talk(
    [VISITOR, said('Hello')],
    [ANNA, { kind: 'taken' }],
    [ANNA, said('Yes?')],
    [ANNA, { kind: 'closed' }],
    [VISITOR, said('One more')],
  );
  expect(waitsSince(again && { ...again, head: { ...again.head, state: 'waiting' } })).toBe(again?.messages.at(-1)?.at);
  expect(waitsSince(null)).toBeNull();
});

test.each([
  [60, {}, true],
  [59, {}, false],
  [60, { isUnattended: true }, false],
  [60, { link: { state: 'offline' } }, false],
] as const)('REQ7 after %i s, with %j, nobody has answered for a while: %s', (seconds, facts, isSo) => {
  const now = (waitsSince(asked) ?? 0) + seconds * 1_000;
  const host = (nobody?: object): Pick<PartHost, 'chat' | 'options'> =>
    ({
      chat: { confirmed: asked, isUnattended: false, link: { state: 'live' }, duty: { now }, ...facts },
      options: { served: { nobody } },
    }) as unknown as Pick<PartHost, 'chat' | 'options'>;
  expect(isLate(host())).toBe(isSo);
  expect(isLate(host({ after: 0 }))).toBe(false);
  expect(isLate(host({ after: 3_600 }))).toBe(false);
});

test('QUEUE2 what is told is what is known: not yet, more than an hour, or longer than usual', () => {
  const { en, ru, pl } = WAITING_TEXTS;
  expect(lineWords(en, { place: 1 }, MINUTE)).toBe('You are next in line. We cannot tell yet how long it takes.');
  expect(lineWords(en, { place: 4, wait: 3 }, MINUTE)).toBe(
    'You are number 4 in line. Usually somebody is with you within 3 minutes.',
  );
  expect(lineWords(en, { place: 4, wait: 3 }, 3 * MINUTE + 1)).toBe(
    'You are number 4 in line. It is taking longer than usual.',
  );
  expect(lineWords(en, { place: 2, wait: 0 }, 90 * MINUTE)).toContain('more than an hour');
  expect(ru.wait(2)).toBe('Обычно подключаются меньше чем за 2 минуты.');
  expect(ru.wait(20)).toBe('Обычно подключаются меньше чем за 20 минут.');
  expect(pl.wait(5)).toBe('Zwykle ktoś dołącza w ciągu 5 minut.');
});

test('ASK3 a choice was in vain where the talk waits and belongs to no department, as it did from its beginning', () => {
  expect(chosenInVain(asked)).toBe(true);
  expect(chosenInVain(asked && { ...asked, head: { ...asked.head, department: 'sales' } })).toBe(false);
  const taken = talk([VISITOR, said('Hello')], [ANNA, { kind: 'taken' }]);
  expect(chosenInVain(taken)).toBe(false);
  expect(chosenInVain(taken && { ...taken, head: { ...taken.head, state: 'waiting' } })).toBe(false);
  expect(chosenInVain(null)).toBe(false);
});
