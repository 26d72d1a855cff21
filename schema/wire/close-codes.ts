/**
 * Why a socket, or one document on it, was closed, and what the client does. 4400–4499 are final: it does not come back by
 * itself. 1012, 1013 and 4508 mean come back. Anything else is a lost line: come back with back-off.
 */
export const CLOSE_CODES = {
  restarting: { code: 1012, client: 'comes back after a full-jitter wait' },
  overloaded: { code: 1013, client: 'comes back after a full-jitter wait' },
  /** Not final: a hello may be stuck on a line that is slow or half dead. */
  helloTimeout: { code: 4508, client: 'comes back after a full-jitter wait' },
  badFrame: { code: 4400, client: 'stops and tells the person to reload' },
  unauthorized: { code: 4401, client: 'stops and asks the person to sign in; the outbox stays' },
  forbidden: { code: 4403, client: 'does not ask for this document again' },
  notFound: { code: 4404, client: 'does not ask for this document again' },
  staleEpoch: { code: 4409, client: 'discards its replica and opens the document again' },
  frameTooLarge: { code: 4413, client: 'stops and tells the person to reload' },
  writesRefused: { code: 4422, client: 'stops: it kept writing to documents that it may not write' },
  updateRefused: {
    code: 4423,
    client: 'puts its own words of this document aside, discards its replica, opens it again',
  },
  /** Or too new: the server was set back to an older version. */
  protocolTooOld: { code: 4426, client: 'stops and asks the person to reload; the outbox stays' },
  tooManyRequests: { code: 4429, client: 'stops: it ignored the rate limit' },
} as const;

export type CloseReason = keyof typeof CLOSE_CODES;

export const isFinal = (code: number): boolean => code >= 4400 && code <= 4499;
