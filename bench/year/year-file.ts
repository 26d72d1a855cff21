/** The file of a year, made once and kept in `build/bench` until something changes that says how it is written. */
import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  existsSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/house.mjs';
import { fillYear } from './fill.ts';

export interface YearSize {
  readonly conversations: number;
  readonly messages: number;
}

const SOURCES =
  '{bench/year/{fill,talk,words}.ts,{schema/{tables,docs,search},sync-server/{commit,keep}}/**/*.ts,sync-server/search/{indexer,indexing}.ts}';
/** What was closed "today" in the file must not be too long ago. */
const STALE_AFTER = 7 * 86_400_000;

/** Its path: to be copied, never worked on. */
export function yearFile(size: YearSize, say: (line: string) => void): string {
  const folder = join(root, 'build', 'bench');
  mkdirSync(folder, { recursive: true });
  const week = Math.floor(Date.now() / STALE_AFTER);
  const hash = createHash('sha256').update(JSON.stringify({ ...size, week }));
  for (const file of globSync(SOURCES, { cwd: root }).sort())
    if (!file.endsWith('.test.ts')) hash.update(file).update(readFileSync(join(root, file)));
  const sort = `year-${String(size.messages)}-`;
  const name = `${sort}${hash.digest('hex').slice(0, 16)}.db`;
  const file = join(folder, name);
  if (existsSync(file)) return file;
  for (const old of readdirSync(folder)) if (old.startsWith(sort)) rmSync(join(folder, old));
  say(
    `making ${size.conversations.toLocaleString('en')} conversations with ${size.messages.toLocaleString('en')} messages …`,
  );
  const began = performance.now();
  fillYear(`${file}.new`, { ...size, seed: 1, until: Date.now(), days: 365 }, say);
  renameSync(`${file}.new`, file);
  say(`made in ${Math.round((performance.now() - began) / 1000)} s`);
  return file;
}

export const DATABASE = 'holdline.db';

/** Puts the file into the data folder of a server that does not run. */
export function copyYear(file: string, dataDir: string): void {
  copyFileSync(file, join(dataDir, DATABASE), constants.COPYFILE_FICLONE);
}
