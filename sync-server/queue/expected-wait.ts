/** Under so many minutes, as it is told: rounded up, so that it is rarely said too little. */
export const TOLD_MINUTES = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60] as const;

/** How long four of five waits were at most; one in five lasts longer than what is told. */
const SHARE = 0.8;
/** Fewer waits tell nothing. */
export const LEAST_WAITS = 5;
const MINUTE = 60_000;

/**
 * What can be said of how long one waits: `minutes` under which it usually is, 0 when that is more than an hour; undefined while too
 * little was measured. `ended`: how long those waited who were taken up lately, ms. `going`: how long those wait already who still
 * do; where that is longer than most ended waits it counts as what it will at least be, so that a desk on which nothing moves any
 * more does not go on saying what was so before.
 */
export function expectedWait(ended: readonly number[], going: readonly number[]): number | undefined {
  if (ended.length < LEAST_WAITS) return undefined;
  const usual = quantile(ended);
  const slow = going.filter((wait) => wait > usual);
  const most = quantile([...ended, ...slow]);
  return TOLD_MINUTES.find((minutes) => most <= minutes * MINUTE) ?? 0;
}

function quantile(waits: readonly number[]): number {
  const sorted = waits.toSorted((one, other) => one - other);
  return sorted[Math.ceil(SHARE * sorted.length) - 1] ?? 0;
}
