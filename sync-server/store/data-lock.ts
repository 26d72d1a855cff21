import { join } from 'node:path';
import { DatabaseFile } from './database-file.ts';

/** How long a start waits for the process before it to end, ms: a restart may overlap with the draining of the old one. */
const WAIT_FOR_THE_OLD = 12_000;

/**
 * Holds the data folder for this process alone: two writers would not see each other's entries. The lock is the operating
 * system's, on a file beside the data, so it is gone with the process, however it ended. Null: another one has it.
 */
export const lockData = (dataDir: string, wait: number = WAIT_FOR_THE_OLD): Lock | null =>
  lockFile(join(dataDir, 'holdline.lock'), wait);

export interface Lock {
  readonly release: () => void;
}

/** Makes the file when it is not there; its folder must be. `wait` in ms. */
export function lockFile(path: string, wait: number): Lock | null {
  const lock = new DatabaseFile(path);
  lock.exec(`PRAGMA busy_timeout = ${wait}`);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return { release: () => void lock.close() };
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return null;
    throw error;
  }
}
