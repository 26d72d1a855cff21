/**
 * Why the data cannot be worked on, in one line for whoever starts the server; null for anything that is not the disk's fault.
 * Nothing has been served by then, so nothing is lost by not starting.
 */
export function startFailure(dataDir: string, error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = REASONS.find(([codes]) => codes.test(code))?.[1];
  return why === undefined ? null : `The server does not start: ${why(dataDir)} (${code}). The data stays as it is.`;
}

const REASONS: readonly (readonly [RegExp, (dataDir: string) => string])[] = [
  [
    /^(SQLITE_FULL|ENOSPC|EDQUOT|SQLITE_IOERR_SHMSIZE|SQLITE_IOERR_SHMOPEN)$/,
    (dataDir) => `the disk of ${dataDir} is full; free some space and start again`,
  ],
  [
    /^(SQLITE_READONLY|SQLITE_PERM|SQLITE_CANTOPEN|EACCES|EPERM|EROFS)/,
    (dataDir) => `${dataDir} may not be written; look at its owner and its disk`,
  ],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB)/, (dataDir) => `the database in ${dataDir} is damaged; restore a backup of it`],
  [/^(SQLITE_IOERR|EIO|EFBIG)/, (dataDir) => `the disk of ${dataDir} does not read or write`],
];
