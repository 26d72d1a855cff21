const MINUTE = 60_000;
/** Whoever still writes is let finish, so that one letter has it all; but not for longer than that. */
const QUIET_FOR = MINUTE;
const PATIENCE = 5 * MINUTE;
/** What was said longer ago is no news, and goes by no letter. */
export const LETTER_FRESH_FOR = 3 * 86_400_000;

/**
 * When words that nobody has seen go by mail (MAIL4): `first` and `last` when the first and the last of them were said, ms; `minutes` of the site.
 * The same on the server and on the desk, which tells it (MAIL11).
 */
export function letterDueAt(first: number, last: number, minutes: number): number {
  const due = first + minutes * MINUTE;
  const quiet = Math.min(QUIET_FOR, (minutes * MINUTE) / 2);
  return Math.max(due, Math.min(last + quiet, due + PATIENCE));
}
