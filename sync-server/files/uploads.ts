import { createHash } from 'node:crypto';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import { FILE_NAME_LENGTH } from '#schema/files.ts';
import { isProgramName } from '#schema/programs.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { Actor } from '#schema/words.ts';
import type { Writer } from '../commit/writer.ts';
import type { Clock } from '../ports.ts';
import type { FileFolder } from './file-folder.ts';
import type { FileRow } from './file-row.ts';
import type { FileStore } from './file-store.ts';
import { createLook } from './look.ts';
import { createVisitorCeiling } from './visitor-ceiling.ts';

/**
 * Files on their way to the server, piece by piece, over lines that break.
 *
 * 1. How far one has come is what its part on the disk holds; nothing else counts it.
 * 2. One writer an upload: who comes later ends the one before, whose line may be dead and look alive.
 * 3. It is whole only when it was looked at, cleaned, hashed, fsynced, and its row says so, in this order. A crash in between leaves
 *    all its bytes, and the next request goes on from there.
 */
export interface Uploads {
  /** `address`: where it comes from; empty where nobody knows. */
  readonly create: (actor: Actor, given: Announced, address: string) => Promise<Result<FileRow, UploadFailure>>;
  /** How many bytes are here. Makes it whole if only that was left to do. */
  readonly offset: (row: FileRow) => Promise<Result<number, UploadFailure>>;
  /** Resolves with how many bytes are here when the stream has ended, or broken off. */
  readonly append: (
    row: FileRow,
    from: number,
    bytes: AsyncIterable<Uint8Array>,
  ) => Promise<Result<number, UploadFailure>>;
  readonly cancel: (row: FileRow) => Promise<void>;
  /** Nobody goes on with these. */
  readonly stop: (conversation: ConversationId) => void;
}

export interface Announced {
  readonly id: CommandId;
  readonly conversation: ConversationId;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

export type UploadFailure =
  | ('conflict' | 'not-found' | 'too-large' | 'too-many' | 'type-refused' | 'no-room' | 'wrong-offset' | 'retry')
  /** A picture out of which nobody here can take where it was made. */
  | 'unclean';

export interface UploadsDeps {
  readonly store: FileStore;
  readonly folder: FileFolder;
  readonly writer: Pick<Writer, 'keep'>;
  readonly clock: Clock;
  /** Of one file of such a sender. */
  readonly mostBytes: (actor: Actor) => number;
}

/** What of one person or visitor may lie here without being said, or without a yes. */
const UNSENT = { visitor: { count: 5, files: 3 }, operator: { count: 50, files: 20 } };

/** How often it is looked whether words still have the room that files never take; bytes. */
const LOOKED_AFTER = 4 * 1024 ** 2;

/** Somebody is at an upload. */
interface Turn {
  readonly conversation: ConversationId;
  readonly stop: () => void;
  readonly stopped: Promise<'stopped'>;
  readonly done: Promise<void>;
}

export function createUploads({ store, folder, writer, clock, mostBytes }: UploadsDeps): Uploads {
  const busy = new Map<CommandId, Turn>();
  const look = createLook(folder);
  const ceiling = createVisitorCeiling(store, clock);
  /** Of each author, what is being announced and has no row yet. */
  const making = new Map<string, { count: number; bytes: number }>();

  /** Alone with this upload, as it is now: whoever was at it has let go, and may have brought it to its end. */
  async function alone<Value>(
    row: FileRow,
    work: (now: FileRow, turn: Turn) => Promise<Result<Value, UploadFailure>>,
  ): Promise<Result<Value, UploadFailure>> {
    for (let before = busy.get(row.id); before !== undefined; before = busy.get(row.id)) {
      before.stop();
      await before.done;
    }
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    const { promise: stopped, resolve } = Promise.withResolvers<'stopped'>();
    const turn: Turn = { conversation: row.conversation, stop: () => resolve('stopped'), stopped, done };
    busy.set(row.id, turn);
    try {
      const now = store.find(row.id);
      return now === null ? fail('not-found') : await work(now, turn);
    } finally {
      busy.delete(row.id);
      finish();
    }
  }

  async function hashOf(row: FileRow): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of folder.read(row)) hash.update(chunk);
    return hash.digest('hex');
  }

  async function drop(row: FileRow): Promise<void> {
    await folder.remove(row);
    await writer.keep({ kind: 'files', changes: [{ kind: 'drop', id: row.id }] });
  }

  /** All bytes are here. */
  async function finish(row: FileRow): Promise<Result<number, UploadFailure>> {
    const what = await look(row);
    if (!what.ok) {
      await drop(row);
      return fail(what.failure);
    }
    const whole: FileRow = { ...row, ...what.value, sha256: await hashOf(row) };
    const at = clock.now();
    const isWritten = (await writer.keep({ kind: 'files', changes: [{ kind: 'whole', row: whole, at }] })) !== null;
    return isWritten ? ok(row.size) : fail('retry');
  }

  /** There is no part of it: a crash came between its place and its row, or its bytes are lost and it begins anew. */
  async function placed(row: FileRow): Promise<Result<number, UploadFailure>> {
    if ((await folder.size(row)) !== null) return finish(row);
    await drop(row);
    return fail('not-found');
  }

  async function make(row: FileRow): Promise<Result<FileRow, UploadFailure>> {
    if ((await folder.room()) < row.size) return fail('no-room');
    await folder.makePart(row);
    const isKept = (await writer.keep({ kind: 'files', changes: [{ kind: 'put', row }] })) !== null;
    return isKept ? ok(row) : fail('retry');
  }

  return {
    create: async (actor, given, address) => {
      const { id, conversation, type, size } = given;
      const name = shortName(given.name);
      const known = store.find(id);
      // The answer to the first try was lost.
      if (known !== null)
        return known.author === actor.id && known.conversation === conversation ? ok(known) : fail('conflict');
      if (size > mostBytes(actor)) return fail('too-large');
      if (actor.kind === 'visitor' && isProgramName(name)) return fail('type-refused');
      const limit = UNSENT[actor.kind];
      const { count, bytes } = store.unsentOf(actor.id);
      const here = making.get(actor.id) ?? { count: 0, bytes: 0 };
      if (count + here.count >= limit.count || bytes + here.bytes + size > mostBytes(actor) * limit.files)
        return fail('too-many');
      if (actor.kind === 'visitor' && !ceiling.take(address, size, mostBytes(actor))) return fail('no-room');
      // Many that are announced in one moment are as many as those that come one by one.
      making.set(actor.id, { count: here.count + 1, bytes: here.bytes + size });
      let isMade = false;
      try {
        const made = await make({
          ...{ id, conversation, author: actor.id, name, type, size, width: null, height: null },
          ...{ state: 'coming', message: null, sha256: null, createdAt: clock.now() },
        });
        isMade = made.ok;
        return made;
      } finally {
        if (!isMade && actor.kind === 'visitor') ceiling.giveBack(address, size, mostBytes(actor));
        const now = making.get(actor.id) ?? { count: 1, bytes: size };
        if (now.count <= 1) making.delete(actor.id);
        else making.set(actor.id, { count: now.count - 1, bytes: now.bytes - size });
      }
    },
    offset: (given) =>
      alone(given, async (row) => {
        if (row.state !== 'coming') return ok(row.size);
        const here = await folder.partSize(row);
        return here === null ? placed(row) : here === row.size ? finish(row) : ok(here);
      }),
    append: (given, from, bytes) =>
      alone(given, async (row, { stopped }) => {
        if (row.state !== 'coming') return from === row.size ? ok(from) : fail('wrong-offset');
        let here = await folder.partSize(row);
        if (here === null) return placed(row);
        if (here !== from) return fail('wrong-offset');
        // There was room when it was announced; others have come since.
        if ((await folder.room()) < row.size - from) return fail('no-room');
        let lookAt = from + LOOKED_AFTER;
        const handle = await folder.openPart(row);
        const chunks = bytes[Symbol.asyncIterator]();
        try {
          for (;;) {
            // A dead line gives nothing more, not even its end.
            const next = await Promise.race([chunks.next(), stopped]);
            if (next === 'stopped' || next.done === true) break;
            if (here + next.value.length > row.size) return fail('too-large');
            const { bytesWritten } = await handle.write(next.value, 0, next.value.length, here);
            // The disk is full: what comes behind would leave a hole.
            if (bytesWritten < next.value.length) break;
            here += bytesWritten;
            if (here < lookAt) continue;
            lookAt = here + LOOKED_AFTER;
            if ((await folder.room()) < row.size - here) return fail('no-room');
          }
        } catch {
          // The line broke, or the disk refused; what is here stays.
        } finally {
          void chunks.return?.().catch(() => undefined);
          await handle.close();
        }
        here = (await folder.partSize(row)) ?? 0;
        return here === row.size ? finish(row) : ok(here);
      }),
    cancel: async (given) => {
      await alone(given, async (row) => {
        if (row.state === 'coming' || row.state === 'whole') await drop(row);
        return ok(undefined);
      });
    },
    stop: (conversation) => {
      for (const upload of busy.values()) if (upload.conversation === conversation) upload.stop();
    },
  };
}

/**
 * Without folders, signs that steer a terminal, turn the direction of writing or are not seen, and blanks around; its ending stays, and
 * is an ending: some systems drop dots behind it.
 */
export function shortName(name: string): string {
  const clean = name
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/^.*[/\\]/gs, '')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '')
    .replaceAll(/^\s+|[\s.]+$/gu, '');
  if (clean.length <= FILE_NAME_LENGTH) return clean === '' ? 'file' : clean;
  const ending = /\.[^.]{1,10}$/.exec(clean)?.[0] ?? '';
  return `${clean.slice(0, FILE_NAME_LENGTH - ending.length)}${ending}`.toWellFormed();
}
