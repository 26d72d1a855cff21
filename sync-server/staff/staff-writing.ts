import * as Y from 'yjs';
import { authorOf, type Actor } from '#schema/words.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Clock } from '../ports.ts';
import { publishUpdate, type Reader, type WriteOutcome } from '../publish/reader.ts';
import { textFrame } from '../publish/websocket-frame.ts';
import { commitOldest, takeUpdate, type Life } from './life.ts';
import type { StaffLog } from './staff-log.ts';

/** The way of an update: examined, on the disk, to the readers, and then its author is told. And what makes the log short again. */
export interface StaffWriting {
  readonly write: (
    life: Life,
    from: Reader,
    by: Actor,
    update: Uint8Array,
    told: (outcome: WriteOutcome) => void,
  ) => void;
  /** An update of our own, which is in `pending` already. */
  readonly appendOwn: (life: Life, update: Uint8Array) => void;
  readonly compact: (life: Life) => void;
}

export interface StaffWritingDeps {
  readonly changes: StaffLog;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'countRefusedUpdate'>;
  /** The actor as it is now; null: no longer one of us. */
  readonly current: (actor: Actor) => Actor | null;
  /** The document has rows now. */
  readonly stored: (life: Life) => void;
  /** The disk has one more update of it, and so have its readers. */
  readonly committed: (life: Life) => void;
  /** Its updates did not reach the disk, or nobody knows. */
  readonly giveUp: (life: Life) => void;
}

const COMPACT_AFTER_UPDATES = 200;
const COMPACT_AFTER_BYTES = 64 * 1024;
const MOST_PENDING = 1_000;
const TELL_WRITING_EVERY = 1_000;

interface Author {
  readonly claimed: readonly number[];
  readonly person: string;
}

export function createStaffWriting(deps: StaffWritingDeps): StaffWriting {
  const { changes, clock, log } = deps;
  /** Who waits for what was written before. */
  const waiting = new WeakMap<Life, { readonly n: number; readonly then: () => void }[]>();
  const toldWriting = new WeakMap<Life, Map<string, number>>();

  function write(life: Life, from: Reader, by: Actor, bytes: Uint8Array, told: (outcome: WriteOutcome) => void): void {
    const actor = deps.current(by);
    if (actor === null || !life.mayWrite(actor)) return told('forbidden');
    if (life.isGone || life.pending.length >= MOST_PENDING) return told('later');
    const taken = takeUpdate(life, bytes, actor.id);
    if (taken.kind === 'refused') {
      log.warn({ document: life.name, person: actor.id, reason: taken.reason }, 'an update was refused');
      deps.metrics.countRefusedUpdate();
      return told('refused');
    }
    if (taken.kind === 'nothing-new') return whenCommitted(life, () => told(life.isGone ? 'later' : 'saved'));
    append(life, taken.update, { claimed: taken.claimed, person: actor.id }, (isSaved) => {
      if (!isSaved) return told('later');
      publishUpdate(life, commitOldest(life), from);
      deps.committed(life);
      tellWriting(life, from, actor);
      told('saved');
      compactIfDue(life);
    });
  }

  function append(life: Life, bytes: Uint8Array, by: Author, done: (isSaved: boolean) => void): void {
    life.n += 1;
    const created = life.isStored ? null : { name: life.name, epoch: life.epoch };
    life.isStored = true;
    deps.stored(life);
    const { document, n } = life;
    changes.add({ kind: 'append', document, created, n, at: clock.now(), bytes, ...by }, (isSaved) => {
      if (!isSaved) deps.giveUp(life);
      done(isSaved && !life.isGone);
      tellWaiting(life);
    });
  }

  /** Usually nothing is on its way. */
  function whenCommitted(life: Life, then: () => void): void {
    if (life.pending.length === 0) return then();
    waiting.set(life, [...(waiting.get(life) ?? []), { n: life.n, then }]);
  }

  function tellWaiting(life: Life): void {
    const all = waiting.get(life);
    if (all === undefined) return;
    const isDue = ({ n }: { readonly n: number }): boolean => n <= life.committedN || life.isGone;
    waiting.set(
      life,
      all.filter((one) => !isDue(one)),
    );
    for (const one of all.filter(isDue)) one.then();
  }

  function tellWriting(life: Life, from: Reader, actor: Actor): void {
    if (life.readers.size < 2) return;
    const told = toldWriting.get(life) ?? new Map<string, number>();
    toldWriting.set(life, told);
    if (clock.now() - (told.get(actor.id) ?? 0) < TELL_WRITING_EVERY) return;
    told.set(actor.id, clock.now());
    const frame = textFrame(JSON.stringify({ t: 'writing', document: life.name, by: authorOf(actor) }));
    for (const reader of life.readers) if (reader !== from) reader.pushEphemeral(frame);
  }

  function compactIfDue(life: Life): void {
    const isGrown = life.committedN - life.snapshotN > COMPACT_AFTER_UPDATES || life.logBytes > COMPACT_AFTER_BYTES;
    if (isGrown && !life.isCompacting) compact(life);
  }

  function compact(life: Life): void {
    const upTo = life.committedN;
    const { document, kind: of } = life;
    life.isCompacting = true;
    const ended = (n: number): void => {
      life.isCompacting = false;
      life.snapshotN = n;
      life.logBytes = 0;
    };
    changes.add({ kind: 'compact', document, of, upTo, at: clock.now() }, (isMade) => {
      if (isMade || life.isGone) return ended(upTo);
      // The rows on the disk are damaged, and what is in memory is not: it takes their place.
      log.error({ document: life.name }, 'rows of a document cannot be read; it is saved anew from memory');
      const [n, bytes] = [life.committedN, Y.encodeStateAsUpdate(life.committed)];
      changes.add({ kind: 'snapshot', document, upTo: n, at: clock.now(), bytes }, () => ended(n));
    });
  }

  return {
    write,
    compact,
    appendOwn: (life, update) =>
      append(life, update, { claimed: [], person: '' }, (isSaved) => {
        if (isSaved) publishUpdate(life, commitOldest(life));
      }),
  };
}
