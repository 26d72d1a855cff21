import * as v from 'valibot';

/** What clocks on the wall show, and when. A time on such a clock is written as if it were UTC, ms. */

const DAY = 86_400_000;

/** Making one costs a hundred times as much as asking it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** Whether this runtime knows the time zone (`Europe/Warsaw`). */
export function isTimeZone(zone: string): boolean {
  try {
    return zone !== '' && formatOf(zone) !== null;
  } catch {
    return false;
  }
}

export const timeZoneSchema = /*#__PURE__*/ v.pipe(v.string(), v.maxLength(60), v.check(isTimeZone, 'a time zone'));

/** What the clock of a zone shows at a moment; whole seconds. */
export function wallOf(zone: string, at: number): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (part: Intl.DateTimeFormatPartTypes): number => parts.get(part) ?? 0;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/**
 * The moment at which the clock of a zone shows this whole minute: the first of two where it is put back, and the moment of the
 * jump where it is put forward over it.
 */
export function momentOf(zone: string, wall: number): number {
  const offsetAt = (at: number): number => wallOf(zone, at) - at;
  // Both offsets that can hold around it: clocks change by no more than a day.
  const offsets = [offsetAt(wall - DAY), offsetAt(wall + DAY)];
  const moments = [...new Set(offsets)].map((offset) => wall - offset).filter((at) => wallOf(zone, at) === wall);
  if (moments.length > 0) return Math.min(...moments);
  // In the gap: the first moment at which the clock shows more.
  let [before, after] = [wall - Math.max(...offsets) - 1, wall - Math.min(...offsets) + 1];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallOf(zone, middle) > wall) after = middle;
    else before = middle;
  }
  return after;
}
