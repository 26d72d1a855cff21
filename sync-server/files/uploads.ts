import { createHash } from 'node:crypto';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import { FILE_NAME_LENGTH } from '#schema/files.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { Actor } from '#schema/words.ts';
import type { Writer } from '../commit/writer.ts';
import type { Clock } from '../ports.ts';
import type { FileFolder } from './file-folder.ts';
import type { FileRow } from './file-row.ts';
import type { FileStore } from './file-store.ts';
import { cleanPicture } from './pictures/picture.ts';
import { BYTES, isProgramName, sniff, SNIFFED_BYTES } from './sniff.ts';

/**
 * Files on their way to the server, piece by piece, over lines that break.
 *
 * 1. How far one has come is what its part on the disk holds; nothing else counts it.
 * 2. One writer an upload: who comes later ends the one before, whose line may be dead and look alive.
 * 3. It is whole only when it was looked at, cleaned, hashed, fsynced, and its row says so, in this order. A crash in between leaves
 *    all its bytes, and the next request goes on from there.
 */
export interface Uploads {
  readonly create: (actor: Actor, given: Announced) => Promise<Result<FileRow, UploadFailure>>;
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
  'conflict' | 'not-found' | 'too-large' | 'too-many' | 'type-refused' | 'no-room' | 'wrong-offset' | 'retry';

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

/** Somebody is at an upload. */
interface Turn {
  readonly conversation: ConversationId;
  readonly stop: () => void;
  readonly stopped: Promise<'stopped'>;
  readonly done: Promise<void>;
}

export function createUploads({ store, folder, writer, clock, mostBytes }: UploadsDeps): Uploads {
  const busy = new Map<CommandId, Turn>();

  /** Alone with this upload: whoever was at it has let go. */
  async function alone<Value>(row: FileRow, work: (turn: Turn) => Promise<Value>): Promise<Value> {
    for (let before = busy.get(row.id); before !== undefined; before = busy.get(row.id)) {
      before.stop();
      await before.done;
    }
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    const { promise: stopped, resolve } = Promise.withResolvers<'stopped'>();
    const turn: Turn = { conversation: row.conversation, stop: () => resolve('stopped'), stopped, done };
    busy.set(row.id, turn);
    try {
      return await work(turn);
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

  async function refuse(row: FileRow): Promise<Result<number, UploadFailure>> {
    await drop(row);
    return fail('type-refused');
  }

  async function drop(row: FileRow): Promise<void> {
    await folder.remove(row);
    await writer.keep({ kind: 'files', changes: [{ kind: 'drop', id: row.id }] });
  }

  /** All bytes are here. */
  async function finish(row: FileRow): Promise<Result<number, UploadFailure>> {
    const found = store.find(row.id);
    if (found === null) return fail('not-found');
    if (found.state !== 'coming') return ok(found.size);
    // A crash may have come behind the renaming.
    const isRenamed = (await folder.partSize(row)) === null;
    const head = isRenamed ? await firstOf(folder.read(row)) : await headOf(row);
    const sniffed = sniff(head, row.name);
    if (sniffed.kind === 'program' && isVisitor(row.author)) return refuse(row);
    const clean =
      sniffed.kind === 'picture' && !isRenamed ? cleanPicture(sniffed.type, await folder.readPart(row)) : null;
    const type = sniffed.kind === 'picture' && clean === null && !isRenamed ? BYTES : sniffed.type;
    if (!isRenamed) await folder.complete(row, clean?.bytes ?? null);
    const whole: FileRow = {
      ...row,
      type,
      size: clean?.bytes.length ?? row.size,
      width: clean?.width ?? null,
      height: clean?.height ?? null,
      sha256: await hashOf(row),
    };
    const at = clock.now();
    const isWritten = (await writer.keep({ kind: 'files', changes: [{ kind: 'whole', row: whole, at }] })) !== null;
    return isWritten ? ok(row.size) : fail('retry');
  }

  async function headOf(row: FileRow): Promise<Uint8Array> {
    const handle = await folder.openPart(row);
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  return {
    create: async (actor, { id, conversation, name, type, size }) => {
      const known = store.find(id);
      // The answer to the first try was lost.
      if (known !== null)
        return known.author === actor.id && known.conversation === conversation ? ok(known) : fail('conflict');
      if (size > mostBytes(actor)) return fail('too-large');
      if (actor.kind === 'visitor' && isProgramName(name)) return fail('type-refused');
      const limit = UNSENT[actor.kind];
      const { count, bytes } = store.unsentOf(actor.id);
      if (count >= limit.count || bytes + size > mostBytes(actor) * limit.files) return fail('too-many');
      if ((await folder.room()) < size) return fail('no-room');
      const row: FileRow = {
        ...{ id, conversation, author: actor.id, name: shortName(name), type, size },
        ...{ width: null, height: null, state: 'coming', message: null, sha256: null, createdAt: clock.now() },
      };
      await folder.makePart(row);
      const isKept = (await writer.keep({ kind: 'files', changes: [{ kind: 'put', row }] })) !== null;
      return isKept ? ok(row) : fail('retry');
    },
    offset: (row) =>
      alone(row, async () => {
        if (row.state !== 'coming') return ok(row.size);
        const here = await folder.partSize(row);
        return here === null || here === row.size ? finish(row) : ok(here);
      }),
    append: (row, from, bytes) =>
      alone(row, async ({ stopped }) => {
        if (row.state !== 'coming') return from === row.size ? ok(from) : fail('wrong-offset');
        let here = await folder.partSize(row);
        if (here === null) return fail('not-found');
        if (here !== from) return fail('wrong-offset');
        const handle = await folder.openPart(row);
        const chunks = bytes[Symbol.asyncIterator]();
        try {
          for (;;) {
            // A dead line gives nothing more, not even its end.
            const next = await Promise.race([chunks.next(), stopped]);
            if (next === 'stopped' || next.done === true) break;
            if (here + next.value.length > row.size) return fail('too-large');
            await handle.write(next.value, 0, next.value.length, here);
            here += next.value.length;
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
    cancel: (row) =>
      alone(row, async () => {
        const found = store.find(row.id);
        if (found?.state === 'coming' || found?.state === 'whole') await drop(row);
      }),
    stop: (conversation) => {
      for (const upload of busy.values()) if (upload.conversation === conversation) upload.stop();
    },
  };
}

async function firstOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of stream) return chunk.subarray(0, SNIFFED_BYTES);
  return new Uint8Array(0);
}

/** A visitor's id is no UUID (schema/ids.ts). */
const isVisitor = (author: string): boolean => author.startsWith('v');

/** Without folders, signs that steer a terminal or turn the direction of writing, and blanks around; its ending stays. */
export function shortName(name: string): string {
  const clean = name
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/^.*[/\\]/gs, '')
    .replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
  if (clean.length <= FILE_NAME_LENGTH) return clean === '' ? 'file' : clean;
  const ending = /\.[^.]{1,10}$/.exec(clean)?.[0] ?? '';
  return `${clean.slice(0, FILE_NAME_LENGTH - ending.length)}${ending}`.toWellFormed();
}
