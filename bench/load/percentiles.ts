import type { Percentiles } from './orders.ts';

/** Of the first `count` values; sorts them in place. All zero where there are none. */
export function percentilesOf(values: Float64Array, count: number): Percentiles {
  const sorted = values.subarray(0, count).sort();
  const at = (share: number): number => sorted[Math.min(count - 1, Math.floor(count * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
