import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
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

/** Where each whole line of the file begins, and how long the file was when that was so. */
interface Places {
  readonly size: number;
  readonly ofLine: Map<string, readonly number[]>;
}

function placesIn(bytes: Buffer): Places {
  const ofLine = new Map<string, readonly number[]>();
  for (let at = 0; at < bytes.length;) {
    const found = bytes.indexOf(0x0a, at);
    const end = found === -1 ? bytes.length : found;
    const line = bytes.toString('utf8', at, end);
    if (line.startsWith('{')) ofLine.set(line, [...(ofLine.get(line) ?? []), at]);
    at = end + 1;
  }
  return { size: bytes.length, ofLine };
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

/** Its size, bytes; one that is not there has none. */
const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

export function createErasureLedger(dataDir: string): ErasureLedger {
  const path = join(dataDir, ERASURES_FILE);
  /** Null: what is there has to be read. It grows for years, and an erasure is nothing that everybody may wait for. */
  let known: Places | null = null;

  /** After it throws, nobody knows what is there. */
  function change(work: (places: Places) => void): void {
    const now: Places = known?.size === sizeOf(path) ? known : placesIn(bytesOf(path));
    known = null;
    work(now);
    known = { ...now, size: sizeOf(path) };
  }

  return {
    append: (erasure) =>
      change(({ size, ofLine }) => {
        const line = JSON.stringify(erasure);
        const places = ofLine.get(line);
        // Once more in its place: where the disk refused before, only a new write makes it say what is there.
        if (places !== undefined) return writeDurably(path, line, places);
        // Begins with the end of a line, so that one that was cut off takes none with it.
        writeDurably(path, `\n${line}\n`, [null]);
        ofLine.set(line, [size + 1]);
      }),
    strike: (erasure) =>
      change(({ ofLine }) => {
        const line = JSON.stringify(erasure);
        const places = ofLine.get(line);
        if (places === undefined) return;
        // One byte in its place, which makes it no JSON: that a full disk takes, too, and no other line moves.
        writeDurably(path, '#', places);
        ofLine.delete(line);
      }),
    all: () => readErasures(dataDir),
  };
}
