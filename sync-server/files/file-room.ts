import type { Entry } from '#schema/conversation/entry.ts';
import type { FileClaim } from '#schema/files.ts';
import { parseDocumentName, type DocumentAddress } from '#schema/docs/document-name.ts';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import type { Writer } from '../commit/writer.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { Timers } from '../timers.ts';
import type { FileFolder } from './file-folder.ts';
import type { FileChange, FileRow } from './file-row.ts';
import type { FileStore } from './file-store.ts';
import { changeOf, createFileSweep, UNSAID_STAYS_FOR } from './file-sweep.ts';
import { createUploads, type Uploads } from './uploads.ts';

/**
 * Files of conversations (FILE1–FILE9). Who may read one is told by the entries alone (admit/shared-files.ts); here stand rows and bytes:
 * what was not said, was refused or taken back, or belongs to a conversation that is gone, goes.
 */
export interface FileRoom extends FileKeeper {
  readonly uploads: Uploads;
  readonly find: (id: CommandId) => FileRow | null;
  readonly read: (row: FileRow) => ReadableStream<Uint8Array>;
  /** Its bytes are on the disk. */
  readonly isHere: (row: FileRow) => boolean;
  readonly mostBytes: (actor: Actor) => number;
  /** When an upload that nobody goes on with is let go, ms. */
  readonly expiresAt: (row: FileRow) => number;
  /** Takes in what a crash left undone, and lets go what nobody wants any more; again from time to time. */
  readonly sweep: () => Promise<void>;
  readonly watch: () => void;
}

/** What the street wants of files. */
export interface FileKeeper {
  /** As `Facts.file`, in this conversation. */
  readonly claimed: (claim: FileClaim, by: string, conversation: ConversationId) => FileClaim | null;
  /** Every entry, behind its publishing. */
  readonly entered: (address: DocumentAddress, entry: Entry) => void;
  /** These documents are gone for good. */
  readonly gone: (documents: readonly string[]) => void;
}

/** Of a street that has none. */
export const NO_FILES: FileKeeper = {
  claimed: () => null,
  entered: () => undefined,
  gone: () => undefined,
};

export interface FileRoomDeps {
  readonly store: FileStore;
  readonly folder: FileFolder;
  readonly entries: Pick<EntryStore, 'findDocument' | 'entriesAfter'>;
  readonly writer: Pick<Writer, 'keep'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly mostBytes: (actor: Actor) => number;
}

const MINUTE = 60_000;
const SWEEP_EVERY = 10 * MINUTE;

export function createFileRoom(deps: FileRoomDeps): FileRoom {
  const { store, folder, writer, clock, timers, log } = deps;
  const uploads = createUploads(deps);
  const said = new Set<CommandId>();

  const change = async (changes: readonly FileChange[]): Promise<boolean> =>
    changes.length === 0 || (await writer.keep({ kind: 'files', changes })) !== null;

  function shielded(work: () => Promise<unknown>): void {
    work().catch((error: unknown) =>
      log.error({ error: String(error) }, 'a file could not be let go; it is tried again'),
    );
  }

  async function drop(row: FileRow): Promise<void> {
    await folder.remove(row);
    await change([{ kind: 'drop', id: row.id }]);
  }

  async function dropGone(conversation: ConversationId): Promise<void> {
    for (const row of store.ofConversation(conversation)) if (row.state === 'gone') await drop(row);
  }

  /** A row is written behind its folder. */
  const made = new Map<ConversationId, number>();
  const isMaking = (conversation: ConversationId): boolean =>
    clock.now() - (made.get(conversation) ?? -Infinity) < MINUTE;

  function remove(conversation: ConversationId): boolean {
    try {
      folder.removeAll(conversation);
      return true;
    } catch (error) {
      log.error(
        { error: String(error) },
        'files of a conversation that is gone could not be removed; it is tried again',
      );
      return false;
    }
  }

  const { sweep, lookAgain } = createFileSweep({ ...deps, isMaking, change, drop, remove });

  return {
    uploads: {
      ...uploads,
      create: (actor, given, address) => {
        made.set(given.conversation, clock.now());
        return uploads.create(actor, given, address).finally(() => made.delete(given.conversation));
      },
    },
    find: store.find,
    read: folder.read,
    isHere: (row) => folder.has(row, row.size),
    mostBytes: deps.mostBytes,
    expiresAt: ({ createdAt }) => createdAt + UNSAID_STAYS_FOR,
    claimed: (claim, by, conversation) => {
      const row = store.find(claim.id);
      // Its row is written a moment later.
      if (said.has(claim.id)) return null;
      if (row === null || row.author !== by || row.conversation !== conversation || row.state !== 'whole') return null;
      return infoOf(row);
    },
    entered: (address, entry) => {
      if (address.kind !== 'conversation') return;
      const next = changeOf(entry);
      if (next === null) return;
      if (next.kind === 'said') said.add(next.id);
      shielded(async () => {
        // Told as said for as long as the disk does not know it.
        if ((await change([next])) && next.kind === 'said') said.delete(next.id);
        if (next.kind === 'gone') await dropGone(address.conversation);
      });
    },
    gone: (documents) => {
      for (const name of documents) {
        const address = parseDocumentName(name);
        if (address?.kind !== 'conversation') continue;
        uploads.stop(address.conversation);
        const isRemoved = remove(address.conversation);
        if (!isRemoved || isMaking(address.conversation)) lookAgain(address.conversation);
      }
    },
    sweep,
    watch: () => {
      const again = (): void => {
        shielded(sweep);
        timers.after(SWEEP_EVERY, again);
      };
      again();
    },
  };
}

/** As it is told in the conversation. */
export const infoOf = ({ id, name, type, size, width, height }: FileRow): FileClaim => ({
  id,
  name,
  type,
  size,
  ...(width !== null && height !== null && { width, height }),
});
