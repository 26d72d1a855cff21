import type { Connection } from './store/database.ts';

/**
 * The await points of the street, where a test has the process end itself as `kill -9` from outside would: at a point that a
 * clock could not meet. Off, this is an undefined function that is not called.
 */
export type Reached = (point: string) => void;

/** Where to die, and at the how many-th time it comes there. */
export interface DieAt {
  readonly point: string;
  readonly time: number;
}

/** Undefined when nobody has to die. Each thread counts for itself. */
export function createFaultPoints(dieAt: DieAt | null): Reached | undefined {
  if (dieAt === null) return undefined;
  let left = dieAt.time;
  return (point) => {
    if (point !== dieAt.point || --left > 0) return;
    process.kill(process.pid, 'SIGKILL');
    // The signal takes a moment; nothing may happen in it.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
}

/**
 * Writes whose transactions have four points each, named after the order: `<order>.begin`, `.inside` (after its first
 * statement), `.unsynced` (before COMMIT) and `.synced` (after it, before the answer).
 */
export function withFaultPoints<Writes extends object>(
  connection: Connection,
  prepare: (connection: Connection) => Writes,
  reached: Reached,
): Writes {
  let order = '';
  let isInside = false;
  const watched: Connection = {
    ...connection,
    exec: (sql) => {
      if (sql.startsWith('BEGIN')) reached(`${order}.begin`);
      if (sql === 'COMMIT') reached(`${order}.unsynced`);
      connection.exec(sql);
      if (sql === 'COMMIT') reached(`${order}.synced`);
      isInside = false;
    },
    prepare: (sql) => {
      const query = connection.prepare<never>(sql);
      return {
        ...query,
        run: (...values) => {
          query.run(...values);
          if (!isInside) reached(`${order}.inside`);
          isInside = true;
        },
      };
    },
  };
  const writes = prepare(watched);
  const named = Object.entries(writes).map(([name, write]: [string, unknown]) => [
    name,
    typeof write !== 'function'
      ? write
      : (...given: readonly unknown[]): unknown => {
          order = name;
          return Reflect.apply(write, writes, given) as unknown;
        },
  ]);
  return Object.fromEntries(named) as Writes;
}
