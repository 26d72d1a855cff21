import type { SendKey } from './preferences.svelte.ts';

export const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** What the key is called that makes a shortcut of another one. */
export const commandKey = isApple ? '⌘' : 'Ctrl';

/** Whether a key press sends. With Ctrl or ⌘ it always does; while an input method composes a word it never does. */
export function isSendKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'>,
  preference: SendKey,
): boolean {
  if (event.key !== 'Enter' || event.isComposing) return false;
  if (event.ctrlKey || event.metaKey) return true;
  return preference === 'enter' && !event.shiftKey && !event.altKey;
}
