/** What changed in a text: at `at`, `removed` characters gave way to `inserted`. */
export interface TextChange {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** The smallest single change that makes one text of the other; never through the middle of a character. */
export function changeBetween(before: string, after: string): TextChange | null {
  if (before === after) return null;
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start -= 1;
  let end = 0;
  while (
    end < shortest - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end += 1;
  }
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end -= 1;
  return { at: start, removed: before.length - start - end, inserted: after.slice(start, after.length - end) };
}

/** Where a place in the text is after a change: behind what was inserted before it, never inside what is gone. */
export function moved(place: number, { at, removed, inserted }: TextChange): number {
  if (place <= at) return place;
  return Math.max(at, place - removed) + (place >= at + removed ? inserted.length : 0);
}

/** A change that was made to `base`, as it is to be made to what has become of it. */
export function rebased(change: TextChange, base: string, now: string): TextChange {
  const meanwhile = changeBetween(base, now);
  if (meanwhile === null) return change;
  const at = Math.min(now.length, moved(change.at, meanwhile));
  const end = Math.min(now.length, moved(change.at + change.removed, meanwhile));
  return { at, removed: Math.max(0, end - at), inserted: change.inserted };
}
