import { expect, test } from 'vitest';
import { isSendKey } from './send-key.ts';

const key = (changes: Partial<KeyboardEvent>): Parameters<typeof isSendKey>[0] => ({
  key: 'Enter',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  ...changes,
});

test('B8 Ctrl+Enter and ⌘+Enter send whatever was chosen; Enter alone only when chosen', () => {
  for (const preference of ['mod-enter', 'enter'] as const) {
    expect(isSendKey(key({ ctrlKey: true }), preference)).toBe(true);
    expect(isSendKey(key({ metaKey: true }), preference)).toBe(true);
    expect(isSendKey(key({}), preference)).toBe(preference === 'enter');
    expect(isSendKey(key({ shiftKey: true }), preference)).toBe(false);
    expect(isSendKey(key({ key: 'a', ctrlKey: true }), preference)).toBe(false);
  }
});

test('B8 Enter that ends the composing of a word sends nothing', () => {
  expect(isSendKey(key({ isComposing: true, ctrlKey: true }), 'enter')).toBe(false);
});
