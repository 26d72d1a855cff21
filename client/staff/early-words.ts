import * as Y from 'yjs';
import type { ClientEnvironment } from '../environment.ts';

/**
 * What was written in the last moments, before IndexedDB has it: in localStorage, which is written before a key press ends and
 * outlives a page that is killed then. One key for all documents and tabs; each tab merges into it and takes out what it saved.
 */
export interface EarlyWords {
  /** Words that had no epoch yet belong to the one that their document has taken since. */
  readonly add: (name: string, epoch: string | null, update: Uint8Array) => void;
  /** All there is; `epoch` is that of the document it was written into. */
  readonly all: () => ReadonlyMap<string, EarlyWord>;
  /** Takes out what `is` says to be safe. */
  readonly drop: (name: string, isSafe: (word: EarlyWord) => boolean) => void;
  readonly clear: () => void;
}

export interface EarlyWord {
  readonly epoch: string | null;
  readonly update: Uint8Array;
}

type Stored = Record<string, { readonly epoch: string | null; readonly update: string }>;

/** The most that is kept so; a browser gives a few megabytes to all. */
const MOST_CHARACTERS = 512 * 1024;

export function createEarlyWords(ports: Pick<ClientEnvironment, 'localStorage'>, namespace: string): EarlyWords {
  const key = `holdline-words-${namespace}`;

  function read(): Stored {
    try {
      return JSON.parse(ports.localStorage?.getItem(key) ?? '{}') as Stored;
    } catch {
      return {};
    }
  }

  function write(stored: Stored): void {
    try {
      const text = JSON.stringify(stored);
      if (text === '{}') ports.localStorage?.removeItem(key);
      else if (text.length <= MOST_CHARACTERS) ports.localStorage?.setItem(key, text);
    } catch {
      // Full or refused: IndexedDB has it a moment later, or nothing has.
      return;
    }
  }

  return {
    add: (name, epoch, update) => {
      const stored = read();
      const before = stored[name];
      const merged =
        before === undefined || (before.epoch !== epoch && before.epoch !== null)
          ? update
          : Y.mergeUpdates([fromText(before.update), update]);
      write({ ...stored, [name]: { epoch, update: toText(merged) } });
    },
    all: () =>
      new Map(Object.entries(read()).map(([name, { epoch, update }]) => [name, { epoch, update: fromText(update) }])),
    drop: (name, isSafe) => {
      const { [name]: word, ...rest } = read();
      if (word !== undefined && isSafe({ epoch: word.epoch, update: fromText(word.update) })) write(rest);
    },
    clear: () => write({}),
  };
}

/** Whether a word stands in this document, as the document is now. */
export function isIn(doc: Y.Doc): (word: EarlyWord) => boolean {
  const snapshot = Y.snapshot(doc);
  return ({ update }) => Y.snapshotContainsUpdate(snapshot, update);
}

/** In parts: a call takes only so many arguments. */
const PART = 0x8000;

function toText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PART) text += String.fromCharCode(...bytes.subarray(at, at + PART));
  return btoa(text);
}

function fromText(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array([0, 0]);
  }
}
