import type { CommandId } from '#schema/ids.ts';
import type { Connection as Database } from '#sync-server/store/database.ts';
import type { Answers } from './answers.ts';
import type { CursorTruth } from './cursor-truth.ts';
import type { Judge } from './judge.ts';
import type { KeepingTruth } from './keeping-truth.ts';
import type { Truth } from './truth.ts';

/** A backup takes the place of the data: what must be so then is what was so when it was made, and what comes after (OPS3). */
export interface Restoring {
  /** A backup of this moment was made. */
  readonly copied: (file: string) => void;
  /** It is the data now; the next start finds it. */
  readonly goneBack: (file: string) => void;
  /** The process that starts now is the first one on it. */
  readonly isFresh: () => boolean;
  /** It has begun its life: every document has an epoch that it never had (OPS5). */
  readonly begun: (disk: Database) => void;
  /** Every document has got a new epoch: devices have told that the data was another one once (OPS6). */
  readonly renewed: (disk: Database) => void;
  /** The same, done in the moment in which the process before ended. */
  readonly recovered: (disk: Database) => void;
  /** It was accepted, and the backup that was put back is from before. */
  readonly wasLost: (id: CommandId) => boolean;
  readonly isLostDocument: (name: string) => boolean;
  /** Of some life of this document that is over. */
  readonly isFormerEpoch: (name: string, epoch: string) => boolean;
  readonly counts: () => { readonly restored: number; readonly renewed: number; readonly lost: number };
}

interface Truths {
  readonly truth: Truth;
  readonly cursors: CursorTruth;
  readonly keeping: KeepingTruth;
  readonly answers: Answers;
}

export function createRestoring(
  judge: Judge,
  { truth, cursors, keeping, answers }: Truths,
  told: () => void,
): Restoring {
  const copies = new Map<string, () => ReturnType<Truth['goBack']>>();
  const lost = new Set<CommandId>();
  const lostDocuments = new Set<string>();
  const former = new Map<string, Set<string>>();
  let isFresh = false;
  let restored = 0;
  let renewed = 0;
  let branch: string | null = null;

  function remember(name: string, epoch: string): void {
    const epochs = former.get(name) ?? new Set<string>();
    former.set(name, epochs.add(epoch));
  }

  const newestBranch = (disk: Database): string | null =>
    disk.prepare<{ id: string }>('SELECT id FROM branches ORDER BY number DESC LIMIT 1').one()?.id ?? null;

  /** None of the new epochs is one that the document has had (OPS5, OPS6). */
  function adopt(disk: Database): void {
    branch = newestBranch(disk);
    for (const { name, epoch } of disk
      .prepare<{ name: string; epoch: string }>('SELECT name, epoch FROM documents')
      .all()) {
      judge.check(
        former.get(name)?.has(epoch) !== true,
        'OPS5',
        () => `${name} goes on under the epoch ${epoch} that it had before the backup was put back`,
      );
      truth.documents.get(name)?.adopt(epoch);
    }
  }

  return {
    copied: (file) => {
      const [ofTruth, ofCursors, ofKeeping] = [truth.copy(), cursors.copy(), keeping.copy()];
      copies.set(file, () => {
        cursors.goBack(ofCursors);
        keeping.goBack(ofKeeping);
        return truth.goBack(ofTruth);
      });
    },
    goneBack: (file) => {
      for (const { name, epoch } of truth.documents.values()) remember(name, epoch);
      const { commands, documents } = copies.get(file)?.() ?? { commands: [], documents: [] };
      for (const { name, epoch } of truth.documents.values()) remember(name, epoch);
      for (const id of commands) lost.add(id);
      for (const name of documents) lostDocuments.add(name);
      answers.forget(commands);
      isFresh = true;
      restored += 1;
      told();
    },
    isFresh: () => isFresh,
    begun: (disk) => {
      if (!isFresh) {
        branch = newestBranch(disk);
        return;
      }
      isFresh = false;
      adopt(disk);
    },
    renewed: (disk) => {
      for (const { name, epoch } of truth.documents.values()) remember(name, epoch);
      adopt(disk);
      renewed += 1;
    },
    recovered: (disk) => {
      if (branch === null || isFresh || newestBranch(disk) === branch) return;
      for (const { name, epoch } of truth.documents.values()) remember(name, epoch);
      adopt(disk);
      renewed += 1;
    },
    wasLost: (id) => lost.has(id),
    isLostDocument: (name) => lostDocuments.has(name) && !truth.documents.has(name),
    isFormerEpoch: (name, epoch) => former.get(name)?.has(epoch) === true,
    counts: () => ({ restored, renewed, lost: lost.size }),
  };
}
