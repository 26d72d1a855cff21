/**
 * How long to wait before the next try: full jitter, so that thousands of clients of one restarted server do not come back in
 * the same instant (SESS2). Milliseconds.
 */
export interface BackOff {
  /** `patient` is false while a person looks at the page: then the longest wait is four seconds. */
  readonly next: (patient: boolean) => number;
  readonly reset: () => void;
}

const FIRST = 500;
const LONGEST = 30_000;
const LONGEST_IN_SIGHT = 4_000;

export function createBackOff(fraction: () => number): BackOff {
  let failures = 0;
  return {
    next: (patient) => {
      const limit = Math.min(patient ? LONGEST : LONGEST_IN_SIGHT, FIRST * 2 ** failures);
      failures = Math.min(failures + 1, 16);
      return fraction() * limit;
    },
    reset: () => {
      failures = 0;
    },
  };
}
