import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { erasureSchema, type Erasure } from './erasure.ts';

/**
 * Erasures in a file of their own, one line of JSON each, beside the database: a database that is restored from before an erasure
 * learns from it what to forget again (KEEP5).
 */
export interface ErasureLedger {
  /** On the disk when it returns; when it throws, because the disk refuses, it may be there or not. Twice is as good as once. */
  readonly append: (erasure: Erasure) => void;
  /**
   * It is told no more, and that is on the disk, when this returns; throws when the disk refuses. One that is not told needs no disk
   * that takes a write.
   */
  readonly strike: (erasure: Erasure) => void;
  readonly all: () => readonly Erasure[];
}

const ERASURES_FILE = 'erasures.jsonl';

/** All that are told in a data folder; a line that a crash cut off is none, because what it tells was not done either. */
export const readErasures = (dataDir: string): readonly Erasure[] =>
  bytesOf(join(dataDir, ERASURES_FILE))
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        const parsed = v.safeParse(erasureSchema, JSON.parse(line));
        return parsed.success ? [parsed.output] : [];
      } catch {
        return [];
      }
    });

/** A file that is not there has none. */
function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** Where in the file a whole line begins that tells this erasure. */
function placesOf(erasure: Erasure, path: string): readonly number[] {
  const bytes = bytesOf(path);
  const line = Buffer.from(JSON.stringify(erasure));
  const places: number[] = [];
  for (let at = bytes.indexOf(line); at !== -1; at = bytes.indexOf(line, at + 1)) places.push(at);
  return places;
}

/** Writes the same text at these places of a file, or (null) at its end; it is on the disk when this returns. */
function writeDurably(path: string, text: string, places: readonly (number | null)[]): void {
  const file = openSync(path, places.includes(null) ? 'a' : 'r+', 0o600);
  try {
    for (const at of places) {
      // A disk that becomes full takes a part, and calls that no error.
      if (writeSync(file, text, at) < Buffer.byteLength(text)) throw new Error('the disk took a part of a line');
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

export function createErasureLedger(dataDir: string): ErasureLedger {
  const path = join(dataDir, ERASURES_FILE);
  return {
    append: (erasure) => {
      const places = placesOf(erasure, path);
      const line = JSON.stringify(erasure);
      // Once more in its place: where the disk refused before, only a new write makes it say what is there.
      if (places.length > 0) writeDurably(path, line, places);
      // Begins with the end of a line, so that one that was cut off takes none with it.
      else writeDurably(path, `\n${line}\n`, [null]);
    },
    strike: (erasure) => {
      const places = placesOf(erasure, path);
      // One byte in its place, which makes it no JSON: that a full disk takes, too, and no other line moves.
      if (places.length > 0) writeDurably(path, '#', places);
    },
    all: () => readErasures(dataDir),
  };
}
