import type { Random } from '../../support/random.ts';

/** What goes wrong with the server's disk just now. Rates are per statement or commit. */
export interface DiskFaults {
  /** Reads fail with an I/O error or find the file busy. */
  reads: number;
  /** Writes find no room, or meet an I/O error. */
  writes: number;
  /** A commit happens, and its success is not heard of. */
  unheard: number;
  /** How long an order takes, ms. */
  latency: readonly [least: number, most: number];
}

export const noDiskFaults = (): DiskFaults => ({ reads: 0, writes: 0, unheard: 0, latency: [0.3, 4] });

const WRITE_CODES = ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_BUSY', 'SQLITE_IOERR_FSYNC'] as const;
const READ_CODES = ['SQLITE_IOERR_READ', 'SQLITE_BUSY', 'SQLITE_IOERR_SHORT_READ'] as const;

const failure = (code: string): Error => Object.assign(new Error(`simulated ${code}`), { code });
export const writeFailure = (random: Random): Error => failure(random.pick(WRITE_CODES));
export const readFailure = (random: Random): Error => failure(random.pick(READ_CODES));
