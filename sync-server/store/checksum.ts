import { crc32 } from 'node:zlib';

/**
 * CRC-32 over the meaningful columns of a row, written with it and looked at whenever it is read: it finds what a failing disk or a
 * stray write did to a row, not what somebody did on purpose. A row without one was written before there were any.
 */

/** One for all, because a buffer for each row would cost more than the sum itself. Nine places of eight bytes. */
const fixed = Buffer.alloc(72);

/** Of a row of `entries`. */
export function entryChecksum(
  document: number,
  seq: number,
  at: number,
  command: Uint8Array,
  fingerprint: number,
  author: string,
  effect: string,
  target: Uint8Array | null,
): number {
  fixed.writeDoubleLE(document, 0);
  fixed.writeDoubleLE(seq, 8);
  fixed.writeDoubleLE(at, 16);
  fixed.writeDoubleLE(fingerprint, 24);
  fixed.set(command, 32);
  fixed.writeDoubleLE(author.length, 48);
  if (target === null) fixed.fill(0, 56);
  else fixed.set(target, 56);
  return crc32(author + effect, crc32(fixed));
}

/** Of bytes and of what stands beside them in their row. */
export const bytesChecksum = (bytes: Uint8Array, ...beside: readonly (string | number | null)[]): number =>
  crc32(JSON.stringify(beside), crc32(bytes));

/** A row is not what was written. Whoever reads it does without its document; others go on (DOC3). */
export class DamagedRowError extends Error {
  override readonly name = 'DamagedRowError';
}
