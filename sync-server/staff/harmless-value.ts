/** Values that stand in maps and lists of documents that staff write. */

const DEEPEST = 6;
const LONGEST_TEXT = 16 * 1024;
const MOST_PARTS = 500;
const LONGEST_KEY = 200;
/** Keys that change what an object is when somebody copies it without care. */
const DANGEROUS = new Set(['__proto__', 'constructor', 'prototype']);

export const isHarmlessKey = (key: string): boolean =>
  key.length > 0 && key.length <= LONGEST_KEY && !DANGEROUS.has(key);

/** Plain JSON, not deep and not huge. Nothing that JSON does not have (undefined, bigint, bytes), and no foreign prototypes. */
export function isHarmless(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string') return value.length <= LONGEST_TEXT;
  if (typeof value !== 'object' || depth >= DEEPEST) return false;
  if (Array.isArray(value)) return value.length <= MOST_PARTS && value.every((part) => isHarmless(part, depth + 1));
  // A key `__proto__` in the bytes has become the object's prototype.
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= MOST_PARTS && entries.every(([key, part]) => isHarmlessKey(key) && isHarmless(part, depth + 1))
  );
}
