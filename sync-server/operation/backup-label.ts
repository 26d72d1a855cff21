import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../store/database.ts';
import { writeWhole } from './life-file.ts';

/**
 * What a backup carries beside the data: that it is one, and the files that a restore needs. In the same file, so that one file
 * is a whole backup. A server that finds it in its database knows that it was handed a backup, and takes it out.
 */
export interface BackupLabel {
  readonly madeAt: number;
  /** Contents by file name, beside the database. */
  readonly files: { readonly [name: string]: string };
}

/** Beside the database, and needed by whoever restores it. */
const FILES: readonly string[] = ['auth-secret'];

/** What stands beside the database of this folder. */
export const filesBeside = (dataDir: string): BackupLabel['files'] =>
  Object.fromEntries(
    FILES.filter((name) => existsSync(join(dataDir, name))).map((name) => [
      name,
      readFileSync(join(dataDir, name), 'utf8'),
    ]),
  );

/** Puts the files of a backup beside the database again. Another content that stands there is kept under another name. */
export function putFilesBeside(dataDir: string, { files }: BackupLabel, now: number): void {
  for (const name of FILES) {
    const content = files[name];
    const path = join(dataDir, name);
    if (content === undefined || (existsSync(path) && readFileSync(path, 'utf8') === content)) continue;
    if (existsSync(path)) renameSync(path, `${path}.until-${now}`);
    writeWhole(path, content);
  }
}

export function hasLabel(connection: Connection): boolean {
  return (
    connection
      .prepare<{ n: number }>(`SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table' AND name = 'backup_label'`)
      .one()?.n === 1
  );
}

export function writeLabel(connection: Connection, { madeAt, files }: BackupLabel): void {
  connection.exec(`CREATE TABLE backup_label (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`);
  const insert = connection.prepare('INSERT INTO backup_label (name, value) VALUES (?, ?)');
  insert.run('made-at', String(madeAt));
  for (const [name, content] of Object.entries(files)) insert.run(`file:${name}`, content);
}

/** Null when it is no backup. */
export function readLabel(connection: Connection): BackupLabel | null {
  if (!hasLabel(connection)) return null;
  const rows = connection.prepare<{ name: string; value: string }>('SELECT name, value FROM backup_label').all();
  const files = rows.flatMap(({ name, value }) => (name.startsWith('file:') ? [[name.slice(5), value]] : []));
  return {
    madeAt: Number(rows.find(({ name }) => name === 'made-at')?.value ?? 0),
    files: Object.fromEntries(files) as BackupLabel['files'],
  };
}

export const removeLabel = (connection: Connection): void => connection.exec('DROP TABLE IF EXISTS backup_label');
