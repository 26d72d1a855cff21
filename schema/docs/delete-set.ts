import { DamagedDocumentError, type ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { SERVER_CLIENT } from './struct-cursor.ts';

/** Deleted items by clock: sorted, and neither touching nor overlapping. */
export type DeleteSet = readonly { readonly clock: number; readonly length: number }[];

export const NO_DELETES: DeleteSet = [];

/** With one more item deleted. */
export function withDeleted(deletes: DeleteSet, clock: number): DeleteSet {
  const before = deletes.filter((range) => range.clock + range.length < clock);
  const after = deletes.filter((range) => range.clock > clock + 1);
  let start = clock;
  let end = clock + 1;
  for (const range of deletes.slice(before.length, deletes.length - after.length)) {
    start = Math.min(start, range.clock);
    end = Math.max(end, range.clock + range.length);
  }
  return [...before, { clock: start, length: end - start }, ...after];
}

export function writeDeletes(writer: ByteWriter, deletes: DeleteSet): void {
  writer.varUint(deletes.length === 0 ? 0 : 1);
  if (deletes.length === 0) return;
  writer.varUint(SERVER_CLIENT);
  writer.varUint(deletes.length);
  for (const { clock, length } of deletes) {
    writer.varUint(clock);
    writer.varUint(length);
  }
}

/** Throws `DamagedDocumentError`. */
export function readDeletes(reader: ByteReader): DeleteSet {
  const clients = reader.varUint();
  if (clients === 0) return NO_DELETES;
  if (clients !== 1 || reader.varUint() !== SERVER_CLIENT) throw new DamagedDocumentError('another writer');
  const deletes: { clock: number; length: number }[] = [];
  for (let ranges = reader.varUint(); ranges > 0; ranges -= 1)
    deletes.push({ clock: reader.varUint(), length: reader.varUint() });
  return deletes;
}
