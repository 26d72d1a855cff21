import { SECTIONS, type Section } from './sections.ts';

/** What a key means on the desk while nobody is typing. */
export type DeskKey =
  | { readonly kind: 'move'; readonly step: 1 | -1 }
  | { readonly kind: 'section'; readonly section: Section }
  | { readonly kind: 'take' | 'reply' | 'note' | 'close' | 'history' | 'search' | 'help' };

/** Null for a key that is not ours: with a modifier it is the browser's, in a field it is the writer's. */
export function deskKeyOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented'>,
  isTyping: boolean,
): DeskKey | null {
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  if (event.key === '?') return { kind: 'help' };
  if (event.key === '/') return { kind: 'search' };
  // By place on the keyboard, so that it is the same key on a Cyrillic layout.
  switch (event.code) {
    case 'KeyJ':
      return { kind: 'move', step: 1 };
    case 'KeyK':
      return { kind: 'move', step: -1 };
    case 'KeyT':
      return { kind: 'take' };
    case 'KeyR':
      return { kind: 'reply' };
    case 'KeyN':
      return { kind: 'note' };
    case 'KeyH':
      return { kind: 'history' };
    case 'KeyE':
      return { kind: 'close' };
  }
  const section = SECTIONS[['Digit1', 'Digit2', 'Digit3', 'Digit4'].indexOf(event.code)];
  return section === undefined ? null : { kind: 'section', section };
}

/** Whether keys go into something: a field, a menu or a dialog. */
export const isTypingIn = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable], dialog, [role="menu"]') !== null;
