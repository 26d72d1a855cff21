import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { erasureSchema, type Erasure } from './erasure.ts';

/**
 * Erasures in a file of their own, one line of JSON each, beside the database: a database that is restored from before an erasure
 * learns from it what to forget again (KEEP5).
 */
export interface ErasureLedger {
  /** On the disk when it returns; throws when the disk refuses. */
  readonly append: (erasure: Erasure) => void;
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
  return {
    append: (erasure) => {
      const file = openSync(join(dataDir, ERASURES_FILE), 'a', 0o600);
      try {
        // Begins with the end of a line, so that one that was cut off takes none with it.
        writeSync(file, `\n${JSON.stringify(erasure)}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
    all: () => readErasures(dataDir),
  };
}
