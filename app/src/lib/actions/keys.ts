import { ACTION_IDS, shapeOf, type ActionId } from './catalogue.ts';

/** How long the second key of two may take, ms. */
export const SECOND_KEY = 1500;

export type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'defaultPrevented' | 'isComposing'
> & { readonly getModifierState: (key: 'AltGraph') => boolean };

/**
 * What a press is called in the catalogue, null for one that can be none of it. The letter that is printed on the key; on a keyboard
 * whose letters are not Latin, the one that stands there on a Latin one. A key that makes another letter of Latin (AltGr) is the writer's.
 */
export function chordOf(press: Press, isApple: boolean): string | null {
  if (press.defaultPrevented || press.isComposing || press.altKey || press.getModifierState('AltGraph')) return null;
  const name = keyOf(press);
  const [isCommand, isOther] = isApple ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (name === null || isOther) return null;
  const isSign = !/^[a-z0-9]$/.test(name);
  return `${isCommand ? 'mod+' : ''}${press.shiftKey && !isSign ? 'shift+' : ''}${name}`;
}

const SIGNS: { readonly [key: string]: string } = { ArrowUp: 'up', '?': '?', '/': '/', '.': '.' };

function keyOf({ key, code, shiftKey }: Press): string | null {
  const letter = key.toLowerCase();
  if (/^[a-z0-9]$/.test(letter)) return letter;
  if (isOtherScript(letter)) return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : null;
  // Where digits are typed with Shift the key still has its place.
  if (/^Digit\d$/.test(code) && !shiftKey && SIGNS[key] === undefined) return code.slice(5);
  // The key beside the right Shift, as a Cyrillic keyboard has it.
  if (code === 'Slash' && key === (shiftKey ? ',' : '.')) return shiftKey ? '?' : '/';
  return SIGNS[key] ?? null;
}

const isOtherScript = (letter: string): boolean => /^\p{L}$/u.test(letter) && !/^\p{Script=Latin}$/u.test(letter);

/** Actions by their keys, without those that a field reads for itself. More than one where they exclude each other. */
const BY_KEYS: ReadonlyMap<string, readonly ActionId[]> = (() => {
  const byKeys = new Map<string, ActionId[]>();
  for (const id of ACTION_IDS) {
    const { keys, isOfField } = shapeOf(id);
    if (isOfField !== true) for (const chord of keys) byKeys.set(chord, [...(byKeys.get(chord) ?? []), id]);
  }
  return byKeys;
})();

const FIRST_OF_TWO: ReadonlySet<string> = new Set(
  [...BY_KEYS.keys()].flatMap((keys) => (keys.includes(' ') ? [keys.split(' ')[0] ?? ''] : [])),
);

/** A first key waits for its second until then, by the clock that was given. */
export type Waiting = { readonly first: string; readonly until: number } | null;

export interface Reading {
  readonly actions: readonly ActionId[];
  readonly waiting: Waiting;
}

const NOTHING: Reading = { actions: [], waiting: null };

/**
 * What a chord means. After a first key only a second one counts: a slip there must not close a conversation. While somebody writes
 * only chords with Ctrl or ⌘ are ours, and they alone where single keys are switched off.
 */
export function readChord(
  chord: string,
  waiting: Waiting,
  now: number,
  { isWriting, hasSingleKeys }: { readonly isWriting: boolean; readonly hasSingleKeys: boolean },
): Reading {
  const actions = BY_KEYS.get(chord) ?? [];
  if (chord.startsWith('mod+')) return { actions, waiting: null };
  if (isWriting || !hasSingleKeys) return NOTHING;
  if (waiting !== null && now <= waiting.until)
    return { actions: BY_KEYS.get(`${waiting.first} ${chord}`) ?? [], waiting: null };
  if (FIRST_OF_TWO.has(chord)) return { actions: [], waiting: { first: chord, until: now + SECOND_KEY } };
  return { actions, waiting: null };
}

/** Whether keys go into something that keeps them: a field, a menu. */
export const isWritingIn = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable], [role="menu"], [role="listbox"]') !== null;

/** Whether something modal is before everything else: no key means anything behind it. */
export const isBehindDialog = (): boolean => document.querySelector('dialog[open]') !== null;

const NAMES: { readonly [key: string]: string } = { up: '↑' };

/** The keys as they are drawn: `['G', 'M']`, `['Ctrl', 'K']`. */
export const keysAsShown = (chord: string, commandKey: string): readonly string[] =>
  chord
    .split(/[ +]/)
    .map((key) => (key === 'mod' ? commandKey : key === 'shift' ? '⇧' : (NAMES[key] ?? key.toUpperCase())));

/** The keys as assistive software is told of them (`aria-keyshortcuts`); two in a row cannot be said there. */
export const keysAsTold = (keys: readonly string[], isApple: boolean): string | undefined => {
  const told = keys
    .filter((chord) => !chord.includes(' ') && chord !== 'up')
    .map((chord) => chord.replace('mod', isApple ? 'Meta' : 'Control').replace('shift', 'Shift'));
  return told.length === 0 ? undefined : told.join(' ');
};

/** Out of the field that has the keyboard, so that keys are keys again: to the line that is open, or else to what was said (KEYS6). */
export function leaveField(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement) || !target.matches('input, textarea')) return;
  const places = document.querySelectorAll<HTMLElement>('nav [aria-current="page"], [role="log"]');
  const place = [...places].find((one) => one.checkVisibility());
  if (place === undefined) target.blur();
  else place.focus({ preventScroll: true });
}
