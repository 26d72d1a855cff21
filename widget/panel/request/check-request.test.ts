import { expect, test } from 'vitest';
import { beginningOf, problemsOf, reachLine, requestLines } from './check-request.ts';
import { answersIn, contactIn, keptOf, parseFilled } from '../ask/asked.ts';

const LABELS = { name: 'Name', email: 'E-mail', phone: 'Phone' };
const plain = requestLines(undefined, 'en', true, LABELS);

test.each([
  [' ', { phone: '600 100 200' }, 'words', 'empty'],
  ['Help', { name: 'Ann' }, 'email', 'reach'],
  ['Help', { email: ' ', phone: ' ' }, 'email', 'reach'],
  ['Help', { email: 'ann@example' }, 'email', 'email'],
  ['Help', { email: 'ann@example', phone: '+48 600 100 200' }, 'email', 'email'],
  ['Help', { phone: '12-34' }, 'phone', 'phone'],
  ['Help', { email: 'ann@example.com', phone: 'call me' }, 'phone', 'phone'],
] as const)('REQ2 an e-mail address or a phone number, and words: %j, %j', (words, filled, key, problem) => {
  expect(problemsOf(words, filled, plain)).toEqual({ [key]: problem });
});

test('REQ2 all that is missing is told at once', () => {
  expect(problemsOf(' ', { phone: '12' }, plain)).toEqual({ words: 'empty', phone: 'phone' });
  expect(problemsOf(' ', {}, plain)).toEqual({ words: 'empty', email: 'reach' });
});

test.each([{ email: ' ann@example.com ' }, { phone: '(600) 100-200' }])('REQ2 %j can be left', (filled) => {
  expect(problemsOf('Help', filled, plain)).toEqual({});
});

const FORM = {
  fields: { name: 'required', phone: 'required' },
  questions: [{ ask: { en: 'Order number' }, need: 'required' }],
} as const;

test('REQ2 ASK1 the site’s own questions are asked where a talk begins, and what it requires of who begins a chat is required', () => {
  const lines = requestLines(FORM, 'en', true, LABELS);
  expect(lines.map(({ key, isRequired, isOptional }) => [key, isRequired, isOptional])).toEqual([
    ['name', true, false],
    ['email', false, false],
    ['phone', true, false],
    ['q0', true, false],
  ]);
  expect(plain.map(({ key, isOptional }) => [key, isOptional])).toEqual([
    ['name', true],
    ['email', false],
    ['phone', false],
  ]);
  // A talk that was begun has answered them.
  expect(requestLines(FORM, 'en', false, LABELS).map(({ key }) => key)).toEqual(['name', 'email', 'phone']);
  expect(problemsOf('Help', { q0: '17' }, lines)).toEqual({ name: 'missing', phone: 'missing' });
  expect(problemsOf('Help', { name: 'Ann', email: 'ann@example.com', q0: '17' }, lines)).toEqual({ phone: 'missing' });
  const filled = { name: ' Ann ', email: '', phone: ' 600 100 200', q0: ' ' };
  expect(problemsOf('Help', filled, lines)).toEqual({ q0: 'missing' });
  expect(problemsOf('Help', { ...filled, q0: 'A-17' }, lines)).toEqual({});
  expect(answersIn(lines, { ...filled, q0: 'A-17' })).toEqual([{ ask: 'Order number', answer: 'A-17' }]);
  // An empty field forgets nothing that was known before.
  expect(contactIn(lines, filled)).toEqual({ name: 'Ann', phone: '600 100 200' });
});

test('REQ2 what was typed before stands there again, else what the page says', () => {
  const known = { name: 'Ann', email: 'ann@example.com', userId: '7' };
  expect(beginningOf({}, known)).toEqual({ name: 'Ann', email: 'ann@example.com' });
  const typed = { name: '', email: 'other@example.com', phone: '600 100 200', q0: '17' };
  expect(beginningOf(typed, known)).toEqual({ ...typed, name: 'Ann' });
  expect(beginningOf({}, null)).toEqual({});
});

test('REQ2 ASK3 what was sent is known on this device by what to reach them, and by the department', () => {
  expect(JSON.parse(keptOf({ email: 'ann@example.com' }, { id: 'd1', name: 'Sales' }))).toEqual({
    email: 'ann@example.com',
    department: 'd1',
    chosen: 'Sales',
    left: true,
  });
  expect(JSON.parse(keptOf({ name: 'Ann' }, undefined))).toEqual({ name: 'Ann' });
  expect(parseFilled(keptOf({ phone: '600' }, undefined))).toEqual({ phone: '600' });
});

test('REQ2 in place of words stands how to reach them', () => {
  expect(reachLine({ name: 'Ann', email: ' ann@example.com', phone: '600 100 200' })).toBe(
    'ann@example.com · 600 100 200',
  );
});
