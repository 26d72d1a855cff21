import { join } from 'node:path';
import Database from 'libsql';

/** How long a start waits for the process before it to end, ms: a restart may overlap with the draining of the old one. */
const WAIT_FOR_THE_OLD = 12_000;

/**
 * Holds the data folder for this process alone: two writers would not see each other's entries. The lock is the operating
 * system's, on a file beside the data, so it is gone with the process, however it ended. Null: another one has it.
 */
export function lockData(dataDir: string, wait: number = WAIT_FOR_THE_OLD): { readonly release: () => void } | null {
  const lock = new Database(join(dataDir, 'holdline.lock'));
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
