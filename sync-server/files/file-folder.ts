import { createReadStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { open, readdir, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConversationId } from '#schema/ids.ts';
import type { FileRow } from './file-row.ts';

/**
 * The bytes of files, beside the database: `files/<conversation>/<id>`, and `<id>.part` while some are missing. Both ids were
 * parsed as UUIDs, so that no path can be made of them. What stands here without a row is nobody's.
 */
export interface FileFolder {
  readonly path: (row: Of) => string;
  /** How many bytes of an upload are here; null: it is not there. */
  readonly partSize: (row: Of) => Promise<number | null>;
  /** Of one that has its place; null: it has none yet. */
  readonly size: (row: Of) => Promise<number | null>;
  /** Begins one. */
  readonly makePart: (row: Of) => Promise<void>;
  readonly openPart: (row: Of) => Promise<FileHandle>;
  readonly readPart: (row: Of) => Promise<Buffer>;
  /** The part is the file from now on, or these bytes are; on the disk when it resolves. */
  readonly complete: (row: Of, bytes: Uint8Array | null) => Promise<void>;
  readonly has: (row: Of, size: number) => boolean;
  readonly read: (row: Of) => ReadableStream<Uint8Array>;
  readonly remove: (row: Of) => Promise<void>;
  /** All of a conversation, at once: when this returns they are gone. */
  readonly removeAll: (conversation: ConversationId) => void;
  readonly conversations: () => Promise<readonly ConversationId[]>;
  /** Bytes that the disk has for files: what messages need is not among them. */
  readonly room: () => Promise<number>;
}

type Of = Pick<FileRow, 'id' | 'conversation'>;

/** Kept free for words, which go before files; bytes. */
const KEPT_FREE = 256 * 1024 * 1024;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const filesFolder = (dataDir: string): string => join(dataDir, 'files');

export function createFileFolder(dataDir: string): FileFolder {
  const root = filesFolder(dataDir);
  const path = ({ conversation, id }: Of): string => join(root, conversation, id);
  const part = (row: Of): string => `${path(row)}.part`;

  async function syncFolder(folder: string): Promise<void> {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  }

  async function written(target: string, bytes: Uint8Array): Promise<void> {
    const handle = await open(target, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  return {
    path,
    partSize: (row) => sizeOf(part(row)),
    size: (row) => sizeOf(path(row)),
    makePart: async (row) => {
      mkdirSync(join(root, row.conversation), { recursive: true, mode: 0o700 });
      await (await open(part(row), 'a', 0o600)).close();
    },
    openPart: (row) => open(part(row), 'r+'),
    readPart: async (row) => {
      const handle = await open(part(row), 'r');
      return handle.readFile().finally(() => handle.close());
    },
    complete: async (row, bytes) => {
      if (bytes === null) {
        const handle = await open(part(row), 'r+');
        await handle.sync().finally(() => handle.close());
      } else await written(part(row), bytes);
      await rename(part(row), path(row));
      await syncFolder(join(root, row.conversation));
      await syncFolder(root);
    },
    has: (row, size) => {
      try {
        return statSync(path(row)).size === size;
      } catch {
        return false;
      }
    },
    read: (row) => streamOf(path(row)),
    remove: async (row) => {
      await rm(path(row), { force: true });
      await rm(part(row), { force: true });
    },
    removeAll: (conversation) => rmSync(join(root, conversation), { recursive: true, force: true }),
    conversations: async () => {
      if (!existsSync(root)) return [];
      return (await readdir(root)).filter((name) => UUID.test(name)) as readonly string[] as readonly ConversationId[];
    },
    room: async () => {
      const { bavail, bsize } = await statfs(dataDir);
      return bavail * bsize - KEPT_FREE;
    },
  };
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
}

const streamOf = (path: string): ReadableStream<Uint8Array> => {
  const source = createReadStream(path, { highWaterMark: 256 * 1024 });
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      source.on('data', (chunk) => {
        controller.enqueue(new Uint8Array(chunk as Buffer));
        if ((controller.desiredSize ?? 0) <= 0) source.pause();
      });
      source.on('end', () => controller.close());
      source.on('error', (error) => controller.error(error));
    },
    pull: () => void source.resume(),
    cancel: () => void source.destroy(),
  });
};
