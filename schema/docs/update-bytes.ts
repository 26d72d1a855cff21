import { ByteWriter } from './byte-writer.ts';
import { writeDeletes, type DeleteSet } from './delete-set.ts';
import { SERVER_CLIENT } from './struct-cursor.ts';

/** An update, version 1, of one writer: so many structs, the first item having `clock`. In new memory, a few bytes more than it takes. */
export function updateBytes(clock: number, structCount: number, structs: Uint8Array, deletes: DeleteSet): Uint8Array {
  const update = ByteWriter.withCapacity(structs.length + 24 + deletes.length * 10);
  update.varUint(structCount === 0 ? 0 : 1);
  if (structCount > 0) {
    update.varUint(structCount);
    update.varUint(SERVER_CLIENT);
    update.varUint(clock);
    update.append(structs);
  }
  writeDeletes(update, deletes);
  return update.written;
}
