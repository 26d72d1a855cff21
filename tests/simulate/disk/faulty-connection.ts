import type { Random } from '../../support/random.ts';
import type { Connection } from '#sync-server/store/database.ts';
import { readFailure, writeFailure, type DiskFaults } from './faults.ts';

export interface FaultyConnectionEvents {
  readonly fault: (what: string) => void;
  /** A transaction is on the disk, whatever the caller will hear of it. */
  readonly committed: () => void;
}

/** A connection to the real file whose statements fail as a bad disk makes them fail. */
export function faultyConnection(
  inner: Connection,
  faults: DiskFaults,
  random: Random,
  events: FaultyConnectionEvents,
): Connection {
  const maybe = (rate: number, make: (random: Random) => Error): void => {
    if (rate === 0 || !random.chance(rate)) return;
    const error = make(random);
    events.fault(error.message);
    throw error;
  };
  const reading = (): void => maybe(faults.reads, readFailure);
  const writing = (): void => maybe(faults.writes, writeFailure);
  return {
    raw: inner.raw,
    close: inner.close,
    prepare: <Row>(sql: string) => {
      const query = inner.prepare<Row>(sql);
      return {
        one: (...values) => {
          reading();
          return query.one(...values);
        },
        all: (...values) => {
          reading();
          return query.all(...values);
        },
        run: (...values) => {
          writing();
          query.run(...values);
        },
      };
    },
    exec: (sql) => {
      if (sql === 'BEGIN IMMEDIATE' || sql === 'COMMIT') writing();
      inner.exec(sql);
      if (sql !== 'COMMIT') return;
      events.committed();
      maybe(faults.unheard, writeFailure);
    },
  };
}
