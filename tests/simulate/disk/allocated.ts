import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = 4_096;
const LOG_HEADER = 32;
const FRAME_HEADER = 24;
/** Bytes that a page of a b-tree begins with, by its type. */
const HEADERS: { readonly [type: number]: number } = { 2: 12, 5: 12, 10: 8, 13: 8 };

/**
 * The files of a folder without what SQLite calls unallocated: between the pointers of a page and its cells it leaves what a cell
 * was before it moved to another page, also with `secure_delete`. No query reads it, and only VACUUM takes it away.
 */
export function allocatedBytes(folder: string): readonly Buffer[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ name }) => {
      const bytes = readFileSync(join(folder, name));
      if (name.endsWith('.db'))
        for (let at = 0; at + PAGE <= bytes.length; at += PAGE) clearGap(bytes.subarray(at, at + PAGE), at === 0);
      else if (name.endsWith('.db-wal'))
        for (let at = LOG_HEADER; at + FRAME_HEADER + PAGE <= bytes.length; at += FRAME_HEADER + PAGE)
          clearGap(bytes.subarray(at + FRAME_HEADER, at + FRAME_HEADER + PAGE), bytes.readUInt32BE(at) === 1);
      return bytes;
    });
}

/** The first page begins with the header of the file. */
function clearGap(page: Buffer, isFirst: boolean): void {
  const at = isFirst ? 100 : 0;
  const header = HEADERS[page[at] ?? 0];
  if (header === undefined) return;
  const from = at + header + 2 * page.readUInt16BE(at + 3);
  const to = page.readUInt16BE(at + 5);
  if (from < to && to <= PAGE) page.fill(0, from, to);
}
