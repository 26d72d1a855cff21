import { isProgramName } from '#schema/programs.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { FileFolder } from './file-folder.ts';
import type { FileRow } from './file-row.ts';
import type { CleanPicture } from './pictures/clean-picture.ts';
import { cleanFilm } from './pictures/film.ts';
import { cleanPicture } from './pictures/picture.ts';
import { BYTES, sniff, SNIFFED_BYTES } from './sniff.ts';

/** What a whole file is, as its row says it from now on. */
export type Looked = Pick<FileRow, 'type' | 'size' | 'width' | 'height'>;

/**
 * Looks at a file of which all bytes are here, cleans it, and gives it its place. A failure: it is not to be kept, because a visitor
 * sends a program, or because it tells where it was made and that cannot be taken out (FILE3).
 */
export type Look = (row: FileRow) => Promise<Result<Looked, 'type-refused' | 'unclean'>>;

/** Pictures that are kept only when they can be cleaned: phones alone make them, and write where. */
const IN_BOXES = /^image\/(?:heic|heif|avif)$/;

export function createLook(folder: FileFolder): Look {
  /** Ends with the picture that is being cleaned: each is in memory twice for as long as that takes. */
  let cleaning: Promise<unknown> = Promise.resolve();

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = cleaning.then(work);
    cleaning = mine.catch(() => undefined);
    return mine;
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

  /** A crash came between its place and its row: it was cleaned, and what it became is told by itself. */
  async function again(row: FileRow, size: number): Promise<Looked> {
    const { kind, type } = sniff(await firstOf(folder.read(row)), row.name);
    if (kind !== 'picture') return { type, size, width: null, height: null };
    const clean = await inTurn(async () => cleanPicture(type, await wholeOf(folder.read(row))));
    return { type: clean === null ? BYTES : type, size, ...sidesOf(clean) };
  }

  async function isCleanFilm(row: FileRow): Promise<boolean> {
    const handle = await folder.openPart(row);
    return cleanFilm(handle, row.size).finally(() => handle.close());
  }

  return async (row) => {
    const placed = await folder.size(row);
    if (placed !== null) return ok(await again(row, placed));
    const { kind, type } = sniff(await headOf(row), row.name);
    // One file may be two things, and its name decides which of them a system opens.
    if (isVisitor(row.author) && (kind === 'program' || isProgramName(row.name))) return fail('type-refused');
    if (kind === 'picture')
      return inTurn(async () => {
        const clean = cleanPicture(type, await folder.readPart(row));
        if (clean === null && IN_BOXES.test(type)) return fail('unclean');
        await folder.complete(row, clean?.bytes ?? null);
        const size = clean?.bytes.length ?? row.size;
        return ok({ type: clean === null ? BYTES : type, size, ...sidesOf(clean) });
      });
    const isWhole = kind !== 'film' || (await isCleanFilm(row));
    await folder.complete(row, null);
    return ok({ type: isWhole ? type : BYTES, size: row.size, width: null, height: null });
  };
}

const sidesOf = (clean: CleanPicture | null): Pick<Looked, 'width' | 'height'> => ({
  width: clean?.width ?? null,
  height: clean?.height ?? null,
});

/** A visitor's id is no UUID (schema/ids.ts). */
const isVisitor = (author: string): boolean => author.startsWith('v');

async function firstOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of stream) return chunk.subarray(0, SNIFFED_BYTES);
  return new Uint8Array(0);
}

async function wholeOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
