import { editOf } from '#schema/conversation/conversation.ts';
import type { Entry } from '#schema/conversation/entry.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports.ts';
import { DamagedRowError } from '../store/checksum.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { Timers } from '../timers.ts';
import type { FileFolder } from './file-folder.ts';
import type { FileChange, FileRow } from './file-row.ts';
import type { FileStore } from './file-store.ts';

/**
 * Takes in what a crash left undone, and lets go what nobody wants any more (FILE7). What is unsettled is little and is looked at each
 * time. All rows and folders are years of a workspace: they are walked at a start and once a day, piece by piece, for a whole walk
 * takes as long as messages may not wait.
 */
export interface FileSweep {
  /** Does nothing while the one before is under way. */
  readonly sweep: () => Promise<void>;
  /** Of this conversation something may come to the disk behind its end, or could not be removed: the next sweep looks again. */
  readonly lookAgain: (conversation: ConversationId) => void;
}

export interface FileSweepDeps {
  readonly store: FileStore;
  readonly folder: Pick<FileFolder, 'conversations'>;
  readonly entries: Pick<EntryStore, 'findDocument' | 'entriesAfter'>;
  readonly clock: Clock;
  readonly timers: Pick<Timers, 'soon'>;
  readonly log: Log;
  /** An upload is being made there: its folder is, and its row is not yet. */
  readonly isMaking: (conversation: ConversationId) => boolean;
  readonly change: (changes: readonly FileChange[]) => Promise<boolean>;
  readonly drop: (row: FileRow) => Promise<void>;
  /** All bytes of a conversation; false when the disk refuses. */
  readonly remove: (conversation: ConversationId) => boolean;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** An upload that nobody goes on with, and a whole file that nobody said: devices wait for days without a line. */
export const UNSAID_STAYS_FOR = 7 * DAY;
/** A crash leaves at most what changed shortly before it, however long ago that was; such rows are compared with the entries at a start. */
const COMPARED = 2 * DAY;
/** Rows of one turn, which are read with one look, and folders, which are asked one by one: each a few ms at most. */
const PIECE = 500;
const FOLDERS = 50;

export function createFileSweep(deps: FileSweepDeps): FileSweep {
  const { store, folder, entries, clock, timers, log, isMaking, change, drop, remove } = deps;
  const again = new Set<ConversationId>();
  /** Nobody knows whether they were said: their conversation is damaged. */
  const spared = new Set<CommandId>();
  /** Could not be removed: that is said once, and tried with each sweep. */
  const failing = new Set<CommandId>();
  let isFirst = true;
  let walkedAt = -Infinity;
  let isBusy = false;
  const pause = (): Promise<void> => new Promise(timers.soon);

  /** What the entries say of a file whose row may be behind them. */
  function behind(row: FileRow): readonly FileChange[] {
    const document = entries.findDocument(conversationDocument(row.conversation));
    if (document === null) return [];
    const all = entries.entriesAfter(document.key, 0);
    const said = all.find(({ effect }) => effect.kind === 'said' && effect.file?.id === row.id);
    if (said === undefined) return [];
    const edit = all.findLast((entry) => editOf(entry)?.message === said.id);
    return [said, edit].flatMap((entry) => (entry === undefined ? [] : (changeOf(entry) ?? [])));
  }

  /** False when nobody can read them, or the disk refuses: that holds up no other file (DISK4). */
  async function takeIn(row: FileRow): Promise<boolean> {
    try {
      return await change(behind(row));
    } catch (error) {
      if (!(error instanceof DamagedRowError)) throw error;
      log.error({ file: row.id, error: String(error) }, 'whether a file was said is not known: its talk is damaged');
      spared.add(row.id);
      return false;
    } finally {
      await pause();
    }
  }

  /** One that cannot be removed keeps no other one (DISK4); false then. */
  async function letGo(row: FileRow): Promise<boolean> {
    try {
      await drop(row);
      failing.delete(row.id);
      return true;
    } catch (error) {
      if (!failing.has(row.id))
        log.error({ file: row.id, error: String(error) }, 'a file cannot be let go; it is tried again');
      failing.add(row.id);
      return false;
    }
  }

  async function settle(row: FileRow, now: number): Promise<void> {
    if (row.state === 'gone') return void (await letGo(row));
    if (spared.has(row.id)) return;
    const isOld = now - row.createdAt > UNSAID_STAYS_FOR;
    // Also before it goes: the disk may have refused the row what the entries say.
    const isBehind = row.state !== 'coming' && (isFirst || (isOld && row.state === 'whole'));
    if (isBehind && !(await takeIn(row))) return;
    const left = store.find(row.id);
    const isUnsaid = left?.state === 'coming' || left?.state === 'whole';
    if (left?.state === 'gone' || (isUnsaid && isOld)) await letGo(row);
  }

  /** All rows by their ids, in pieces. */
  async function* pieces() {
    for (let after = ''; ;) {
      const piece = store.piece(after, PIECE);
      if (piece === null) return;
      yield { ...piece, after };
      after = piece.last;
      await pause();
    }
  }

  async function lastChange(): Promise<number> {
    let newest = 0;
    for await (const piece of pieces()) newest = Math.max(newest, piece.newestChange);
    return newest;
  }

  async function settleChanged(since: number, now: number): Promise<void> {
    for await (const { after, last, newestChange } of pieces())
      if (newestChange >= since)
        for (const row of store.changedSince(since, after, last)) if (row.state === 'sent') await settle(row, now);
  }

  async function dropStrays(now: number): Promise<void> {
    for await (const { after, last } of pieces())
      for (const row of store.strays(after, last)) if (now - row.createdAt > MINUTE) await letGo(row);
  }

  async function removeFolders(): Promise<void> {
    let looked = 0;
    for (const conversation of await folder.conversations()) {
      looked += 1;
      if (looked % FOLDERS === 0) await pause();
      // Asked and removed in one turn: what begins meanwhile has its row, or is being made.
      if (isMaking(conversation) || store.hasAny(conversation)) continue;
      remove(conversation);
      await pause();
    }
  }

  async function removeAgain(): Promise<void> {
    for (const conversation of again) {
      if (isMaking(conversation)) continue;
      const isThere = entries.findDocument(conversationDocument(conversation)) !== null;
      let isLeft = false;
      if (!isThere) for (const row of store.ofConversation(conversation)) isLeft = !(await letGo(row)) || isLeft;
      if (isThere || (remove(conversation) && !isLeft)) again.delete(conversation);
      await pause();
    }
  }

  async function sweepAll(): Promise<void> {
    const now = clock.now();
    await removeAgain();
    // Before anything is changed here.
    const newest = isFirst ? await lastChange() : 0;
    for (const row of store.unsettled()) await settle(row, now);
    if (isFirst) await settleChanged(Math.min(now, newest) - COMPARED, now);
    isFirst = false;
    if (now - walkedAt < DAY) return;
    await dropStrays(now);
    await removeFolders();
    walkedAt = now;
  }

  return {
    lookAgain: (conversation) => void again.add(conversation),
    sweep: async () => {
      if (isBusy) return;
      isBusy = true;
      try {
        await sweepAll();
      } finally {
        isBusy = false;
      }
    },
  };
}

/** What an entry makes of the row of a file. */
export function changeOf({ id, at, effect }: Entry): FileChange | null {
  if (effect.kind === 'said' && effect.file !== undefined)
    return { kind: 'said', id: effect.file.id, message: id, asks: effect.file.asks === true, at };
  if (effect.kind === 'file-answered') return { kind: effect.yes ? 'accepted' : 'gone', message: effect.message, at };
  return effect.kind === 'unsent' ? { kind: 'gone', message: effect.message, at } : null;
}
