/**
 * Places in a list as text that sorts: between any two there is always another, so that putting something in its place changes
 * nothing but its own key, whatever others put elsewhere at the same time. Compared by code units.
 *
 * A key is a fraction in base 36 that never ends in `0`. Its first digits count up and down from the middle, so that keys stay
 * short where things are added at the ends; in between it grows. Keys have a part by chance: two people who put something into
 * the same gap at the same time seldom make the same key, and where they do the ids decide.
 */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
const WHOLE = 5;
const ENDS = BASE ** WHOLE;
const STEP = 64;

/** From 0 to just under 1. */
export type Random = () => number;

const below = (limit: number, random: Random): number => Math.floor(random() * limit);
const digit = (value: number): string => DIGITS[value] ?? '0';
const valueAt = (key: string, index: number): number => Math.max(0, DIGITS.indexOf(key[index] ?? '0'));
const wholeOf = (key: string): number => Number.parseInt(key.slice(0, WHOLE).padEnd(WHOLE, '0'), BASE);
const fromWhole = (whole: number, random: Random): string =>
  whole.toString(BASE).padStart(WHOLE, '0') + digit(1 + below(BASE - 1, random));

const KEY = /^[0-9a-z]{0,199}[1-9a-z]$/;
export const isOrderKey = (value: unknown): value is string => typeof value === 'string' && KEY.test(value);

/** A key behind `before` and in front of `after`; null is the end of the list. */
export function orderBetween(before: string | null, after: string | null, random: Random): string {
  if (before === null && after === null) return fromWhole(Math.floor(ENDS / 2) + below(STEP, random), random);
  if (before === null) {
    const whole = wholeOf(after ?? '') - 1 - below(STEP, random);
    return whole > 0 ? fromWhole(whole, random) : between('', after, random);
  }
  if (after === null || after <= before) {
    const whole = wholeOf(before) + 1 + below(STEP, random);
    return whole < ENDS ? fromWhole(whole, random) : between(before, null, random);
  }
  return between(before, after, random);
}

/** With a last digit by chance: what is between is never the beginning of what is behind it, so that any digit may follow. */
const between = (before: string, after: string | null, random: Random): string =>
  middle(before, after, random) + digit(1 + below(BASE - 1, random));

/** `before` < `after`, and neither ends in `0`; an empty `before` is nothing. */
function middle(before: string, after: string | null, random: Random): string {
  if (after !== null) {
    let same = 0;
    while (same < after.length && (before[same] ?? '0') === after[same]) same += 1;
    if (same > 0) return after.slice(0, same) + middle(before.slice(same), after.slice(same), random);
  }
  const low = valueAt(before, 0);
  const high = after === null ? BASE : valueAt(after, 0);
  if (high - low > 1) return digit(low + 1 + below(high - low - 1, random));
  return digit(low) + middle(before.slice(1), null, random);
}
