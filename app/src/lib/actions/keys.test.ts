import { expect, test } from 'vitest';
import { ACTION_IDS, shapeOf } from './catalogue.ts';
import { chordOf, keysAsShown, keysAsTold, readChord, SECOND_KEY, type Press } from './keys.ts';

const press = (key: string, code: string, changes: Partial<Press> = {}): Press => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  defaultPrevented: false,
  isComposing: false,
  getModifierState: () => false,
  ...changes,
});
const chord = (...args: Parameters<typeof press>): string | null => chordOf(press(...args), false);
const read = (keys: string, options: Partial<Parameters<typeof readChord>[3]> = {}) =>
  readChord(keys, null, 0, { isWriting: false, hasSingleKeys: true, ...options });

test('KEYS2 a key is the letter printed on it, and its place where the letters are not Latin', () => {
  expect(chord('j', 'KeyJ')).toBe('j');
  expect(chord('J', 'KeyJ')).toBe('j');
  // Russian: the key of J says О; the one of / says a full stop, and a comma with Shift.
  expect(chord('о', 'KeyJ')).toBe('j');
  expect(chord('К', 'KeyR', { ctrlKey: true })).toBe('mod+r');
  expect(chord('.', 'Slash')).toBe('/');
  expect(chord(',', 'Slash', { shiftKey: true })).toBe('?');
  expect(chord('?', 'Digit7', { shiftKey: true })).toBe('?');
  // German, Dvorak and French: what is printed counts.
  expect(chord('z', 'KeyY')).toBe('z');
  expect(chord('j', 'KeyC')).toBe('j');
  expect(chord('é', 'Digit2')).toBe('2');
  expect(chord('х', 'BracketLeft')).toBeNull();
});

test('KEYS2 what a Polish or German keyboard makes with AltGr is the writer’s', () => {
  expect(chord('ą', 'KeyA', { getModifierState: () => true })).toBeNull();
  expect(chord('ę', 'KeyE', { altKey: true, ctrlKey: true })).toBeNull();
  expect(chord('ł', 'KeyL')).toBeNull();
  expect(chord('{', 'Digit7', { getModifierState: () => true })).toBeNull();
});

test('KEYS1 what is composed, was dealt with or belongs to the browser is not ours', () => {
  expect(chord('j', 'KeyJ', { isComposing: true })).toBeNull();
  expect(chord('j', 'KeyJ', { defaultPrevented: true })).toBeNull();
  expect(chord('t', 'KeyT', { metaKey: true })).toBeNull();
  expect(read(chord('t', 'KeyT', { ctrlKey: true }) ?? '').actions).toEqual([]);
  expect(chordOf(press('k', 'KeyK', { metaKey: true }), true)).toBe('mod+k');
});

test('KEYS1 in a field no single key means anything', () => {
  expect(read('t').actions).toEqual(['conversation.take']);
  expect(read('t', { isWriting: true }).actions).toEqual([]);
  expect(read('g', { isWriting: true }).waiting).toBeNull();
});

test('KEYS4 single keys can be switched off, also the first of two', () => {
  expect(read('t', { hasSingleKeys: false }).actions).toEqual([]);
  expect(read('?', { hasSingleKeys: false }).actions).toEqual([]);
  expect(read('g', { hasSingleKeys: false }).waiting).toBeNull();
});

test('KEYS3 two keys in a row: the second counts for a moment, and a slip does nothing', () => {
  const options = { isWriting: false, hasSingleKeys: true };
  const { actions, waiting } = readChord('g', null, 1000, options);
  expect(actions).toEqual([]);
  expect(readChord('n', waiting, 1000 + SECOND_KEY, options)).toEqual({ actions: ['section.new'], waiting: null });
  expect(readChord('e', waiting, 1200, options)).toEqual({ actions: [], waiting: null });
  expect(readChord('n', waiting, 1001 + SECOND_KEY, options).actions).toEqual(['write.note']);
});

test('KEYS1 two actions share a key only where one excludes the other', () => {
  const shared = new Map<string, string[]>();
  for (const id of ACTION_IDS) for (const keys of shapeOf(id).keys) shared.set(keys, [...(shared.get(keys) ?? []), id]);
  expect([...shared.values()].filter((ids) => ids.length > 1)).toEqual([
    ['conversation.mute', 'conversation.unmute'],
    ['conversation.block', 'conversation.unblock'],
    ['conversation.close', 'conversation.reopen'],
  ]);
  // The first of two keys is nothing by itself.
  const firsts = new Set([...shared.keys()].filter((keys) => keys.includes(' ')).map((keys) => keys.split(' ')[0]));
  expect([...firsts].filter((first) => shared.has(first ?? ''))).toEqual([]);
});

test('KEYS1 keys are drawn as they are printed, and told to assistive software as it wants them', () => {
  expect(keysAsShown('g m', 'Ctrl')).toEqual(['G', 'M']);
  expect(keysAsShown('mod+k', '⌘')).toEqual(['⌘', 'K']);
  expect(keysAsTold(['g m', '1'], false)).toBe('1');
  expect(keysAsTold(['mod+k'], true)).toBe('Meta+k');
  expect(keysAsTold(['up'], false)).toBeUndefined();
});
