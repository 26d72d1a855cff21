/** How often something may be tried before the one who tries has to wait. */
export interface Attempts {
  /** Counts one more try; how long to wait in seconds, or 0 when it may go on. */
  readonly take: (key: string) => number;
  /** It succeeded: forget the tries. */
  readonly forget: (key: string) => void;
}

const MOST_KEYS = 10_000;

/**
 * `max` tries of a key within `window` ms from the first. A try is counted before it is known whether it succeeds, so that many
 * at once do not slip through.
 */
export function createAttempts(max: number, window: number, now: () => number): Attempts {
  const tries = new Map<string, { count: number; readonly since: number }>();
  return {
    take: (key) => {
      const known = tries.get(key);
      const current = known !== undefined && now() - known.since < window ? known : { count: 0, since: now() };
      if (current.count >= max) return Math.ceil((current.since + window - now()) / 1000);
      current.count += 1;
      tries.delete(key);
      tries.set(key, current);
      // The oldest goes first: made-up accounts cannot fill the memory.
      const [oldest] = tries.keys();
      if (tries.size > MOST_KEYS && oldest !== undefined) tries.delete(oldest);
      return 0;
    },
    forget: (key) => void tries.delete(key),
  };
}
