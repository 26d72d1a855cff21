import type { Log } from '#sync-server/log.ts';
import { beginLife } from '#sync-server/operation/begin-life.ts';
import { keepLifeFile } from '#sync-server/operation/keep-life-file.ts';
import { createLifeStore } from '#sync-server/operation/life-store.ts';
import { createLife, type Life } from '#sync-server/operation/life.ts';
import type { Clock } from '#sync-server/ports.ts';
import { createEntryStore } from '#sync-server/store/entry-store.ts';
import type { Timers } from '#sync-server/timers.ts';
import type { OpenDisk } from '../disk/disk.ts';

interface LifeDeps {
  readonly disk: OpenDisk;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly randomBytes: (length: number) => Uint8Array;
}

/** Begins a life of the data as a start does (main.ts), before anybody else has the file. */
export function beginSimulatedLife({ disk, clock, timers, log, randomBytes }: LifeDeps): Life {
  const { judge: connection, dataDir } = disk;
  const newId = (): string => Buffer.from(randomBytes(9)).toString('base64url');
  beginLife({ connection, dataDir, now: clock.now, newId });
  const lives = createLifeStore(connection);
  const { newestRow } = createEntryStore(connection);
  keepLifeFile({ dataDir, life: lives.lives().at(-1)?.id ?? null, newestRow, timers, log });
  return createLife({
    lives: lives.lives(),
    branches: lives.branches(),
    secret: 'of this installation',
    randomBytes,
    now: clock.now,
    newestRow,
  });
}
