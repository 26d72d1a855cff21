import type { Connection } from './database.ts';

/** A clock further behind than this was wrong before, not now, ms: going on from there would keep everybody in the future. */
const BELIEVED = 86_400_000;

/**
 * The time before which the clock of this life must not begin: the newest entry's, so that a machine that comes back with an
 * earlier clock neither writes into the past nor opens edit windows again. 0 when there is nothing to go by.
 */
export function clockFloor(connection: Connection, wall: number): number {
  const newest = connection.prepare<{ at: number }>('SELECT at FROM entries ORDER BY id DESC LIMIT 1').one()?.at ?? 0;
  return newest - wall > BELIEVED ? 0 : newest;
}
