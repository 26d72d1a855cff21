/** `/` or `#` in a text, and what was typed behind it up to the caret. */
export interface Trigger {
  /** Where the sign stands, and where what it asks for ends; in UTF-16 units. */
  readonly at: number;
  readonly end: number;
  readonly query: string;
}

const LONGEST = 40;

/**
 * A sign asks for templates only at the beginning of the text or after a blank, and only while what follows could be the name of
 * one: an address, a path and a fraction have something else before the sign, or a second one behind it (TPL6).
 */
export function triggerAt(text: string, caret: number): Trigger | null {
  for (let at = caret - 1; at >= Math.max(0, caret - 1 - LONGEST); at -= 1) {
    const sign = text[at];
    if (sign === '\n') return null;
    if (sign !== '/' && sign !== '#') continue;
    const query = text.slice(at + 1, caret);
    const isFirst = at === 0 || /\s/.test(text[at - 1] ?? '');
    return isFirst && !/^\s|\s\s/.test(query) ? { at, end: caret, query } : null;
  }
  return null;
}

/** Where the sign and its words stand by now: a colleague may have written before them. */
export function rangeOf(
  text: string,
  trigger: Trigger | null,
): { readonly start: number; readonly end: number } | null {
  if (trigger === null) return null;
  const { at, end, query } = trigger;
  if (text.slice(at + 1, end) === query && /[/#]/.test(text[at] ?? '')) return { start: at, end };
  const start = Math.max(text.lastIndexOf(`/${query}`), text.lastIndexOf(`#${query}`));
  return start === -1 ? null : { start, end: start + 1 + query.length };
}
