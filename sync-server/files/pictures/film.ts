import type { FileHandle } from 'node:fs/promises';
import { boxesIn, textAt, wholeNumber } from './boxes.ts';
import { BrokenPictureError } from './clean-picture.ts';

/**
 * A film (MP4, MOV) without what phones write beside it: where it was taken, with what, by whom. That stands in boxes of their own
 * (ISO/IEC 14496-12, §8.10), which become room that nobody uses; nothing is moved, for the places of all pictures are counted from the
 * beginning. Of a file that may be hundreds of megabytes only the tables are read.
 */
const TELLING: readonly string[] = ['udta', 'meta', 'uuid'];
const UNUSED: readonly string[] = ['free', 'skip'];
/** Boxes that hold others, in which such may stand. */
const HOLDING: readonly string[] = ['moov', 'trak', 'mdia', 'minf'];
/** Of all tables of one film; bytes. */
const MOST_TABLES = 32 * 1024 ** 2;
const MOST_BOXES = 100_000;
const PIECE = Buffer.alloc(64 * 1024);

/** In place; the same again when it is done twice. False when it is no film that can be read to its end. */
export async function cleanFilm(file: Pick<FileHandle, 'read' | 'write'>, size: number): Promise<boolean> {
  try {
    let count = 0;
    for (let at = 0; at < size; count += 1) {
      const head = await read(file, at, Math.min(16, size - at));
      if (head.length < 8 || count > MOST_BOXES) return false;
      const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
      const told = view.getUint32(0);
      const content = told === 1 ? 16 : 8;
      const length = told === 1 ? wholeNumber(view, 8, 8) : told === 0 ? size - at : told;
      if (length < content || at + length > size) return false;
      const type = textAt(head, 4, 4);
      if (type === 'moov') {
        if (length > MOST_TABLES) return false;
        const tables = await read(file, at, length);
        cleanTables(tables, 0, tables.length);
        await file.write(tables, 0, tables.length, at);
      } else if (TELLING.includes(type) || UNUSED.includes(type)) {
        await file.write(Buffer.from('free', 'latin1'), 0, 4, at + 4);
        for (let zero = at + content; zero < at + length; zero += PIECE.length)
          await file.write(PIECE, 0, Math.min(PIECE.length, at + length - zero), zero);
      }
      at += length;
    }
    return true;
  } catch (error) {
    if (error instanceof BrokenPictureError || error instanceof RangeError) return false;
    throw error;
  }
}

async function read(file: Pick<FileHandle, 'read'>, at: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

function cleanTables(bytes: Uint8Array, from: number, to: number): void {
  for (const { type, at, content, end } of boxesIn(bytes, from, to)) {
    if (HOLDING.includes(type)) cleanTables(bytes, content, end);
    else if (TELLING.includes(type) || UNUSED.includes(type)) {
      bytes.set(Buffer.from('free', 'latin1'), at + 4);
      bytes.fill(0, content, end);
    }
  }
}
