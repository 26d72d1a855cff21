import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { erasureSchema, type Erasure } from './erasure.ts';

/**
 * Erasures in a file of their own, one line of JSON each, beside the database: a database that is restored from before an erasure
 * learns from it what to forget again (KEEP5).
 */
export interface ErasureLedger {
  /** On the disk when it returns; when it throws, because the disk refuses, it may be there or not. */
  readonly append: (erasure: Erasure) => void;
  /** It is told no more, and that is on the disk, when this returns; throws when the disk refuses. Also for one that is not told. */
  readonly strike: (erasure: Erasure) => void;
  readonly all: () => readonly Erasure[];
}

const ERASURES_FILE = 'erasures.jsonl';

/** All that are told in a data folder; a line that a crash cut off is none, because what it tells was not done either. */
export function readErasures(dataDir: string): readonly Erasure[] {
  let text: string;
  try {
    text = readFileSync(join(dataDir, ERASURES_FILE), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return text.split('\n').flatMap((line) => {
    try {
      const parsed = v.safeParse(erasureSchema, JSON.parse(line));
      return parsed.success ? [parsed.output] : [];
    } catch {
      return [];
    }
  });
}

export function createErasureLedger(dataDir: string): ErasureLedger {
  const path = join(dataDir, ERASURES_FILE);
  return {
    append: (erasure) => {
      const file = openSync(path, 'a', 0o600);
      try {
        // Begins with the end of a line, so that one that was cut off takes none with it.
        writeSync(file, `\n${JSON.stringify(erasure)}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
    strike: (erasure) => {
      if (!existsSync(path)) return;
      const line = Buffer.from(JSON.stringify(erasure));
      const file = openSync(path, 'r+');
      try {
        const bytes = readFileSync(file);
        // One byte in its place, which makes it no JSON: that a full disk takes, too, and no other line moves.
        for (let at = bytes.indexOf(line); at !== -1; at = bytes.indexOf(line, at + 1)) writeSync(file, '#', at);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
    all: () => readErasures(dataDir),
  };
}
