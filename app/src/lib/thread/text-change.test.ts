import { expect, test } from 'vitest';
import { changeBetween, moved, rebased, type TextChange } from './text-change.ts';

const applied = (text: string, { at, removed, inserted }: TextChange): string =>
  text.slice(0, at) + inserted + text.slice(at + removed);

test('STAFF11 a change is the smallest there is, and never through the middle of a character', () => {
  expect(changeBetween('same', 'same')).toBe(null);
  expect(changeBetween('Dear Ann', 'Dear dear Ann')).toEqual({ at: 5, removed: 0, inserted: 'dear ' });
  expect(changeBetween('one two', 'one')).toEqual({ at: 3, removed: 4, inserted: '' });
  expect(changeBetween('aaa', 'aaaa')).toEqual({ at: 3, removed: 0, inserted: 'a' });
  // 👋 and 👍 have their first half in common, 🌀 and 🐀 their second.
  expect(changeBetween('x👋y', 'x👍y')).toEqual({ at: 1, removed: 2, inserted: '👍' });
  expect(changeBetween('👋🏽', '👋🏾')).toEqual({ at: 2, removed: 2, inserted: '🏾' });
  for (const [before, after] of [
    ['', 'new'],
    ['old', ''],
    ['ab', 'ba'],
    ['😀😀', '😀'],
    ['a😀', '😀a'],
  ] as const) {
    const change = changeBetween(before, after);
    expect(change === null ? before : applied(before, change)).toBe(after);
  }
});

test('STAFF11 the caret stays between the same letters when a colleague writes before it, and where it is otherwise', () => {
  const before = { at: 0, removed: 0, inserted: 'Hello. ' };
  expect(moved(4, before)).toBe(11);
  expect(moved(0, before)).toBe(0);
  expect(moved(4, { at: 6, removed: 3, inserted: 'x' })).toBe(4);
  expect(moved(8, { at: 2, removed: 4, inserted: '' })).toBe(4);
  // What it stood in is gone.
  expect(moved(5, { at: 2, removed: 6, inserted: 'new' })).toBe(2);
});

test('STAFF11 what was typed while a colleague’s words were not shown yet comes where it belongs', () => {
  const typed = changeBetween('one three', 'one two three') as TextChange;
  const now = 'zero one three';
  expect(applied(now, rebased(typed, 'one three', now))).toBe('zero one two three');
  const cut = changeBetween('keep cut', 'keep') as TextChange;
  expect(applied('I keep cut', rebased(cut, 'keep cut', 'I keep cut'))).toBe('I keep');
});
