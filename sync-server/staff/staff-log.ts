import type { Writer } from '../commit/writer.ts';
import type { Timers } from '../timers.ts';
import type { StaffChange } from './staff-changes.ts';

/**
 * Gathers what is written into staff documents and hands it to the one writer, everything of a turn in one transaction, one
 * after the other. Whoever added something hears of it in the order of adding, after its fsync or its failure.
 */
export interface StaffLog {
  readonly add: (change: StaffChange, done: (isSaved: boolean) => void) => void;
  /** Resolves when nothing waits. */
  readonly settled: () => Promise<void>;
}

interface Item {
  readonly change: StaffChange;
  readonly done: (isSaved: boolean) => void;
}

/** Bytes of one transaction; what is beyond waits for the next. */
const MOST_BYTES = 1024 * 1024;

export function createStaffLog({ writer, timers }: { readonly writer: Writer; readonly timers: Timers }): StaffLog {
  let queue: Item[] = [];
  let isWriting = false;
  let isScheduled = false;
  let idle: (() => void)[] = [];

  function schedule(): void {
    if (isScheduled || isWriting) return;
    isScheduled = true;
    timers.soon(() => {
      isScheduled = false;
      void write();
    });
  }

  async function write(): Promise<void> {
    if (isWriting || queue.length === 0) return;
    isWriting = true;
    const items = takeSome();
    if (await save(items)) for (const { done } of items) done(true);
    else if (isOfOneDocument(items)) fail(items);
    else {
      // One of them may be to blame: each on its own, so that the others do not suffer.
      for (const some of byDocument(items)) {
        if (await save(some)) for (const { done } of some) done(true);
        else fail(some);
      }
    }
    isWriting = false;
    if (queue.length > 0) return schedule();
    for (const tell of idle.splice(0)) tell();
  }

  const save = (items: readonly Item[]): Promise<boolean> =>
    writer.saveStaff(items.map(({ change }) => change)).catch(() => false);

  /** What waits behind a failed update of the same document was made upon what did not happen. */
  function fail(items: readonly Item[]): void {
    const failed = new Set(items.filter(({ change }) => change.kind === 'append').map(documentOf));
    const behind = queue.filter((item) => failed.has(documentOf(item)) && item.change.kind === 'append');
    queue = queue.filter((item) => !behind.includes(item));
    for (const { done } of [...items, ...behind]) done(false);
  }

  /** A snapshot is made alone: when its rows turn out to be damaged, it alone fails. */
  function takeSome(): readonly Item[] {
    let bytes = 0;
    let count = 0;
    for (const { change } of queue) {
      if (count > 0 && change.kind !== 'append') break;
      count += 1;
      if (change.kind !== 'append') break;
      bytes += change.bytes.length;
      if (bytes > MOST_BYTES) break;
    }
    const items = queue.slice(0, count);
    queue = queue.slice(count);
    return items;
  }

  return {
    add: (change, done) => {
      queue.push({ change, done });
      schedule();
    },
    settled: () => {
      if (queue.length === 0 && !isWriting) return Promise.resolve();
      return new Promise((resolve) => {
        idle = [...idle, resolve];
      });
    },
  };
}

const documentOf = ({ change }: Item): number | null => (change.kind === 'sweep' ? null : change.document);
const isOfOneDocument = (items: readonly Item[]): boolean => new Set(items.map(documentOf)).size === 1;

function byDocument(items: readonly Item[]): readonly (readonly Item[])[] {
  const groups = new Map<number | null, Item[]>();
  for (const item of items) {
    const document = documentOf(item);
    const group = groups.get(document);
    if (group === undefined) groups.set(document, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
