import { ByteReader } from './byte-reader.ts';
import { varUintLength } from './byte-writer.ts';
import { withDeleted } from './delete-set.ts';
import type { DocumentState } from './document-state.ts';
import { SERVER_CLIENT, STRUCT, StructCursor } from './struct-cursor.ts';

/** The struct that holds the present value of a key, or its deletion; and the one in front of it when the two may join. */
interface KeyStruct {
  readonly start: number;
  readonly countAt: number;
  readonly end: number;
  readonly info: number;
  readonly clock: number;
  readonly count: number;
  readonly isDeleted: boolean;
  readonly lastClock: number;
  readonly origin: number | null;
}

/** Sets a key of a root map. Returns where its struct begins, and the clock of the value that this deleted, or null. */
export function setKey(
  state: DocumentState,
  root: string,
  key: string,
  value: unknown,
): { readonly start: number; readonly deleted: number | null } {
  const found = findKey(state, root, key);
  const deleted = found.last === null ? null : deleteStruct(state, found.last, found.before);
  const { structs } = state;
  const start = structs.length;
  if (found.last === null) {
    structs.byte(STRUCT.any | STRUCT.mapKey);
    structs.varUint(1);
    structs.string(root);
    structs.string(key);
  } else {
    structs.byte(STRUCT.any | STRUCT.mapKey | STRUCT.origin);
    structs.varUint(SERVER_CLIENT);
    structs.varUint(found.last.lastClock);
  }
  structs.varUint(1);
  structs.any(value);
  state.structCount += 1;
  state.clock += 1;
  if (state.list !== null) state.list.run = null;
  return { start, deleted };
}

/** Deletes a key of a root map. Returns the clock of the value that this deleted, or null when there was none. */
export function deleteKey(state: DocumentState, root: string, key: string): number | null {
  const { last, before } = findKey(state, root, key);
  return last === null ? null : deleteStruct(state, last, before);
}

/** Follows the values of a key from its first to its last. */
function findKey(
  { structs, structCount }: DocumentState,
  root: string,
  key: string,
): { readonly last: KeyStruct | null; readonly before: KeyStruct | null } {
  const cursor = new StructCursor(new ByteReader(structs.bytes, structs.length), structCount);
  let last: KeyStruct | null = null;
  let before: KeyStruct | null = null;
  while (cursor.next()) {
    if (!cursor.isMapKey) continue;
    const isNext =
      last === null
        ? cursor.origin === null && cursor.root === root && cursor.key === key
        : cursor.origin === last.lastClock;
    if (!isNext) continue;
    before = last;
    const { start, countAt, end, info, clock, count, isDeleted, lastClock, origin } = cursor;
    last = { start, countAt, end, info, clock, count, isDeleted, lastClock, origin };
  }
  return { last, before };
}

/** Puts a tombstone in the place of a value; it joins the one of the key's older value when nothing was written between. */
function deleteStruct(state: DocumentState, struct: KeyStruct, before: KeyStruct | null): number | null {
  if (struct.isDeleted) return null;
  state.deletes = withDeleted(state.deletes, struct.clock);
  if (before?.isDeleted && before.lastClock + 1 === struct.clock) {
    replaceByCount(state, before.countAt, struct.end, before.count + struct.count);
    state.structCount -= 1;
  } else {
    state.structs.bytes[struct.start] = (struct.info & ~STRUCT.kind) | STRUCT.deleted;
    replaceByCount(state, struct.countAt, struct.end, struct.count);
  }
  return struct.clock;
}

/** Puts a count in the place of the bytes from `from` to `to`, which are at least as many. */
function replaceByCount({ structs, list }: DocumentState, from: number, to: number, count: number): void {
  const removed = to - from - varUintLength(count);
  structs.putVarUint(from, count);
  structs.bytes.copyWithin(to - removed, to, structs.length);
  structs.length -= removed;
  if (list?.run && list.run.at >= to) list.run.at -= removed;
}
