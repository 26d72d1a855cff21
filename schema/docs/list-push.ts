import { ByteWriter, varUintLength } from './byte-writer.ts';
import type { DocumentState } from './document-state.ts';
import { SERVER_CLIENT, STRUCT } from './struct-cursor.ts';

/** Appends a value to the document's list: to the last struct when that is the list's, else as a struct of its own. Returns the update. */
export function push(state: DocumentState, root: string, value: object): Uint8Array {
  const { clock } = state;
  const { start, origin } = append(state, root, value);
  return pushUpdate(clock, origin, state.structs, start);
}

/** Several at once, which follow each other: to a replica they are one struct, whose bytes this returns. */
export function pushAll(state: DocumentState, root: string, values: readonly object[]): Uint8Array {
  const struct = ByteWriter.withCapacity(64);
  writeHead(struct, root, state.list?.lastClock ?? null);
  struct.varUint(values.length);
  for (const value of values) {
    append(state, root, value);
    struct.any(value);
  }
  return struct.written;
}

/** What stands before the count of a struct of the list: the item before it, or the root when it is the list's first. */
function writeHead(structs: ByteWriter, root: string, last: number | null): void {
  if (last === null) {
    structs.byte(STRUCT.any);
    structs.varUint(1);
    structs.string(root);
  } else {
    structs.byte(STRUCT.any | STRUCT.origin);
    structs.varUint(SERVER_CLIENT);
    structs.varUint(last);
  }
}

/** As `push`, for when nobody is told: where the value's bytes begin, and the item before it when they stand in its struct. */
export function append(
  state: DocumentState,
  root: string,
  value: object,
): { readonly start: number; readonly origin: number | null } {
  const { structs, clock, list } = state;
  if (list !== null && list.root !== root) throw new Error(`a document has one list: ${list.root}, not ${root}`);
  const run = list?.run ?? null;
  state.clock = clock + 1;
  if (list !== null && run !== null) {
    lengthenRun(structs, run);
    const start = structs.length;
    structs.any(value);
    const origin = list.lastClock;
    list.lastClock = clock;
    list.length += 1;
    return { start, origin };
  }
  const start = structs.length;
  writeHead(structs, root, list?.lastClock ?? null);
  const length = (list?.length ?? 0) + 1;
  state.list = { root, lastClock: clock, length, run: { at: structs.length, count: 1 } };
  state.structCount += 1;
  structs.varUint(1);
  structs.any(value);
  return { start, origin: null };
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
