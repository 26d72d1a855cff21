import { ByteWriter, varUintLength } from './byte-writer.ts';
import { NO_DELETES, withDeleted, type DeleteSet } from './delete-set.ts';
import { updateBytes, type DocumentState } from './document-state.ts';
import type { DocumentWrite } from './entry-effects.ts';
import { deleteKey, setKey } from './map-write.ts';
import { SERVER_CLIENT, STRUCT } from './struct-cursor.ts';

/**
 * Writes one entry into a document as yjs would, in one transaction of client 1, and returns the update for the replicas:
 * the bytes of yjs's own update event, in new memory; null when the writes change nothing. An entry holds at most one line,
 * and each key at most once.
 */
export function applyWrites(
  state: DocumentState,
  writes: readonly DocumentWrite[],
): { readonly update: Uint8Array | null } {
  const [first] = writes;
  if (writes.length === 1 && first?.kind === 'push') return { update: push(state, first.root, first.value) };
  const clockBefore = state.clock;
  const structs = new ByteWriter();
  let deletes: DeleteSet = NO_DELETES;
  for (const write of writes) {
    if (write.kind === 'push') {
      const clock = state.clock;
      const update = push(state, write.root, write.value);
      structs.append(update.subarray(3 + varUintLength(clock), update.length - 1));
      continue;
    }
    let deleted: number | null;
    if (write.kind === 'set') {
      const set = setKey(state, write.root, write.key, write.value);
      structs.append(state.structs.written.subarray(set.start));
      deleted = set.deleted;
    } else deleted = deleteKey(state, write.root, write.key);
    if (deleted !== null) deletes = withDeleted(deletes, deleted);
  }
  const structCount = state.clock - clockBefore;
  if (structCount === 0 && deletes.length === 0) return { update: null };
  return { update: updateBytes(clockBefore, structCount, structs.written, deletes) };
}

/** Appends a value to the document's list: to the last struct when that is the list's, else as a struct of its own. */
function push(state: DocumentState, root: string, value: object): Uint8Array {
  const { structs, clock, list } = state;
  if (list !== null && list.root !== root) throw new Error(`a document has one list: ${list.root}, not ${root}`);
  const run = list?.run ?? null;
  state.clock = clock + 1;
  if (list !== null && run !== null) {
    lengthenRun(structs, run);
    const start = structs.length;
    structs.any(value);
    const update = pushUpdate(clock, list.lastClock, structs, start);
    list.lastClock = clock;
    return update;
  }
  const start = structs.length;
  if (list === null) {
    structs.byte(STRUCT.any);
    structs.varUint(1);
    structs.string(root);
  } else {
    structs.byte(STRUCT.any | STRUCT.origin);
    structs.varUint(SERVER_CLIENT);
    structs.varUint(list.lastClock);
  }
  state.list = { root, lastClock: clock, run: { at: structs.length, count: 1 } };
  state.structCount += 1;
  structs.varUint(1);
  structs.any(value);
  return pushUpdate(clock, null, structs, start);
}

/** One more item in the last struct; its count stands before the values, and they move when it needs another byte. */
function lengthenRun(structs: ByteWriter, run: { readonly at: number; count: number }): void {
  const width = varUintLength(run.count);
  run.count += 1;
  if (varUintLength(run.count) > width) {
    structs.reserve(1);
    structs.bytes.copyWithin(run.at + width + 1, run.at + width, structs.length);
    structs.length += 1;
  }
  structs.putVarUint(run.at, run.count);
}

/**
 * The update that brings the item at `clock`: the bytes from `start` are its whole struct, or, when `origin` is given, only
 * its value, which to a replica is a struct of its own behind the item at `origin`.
 */
function pushUpdate(clock: number, origin: number | null, structs: ByteWriter, start: number): Uint8Array {
  const body = structs.length - start;
  const headLength = 3 + varUintLength(clock) + (origin === null ? 0 : 3 + varUintLength(origin));
  const update = new ByteWriter(new Uint8Array(headLength + body + 1), 0);
  update.byte(1);
  update.byte(1);
  update.byte(SERVER_CLIENT);
  update.varUint(clock);
  if (origin !== null) {
    update.byte(STRUCT.any | STRUCT.origin);
    update.byte(SERVER_CLIENT);
    update.varUint(origin);
    update.byte(1);
  }
  // The last byte stays 0: nothing deleted.
  update.bytes.set(structs.bytes.subarray(start, structs.length), headLength);
  return update.bytes;
}
