import { expect, test } from 'vitest';
import type { PublicForm } from '#schema/site/parts/form.ts';
import { offeredIn } from './offered.ts';
import { suspendedWords } from './suspended-words.ts';
import { answersIn, contactIn, linesOf, parseFilled, problemsIn } from './asked.ts';

const LABELS = { name: 'Name', email: 'E-mail', phone: 'Phone' };
const FORM: PublicForm = {
  fields: { name: 'optional', email: 'required', phone: 'optional' },
  questions: [
    { ask: { en: 'Order number', pl: 'Numer zamówienia' }, need: 'required' },
    { ask: { pl: 'Miasto' }, need: 'optional' },
  ],
};
const lines = linesOf(FORM, 'en', null, LABELS);
const whole = { email: 'ann@example.com', q0: ' 17 ' };

test('ASK1 what is asked, in the language of the panel where the site has words in it', () => {
  expect(lines.map(({ label, isRequired }) => `${label}${isRequired ? '*' : ''}`)).toEqual([
    'Name',
    'E-mail*',
    'Phone',
    'Order number*',
    'Miasto',
  ]);
  expect(linesOf(FORM, 'pl', null, LABELS).at(-2)?.label).toBe('Numer zamówienia');
  expect(linesOf(undefined, 'en', null, LABELS)).toEqual([]);
});

test('ASK1 what the page has told is not asked', () => {
  const known = linesOf(FORM, 'en', { email: 'ann@example.com', name: '' }, LABELS);
  expect(known.map(({ key }) => key)).toEqual(['name', 'phone', 'q0', 'q1']);
});

test.each([
  [{}, 'email', 'missing'],
  [{ ...whole, email: ' ' }, 'email', 'missing'],
  [{ ...whole, email: 'ann@example' }, 'email', 'email'],
  [{ ...whole, phone: '12-34' }, 'phone', 'phone'],
  [{ ...whole, q0: '' }, 'q0', 'missing'],
  [{}, 'q0', 'missing'],
] as const)('ASK1 %j cannot be left so: %s, %s', (filled, key, problem) => {
  expect(problemsIn(lines, filled)).toMatchObject({ [key]: problem });
});

test('ASK2 the fields go to the card, the questions to the beginning of the talk; what was left empty goes nowhere', () => {
  expect(problemsIn(lines, whole)).toEqual({});
  expect(contactIn(lines, whole)).toEqual({ email: 'ann@example.com' });
  expect(answersIn(lines, whole)).toEqual([{ ask: 'Order number', answer: '17' }]);
});

test('ASK1 what was typed before stands there again; what cannot be read is nothing', () => {
  expect(parseFilled('{"q0":"17","left":true}')).toEqual({ q0: '17' });
  for (const kept of ['', 'null', '[', '7']) expect(parseFilled(kept)).toEqual({});
});

test('ASK3 the page’s own file tells what may be chosen until a line does; who is there is told by a line that is there', () => {
  const sales = { id: 'd1', name: 'Sales' };
  const offered = (told: readonly object[] | undefined, state: string) =>
    offeredIn({
      chat: { duty: { departments: told }, link: { state } },
      options: { served: { form: { fields: {}, departments: [sales] } } },
    } as never);
  expect(offered(undefined, 'connecting')).toEqual([sales]);
  expect(offered([{ ...sales, on: true }], 'live')).toEqual([{ ...sales, on: true }]);
  expect(offered([{ ...sales, on: true }], 'offline')).toEqual([sales]);
  // It was archived since.
  expect(offered([], 'live')).toEqual([]);
  expect(offered([], 'offline')).toEqual([]);
});

test('BLOCK2 a form says why it does not go, and until when', () => {
  const suspended = (until: string | null): string => `until ${until ?? 'further notice'}`;
  const words = (suspendedUntil: number | null) =>
    suspendedWords({ chat: { suspendedUntil }, options: { language: 'en' }, texts: { suspended } } as never);
  expect(words(0)).toBeNull();
  expect(words(null)).toBe('until further notice');
  expect(words(Date.parse('2026-11-30T09:00Z'))).toMatch(/^until .*2026.*\d\d/);
});
