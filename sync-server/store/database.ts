import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'libsql';
import { DatabaseFile } from './database-file.ts';

/** What may be bound. Never a boolean: libsql ends the whole process for one. */
export type Value = string | number | null | Uint8Array;

export interface Query<Row> {
  readonly one: (...values: readonly Value[]) => Row | null;
  readonly all: (...values: readonly Value[]) => readonly Row[];
  readonly run: (...values: readonly Value[]) => void;
}

/** One connection to the file. Every thread has its own. */
export interface Connection {
  /** For Drizzle and better-auth. Whoever binds through it must not bind booleans. */
  readonly raw: Database.Database;
  readonly prepare: <Row>(sql: string) => Query<Row>;
  readonly exec: (sql: string) => void;
  readonly close: () => void;
}

/** How long a connection waits for another one's write, ms. */
const BUSY_TIMEOUT = 5_000;

/**
 * Opens (and makes, if need be) the database file with what the promise needs: a write-ahead log, and an fsync at every
 * commit. Throws when the file cannot be opened.
 */
export function openDatabase(path: string): Connection {
  mkdirSync(dirname(path), { recursive: true });
  const connection = openAsItIs(path);
  connection.exec('PRAGMA journal_mode = WAL');
  return connection;
}

/** The same for a file that must stay byte for byte what it is until something is written: its journal is left as it was. */
export function openAsItIs(path: string): Connection {
  const raw = new DatabaseFile(path, { timeout: BUSY_TIMEOUT });
  raw.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
  raw.exec('PRAGMA synchronous = FULL');
  raw.exec('PRAGMA foreign_keys = ON');
  // What is deleted is overwritten with zeros, or the words of somebody who was erased would stay in the file (KEEP5).
  raw.exec('PRAGMA secure_delete = ON');
  return {
    raw,
    prepare: <Row>(sql: string): Query<Row> => {
      const statement = raw.prepare(sql);
      return {
        // Values go as one array, because libsql takes a lone blob for an object of named parameters.
        one: (...values) => (statement.get(checked(values)) as Row | undefined) ?? null,
        all: (...values) => (statement.all(checked(values)) as Row[]).map(withBytes),
        run: (...values) => void statement.run(checked(values)),
      };
    },
    exec: (sql) => void raw.exec(sql),
    close: () => void raw.close(),
  };
}

/** Runs `work` on a connection that waits for nobody: where a lock is held, SQLite says so at once. Never awaits. */
export function withoutWaiting<Answer>(connection: Connection, work: () => Answer): Answer {
  connection.exec('PRAGMA busy_timeout = 0');
  try {
    return work();
  } finally {
    connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
  }
}

/**
 * Ends the last connection so that the one file holds everything: whoever copies it, or puts another in its place, need not know
 * of the log beside it. (Closing alone leaves the log there while prepared statements live.)
 */
export function closeWhole(connection: Connection): void {
  try {
    connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').one();
  } catch {
    // A disk that is full or broken; what is in the log is as durable there, and the next start takes it over.
  } finally {
    connection.close();
  }
}

/** In many rows libsql gives a blob as a bare ArrayBuffer, which reads as if every byte were missing; in one row as a Buffer. */
function withBytes<Row>(row: Row): Row {
  for (const [column, value] of Object.entries(row as object)) {
    if (value instanceof ArrayBuffer) (row as { [column: string]: unknown })[column] = new Uint8Array(value);
  }
  return row;
}

function checked(values: readonly Value[]): readonly Value[] {
  for (const value of values) if (typeof value === 'boolean') throw new TypeError('a boolean cannot be bound');
  return values;
}

/** Runs `work` in a transaction that takes the write lock at once; rolls back and rethrows when it throws. Never awaits. */
export function inTransaction(connection: Connection, work: () => void): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    work();
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.raw.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}
