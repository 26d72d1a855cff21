/** How long an address where nobody is stays so, ms: somebody may have it by then. */
export const NOBODY_FOR = 30 * 86_400_000;

/** Before what a mail server said of the letter itself and not of whom it is for. */
export const OF_LETTER = 'DATA: ';

/**
 * Whether a mail server says of an address that nobody is there (RFC 3463: 5.1.x, and 5.2.1 for one that is closed), or says nothing
 * closer. A full mailbox is empty again some day, and what is said of our manners (5.7.x) says nothing of our reader. The same on the
 * server, which sends nothing there then, and on the desk, which tells it (MAIL5, MAIL11).
 */
export const tellsNobodyThere = (detail: string): boolean =>
  /^55[0136]\b/.test(detail) && !/^55\d[ -]5\.(?!1\.|2\.1\b)/.test(detail);
