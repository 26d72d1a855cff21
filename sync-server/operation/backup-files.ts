import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { copyFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { filesFolder } from '../files/file-folder.ts';
import { inTransaction, type Connection } from '../store/database.ts';
import { syncFolder } from './life-file.ts';

/**
 * Files of conversations in a backup: in the same one file, as rows beside its label. The rows of the copy come first and the bytes
 * behind them: a file never changes, and its bytes are on the disk before its row, so that whatever the copy tells of is there,
 * unless somebody took it back in between.
 */
interface FileBytes {
  readonly id: string;
  readonly conversation: string;
  readonly bytes: Uint8Array;
}

const TABLE = 'backup_files';
const KEPT_STATES = `('whole', 'asked', 'sent')`;

const hasTable = (connection: Connection, table: string): boolean =>
  connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").one(table) !== null;

/** How many bytes they add to a backup. */
export function fileBytesIn(dataDir: string): number {
  const root = filesFolder(dataDir);
  if (!existsSync(root)) return 0;
  return readdirSync(root, { recursive: true, withFileTypes: true }).reduce(
    (sum, entry) =>
      sum + (entry.isFile() ? (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0) : 0),
    0,
  );
}

/** Puts the bytes of all files that the copy knows into it. */
export function packFiles(copy: Connection, dataDir: string): void {
  copy.exec(`DROP TABLE IF EXISTS ${TABLE}`);
  // A copy of data from before there were files.
  if (!hasTable(copy, 'files')) return;
  copy.exec(`CREATE TABLE ${TABLE} (id TEXT PRIMARY KEY, conversation TEXT NOT NULL, bytes BLOB NOT NULL) STRICT`);
  const insert = copy.prepare(`INSERT INTO ${TABLE} (id, conversation, bytes) VALUES (?, ?, ?)`);
  const rows = copy
    .prepare<Omit<FileBytes, 'bytes'>>(`SELECT id, conversation FROM files WHERE state IN ${KEPT_STATES}`)
    .all();
  inTransaction(copy, () => {
    for (const { id, conversation } of rows) {
      const path = join(filesFolder(dataDir), conversation, id);
      if (existsSync(path)) insert.run(id, conversation, readFileSync(path));
    }
  });
}

/** Puts the files of a backup beside the database again, those that are still known, and takes them out of it. */
export function unpackFiles(connection: Connection, dataDir: string): void {
  if (!hasTable(connection, TABLE)) return;
  const known = connection
    .prepare<Omit<FileBytes, 'bytes'>>(`SELECT id, conversation FROM files WHERE id IN (SELECT id FROM ${TABLE})`)
    .all();
  const bytesOf = connection.prepare<FileBytes>(`SELECT bytes FROM ${TABLE} WHERE id = ?`);
  const root = filesFolder(dataDir);
  for (const { id, conversation } of known) {
    const folder = join(root, conversation);
    const bytes = bytesOf.one(id)?.bytes;
    if (bytes === undefined || statSync(join(folder, id), { throwIfNoEntry: false })?.size === bytes.length) continue;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeSynced(join(folder, id), bytes);
    syncFolder(folder);
  }
  if (existsSync(root)) syncFolder(root);
  connection.exec(`DROP TABLE ${TABLE}`);
  connection.exec('VACUUM');
}

function writeSynced(path: string, bytes: Uint8Array): void {
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
}

/** The present files under a second name each. */
export function keepFilesAside(dataDir: string, aside: string): void {
  const root = filesFolder(dataDir);
  if (!existsSync(root)) return;
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath, entry.name);
    const folder = join(aside, 'files', entry.parentPath.slice(root.length + 1));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      linkSync(from, join(folder, entry.name));
    } catch {
      copyFileSync(from, join(folder, entry.name)); // a file system without hard links
    }
  }
}
