import { createEntryStore } from '../store/entry-store.ts';
import { inTransaction, type Connection } from '../store/database.ts';
import { unpackFiles } from './backup-files.ts';
import { putFilesBeside, readLabel, removeLabel } from './backup-label.ts';
import { readLifeFile, writeLifeFile, type LifeFile } from './life-file.ts';
import { createLifeStore, prepareRenewal, type LifeRow } from './life-store.ts';

export interface BeginLifeDeps {
  /** Migrated, and nobody else's. */
  readonly connection: Connection;
  readonly dataDir: string;
  readonly now: () => number;
  /** A new short id each time, without a dot. */
  readonly newId: () => string;
}

/** Why the data is not the one that was here last. */
export type SetBack = 'a backup' | 'a copy from elsewhere' | 'an older copy';

/**
 * Begins a life of the data, at each start. When it is another copy than the one that lived here last, every document gets a new
 * epoch: devices that are ahead of it then discard what they have and send again only what is in their outbox (OPS5).
 *
 * The file beside the database names the life that begins before the database does, so that a crash between the two is no
 * other copy.
 */
export function beginLife({ connection, dataDir, now, newId }: BeginLifeDeps): SetBack | null {
  const store = createLifeStore(connection);
  const row = createEntryStore(connection).newestRow();
  const last = store.lives().at(-1) ?? null;
  const before = readLifeFile(dataDir);
  const label = readLabel(connection);
  // Before the label goes: whoever ends here begins here again.
  if (label !== null) {
    putFilesBeside(dataDir, label, now());
    unpackFiles(connection, dataDir);
  }
  const setBack = label !== null ? 'a backup' : last === null ? null : setBackOf(before, last, row);
  const id = newId();
  writeLifeFile(dataDir, { life: before?.life ?? null, row: setBack === null ? (before?.row ?? 0) : 0, next: id });
  const renew = prepareRenewal(connection);
  const isFirst = store.branches().length === 0;
  inTransaction(connection, () => {
    removeLabel(connection);
    if (setBack !== null) renew({ branch: newId(), at: now(), reason: setBack, foreign: null });
    else if (isFirst)
      connection
        .prepare('INSERT INTO branches (id, began_at, reason) VALUES (?, ?, ?)')
        .run(newId(), now(), 'the first');
    store.addLife({ number: (last?.number ?? 0) + 1, id, fromRow: row }, now());
  });
  writeLifeFile(dataDir, { life: id, next: null, row });
  return setBack;
}

function setBackOf(file: LifeFile | null, last: LifeRow, row: number): SetBack | null {
  if (file === null) return 'a copy from elsewhere';
  if (file.life !== last.id && file.next !== last.id) return 'an older copy';
  return file.row > row ? 'an older copy' : null;
}
