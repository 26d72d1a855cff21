/** The highest rate held with p99 < 100 ms and nothing lost: gallop, then halve, on a grid of 10 %. */
import type { MeasuredStep, Session } from '../session.ts';

const LATENCY_LIMIT = 100;
const GRID_BASE = 1000;
const GRID_RATIO = 1.1;
const GALLOP = 4;
/** Slower than this nothing is searched: 1000 / 1.1^20 is about 149 messages a second. */
const LOWEST = -20;

const rateAt = (notch: number): number => Math.round(GRID_BASE * GRID_RATIO ** notch);
const notchOf = (rate: number): number => Math.round(Math.log(rate / GRID_BASE) / Math.log(GRID_RATIO));

const isHeld = (step: MeasuredStep): boolean => step.complete && step.latency.p99 < LATENCY_LIMIT;

export interface SearchResult {
  /** The step at the highest rate held, or null when none was. */
  readonly best: MeasuredStep | null;
  readonly tried: readonly { readonly rate: number; readonly held: boolean; readonly p99: number }[];
}

/** @param session a fresh one, its people connected and its code warm */
export async function searchHighestRate(
  session: Pick<Session, 'step' | 'settle'>,
  startRate: number,
  seconds: number,
): Promise<SearchResult> {
  const tried: { rate: number; held: boolean; p99: number }[] = [];
  const held: MeasuredStep[] = [];
  // A server that never catches up with an overload cannot be asked further: what it held before stands.
  let isStuck = false;

  const attempt = async (notch: number): Promise<boolean> => {
    const step = await session.step(rateAt(notch), seconds);
    const isGood = isHeld(step);
    tried.push({ rate: step.rate, held: isGood, p99: step.latency.p99 });
    if (isGood) held.push(step);
    else isStuck = !(await session.settle());
    return isGood;
  };

  let low = notchOf(startRate);
  let high = low;
  if (await attempt(low)) {
    high += GALLOP;
    while (await attempt(high)) {
      low = high;
      high += GALLOP;
    }
  } else {
    low -= GALLOP;
    while (!isStuck && low >= LOWEST && !(await attempt(low))) {
      high = low;
      low -= GALLOP;
    }
  }
  while (!isStuck && held.length > 0 && high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await attempt(middle)) low = middle;
    else high = middle;
  }
  const best = held.reduce<MeasuredStep | null>((top, step) => (step.rate > (top?.rate ?? 0) ? step : top), null);
  return { best, tried };
}
