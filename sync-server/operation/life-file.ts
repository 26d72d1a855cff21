import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';

/**
 * `holdline.life`, beside the database: which life of the data was the last here, and how far it came. When the database does
 * not fit it, somebody has put another copy in its place.
 */
export interface LifeFile {
  readonly life: string | null;
  /** The life that is just beginning: the database may know it already, or not yet. */
  readonly next: string | null;
  /** A row of `entries` that was on the disk; the newest, or one a little older. */
  readonly row: number;
}

const schema = v.object({ life: v.nullable(v.string()), next: v.nullable(v.string()), row: v.number() });

/** Null when there is none, or one that cannot be read. */
export function readLifeFile(dataDir: string): LifeFile | null {
  try {
    const read = v.safeParse(schema, JSON.parse(readFileSync(join(dataDir, 'holdline.life'), 'utf8')));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

/** Whole or not at all, and on the disk when it returns. */
export const writeLifeFile = (dataDir: string, file: LifeFile): void =>
  writeWhole(join(dataDir, 'holdline.life'), `${JSON.stringify(file)}\n`);

/** Puts a file in the place of another in one step, readable by our user only, fsynced with its folder. */
export function writeWhole(path: string, content: string): void {
  const fresh = `${path}.new`;
  const file = openSync(fresh, 'w', 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(fresh, path);
  syncFolder(dirname(path));
}

/** A new name in a folder lasts only when the folder is on the disk. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
