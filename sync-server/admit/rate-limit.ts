/**
 * How often a visitor may give commands (WIRE6). By visitor, not by address, so that an office behind one address is not locked
 * out; both doors share it.
 */
export interface RateLimit {
  /** 0: go on. Else come back after so many ms; until then everything of this visitor is refused, so that the order of its commands holds. */
  readonly take: (visitor: string) => number;
  /** What one was taken for did not happen. */
  readonly giveBack: (visitor: string) => void;
}

export interface RateLimitSettings {
  /** The most at once. */
  readonly burst: number;
  /** In how many ms a whole burst may be given again. */
  readonly window: number;
  readonly aDay: number;
}

export const VISITOR_RATE: RateLimitSettings = { burst: 20, window: 10_000, aDay: 2_000 };

interface Bucket {
  tokens: number;
  filledAt: number;
  blockedUntil: number;
  dayEnds: number;
  today: number;
}

const DAY = 86_400_000;
/** Above this many visitors, those are forgotten of whom there is nothing to know. */
const SWEEP_ABOVE = 10_000;

export function createRateLimit({ burst, window, aDay }: RateLimitSettings, now: () => number): RateLimit {
  const buckets = new Map<string, Bucket>();
  let sweepAbove = SWEEP_ABOVE;

  const isFull = ({ tokens, filledAt, blockedUntil }: Bucket, time: number): boolean =>
    time >= blockedUntil && tokens + ((time - filledAt) * burst) / window >= burst;

  /**
   * A bucket of the day is kept, or a visitor could start the day anew by waiting for the sweep; but not of one who has given a handful,
   * which is what a flood of new tokens is made of.
   */
  function sweep(time: number): void {
    for (const [visitor, bucket] of buckets) {
      const isOfDay = bucket.today > burst && aDay !== Infinity;
      if (time >= bucket.dayEnds || (isFull(bucket, time) && !isOfDay)) buckets.delete(visitor);
    }
    sweepAbove = Math.max(SWEEP_ABOVE, buckets.size * 2);
  }

  return {
    take: (visitor) => {
      const time = now();
      let bucket = buckets.get(visitor);
      if (bucket === undefined) {
        if (buckets.size >= sweepAbove) sweep(time);
        bucket = { tokens: burst, filledAt: time, blockedUntil: 0, dayEnds: time + DAY, today: 0 };
        buckets.set(visitor, bucket);
      }
      if (time < bucket.blockedUntil) return bucket.blockedUntil - time;
      if (time >= bucket.dayEnds) {
        bucket.dayEnds = time + DAY;
        bucket.today = 0;
      }
      bucket.tokens = Math.min(burst, bucket.tokens + ((time - bucket.filledAt) * burst) / window);
      bucket.filledAt = time;
      if (bucket.today >= aDay) bucket.blockedUntil = bucket.dayEnds;
      else if (bucket.tokens < 1) bucket.blockedUntil = time + Math.ceil(((1 - bucket.tokens) * window) / burst);
      else {
        bucket.tokens -= 1;
        bucket.today += 1;
        return 0;
      }
      return bucket.blockedUntil - time;
    },
    giveBack: (visitor) => {
      const bucket = buckets.get(visitor);
      if (bucket === undefined) return;
      bucket.tokens = Math.min(burst, bucket.tokens + 1);
      bucket.today = Math.max(0, bucket.today - 1);
      bucket.blockedUntil = 0;
    },
  };
}
