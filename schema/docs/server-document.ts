import { ByteReader, DamagedDocumentError } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { NO_DELETES, readDeletes, withDeleted, type DeleteSet } from './delete-set.ts';
import type { DocumentState, ListTail } from './document-state.ts';
import type { DocumentWrite } from './entry-effects.ts';
import { append, push, pushAll } from './list-push.ts';
import { deleteKey, setKey } from './map-write.ts';
import { SERVER_CLIENT, STRUCT, StructCursor } from './struct-cursor.ts';
import { updateBytes } from './update-bytes.ts';

export type { DocumentState } from './document-state.ts';

export const emptyState = (): DocumentState => ({
  structs: new ByteWriter(),
  structCount: 0,
  clock: 0,
  list: null,
  deletes: NO_DELETES,
});

/** From a snapshot: a whole document as an update, version 1, whose memory it goes on with. Throws `DamagedDocumentError`. */
export function stateFromBytes(bytes: Uint8Array): DocumentState {
  const reader = new ByteReader(bytes);
  const clients = reader.varUint();
  if (clients > 1) throw new DamagedDocumentError('more than one writer');
  const structCount = clients === 0 ? 0 : reader.varUint();
  if (clients === 1 && (reader.varUint() !== SERVER_CLIENT || reader.varUint() !== 0))
    throw new DamagedDocumentError('another writer');
  const start = reader.at;
  const cursor = new StructCursor(reader, structCount);
  let list = null as ListTail | null;
  while (cursor.next()) {
    if (cursor.isMapKey) {
      if (list !== null) list.run = null;
      continue;
    }
    if (cursor.origin !== (list?.lastClock ?? null)) throw new DamagedDocumentError('more than one list');
    const run = { at: cursor.countAt - start, count: cursor.count };
    const length = (list?.length ?? 0) + cursor.count;
    list = { root: list?.root ?? cursor.root, lastClock: cursor.lastClock, length, run };
  }
  const structs = new ByteWriter(bytes.subarray(start, reader.at));
  const deletes = readDeletes(reader);
  if (reader.at !== bytes.length) throw new DamagedDocumentError('bytes behind the end');
  return { structs, structCount, clock: cursor.clock + cursor.count, list, deletes };
}

/** The whole document as one update; new memory. */
export const stateToBytes = ({ structs, structCount, deletes }: DocumentState): Uint8Array =>
  updateBytes(0, structCount, structs.written, deletes);

/** What the server has, for its SyncStep1. */
export function stateVector({ clock }: DocumentState): Uint8Array {
  const vector = new ByteWriter();
  vector.varUint(clock === 0 ? 0 : 1);
  if (clock > 0) {
    vector.varUint(SERVER_CLIENT);
    vector.varUint(clock);
  }
  return vector.toBytes();
}

/** Whether a replica has more than the document: it is of a history that is no longer there. */
export const isAhead = ({ clock }: DocumentState, vector: Uint8Array): boolean => clockIn(vector) > clock;

export const stateClock = (state: DocumentState): number => state.clock;

/**
 * Writes one entry into a document as yjs would, in one transaction of client 1, and returns the update for the replicas:
 * the bytes of yjs's own update event, in new memory; null when the writes change nothing. The lines of an entry follow each
 * other, and each key is there at most once.
 */
export function applyWrites(
  state: DocumentState,
  writes: readonly DocumentWrite[],
): { readonly update: Uint8Array | null } {
  const [first] = writes;
  if (writes.length === 1 && first?.kind === 'push') return { update: push(state, first.root, first.value) };
  const clockBefore = state.clock;
  const structs = new ByteWriter();
  let structCount = 0;
  let deletes: DeleteSet = NO_DELETES;
  for (let at = 0; at < writes.length; at += 1) {
    const write = writes[at] as DocumentWrite;
    if (write.kind === 'delete') {
      deletes = withDeletion(deletes, deleteKey(state, write.root, write.key));
      continue;
    }
    structCount += 1;
    if (write.kind === 'set') {
      const set = setKey(state, write.root, write.key, write.value);
      structs.append(state.structs.written.subarray(set.start));
      deletes = withDeletion(deletes, set.deleted);
      continue;
    }
    const lines = linesFrom(writes, at);
    structs.append(pushAll(state, write.root, lines));
    at += lines.length - 1;
  }
  if (structCount === 0 && deletes.length === 0) return { update: null };
  return { update: updateBytes(clockBefore, structCount, structs.written, deletes) };
}

const withDeletion = (deletes: DeleteSet, clock: number | null): DeleteSet =>
  clock === null ? deletes : withDeleted(deletes, clock);

/** The lines that are written one after the other from this place on. */
function linesFrom(writes: readonly DocumentWrite[], at: number): readonly object[] {
  const lines: object[] = [];
  for (let write = writes[at]; write?.kind === 'push'; write = writes[at + lines.length]) lines.push(write.value);
  return lines;
}

/** As `applyWrites`, for a document that has no replicas yet. */
export function writeInto(state: DocumentState, writes: readonly DocumentWrite[]): void {
  for (const write of writes) {
    if (write.kind === 'push') append(state, write.root, write.value);
    else if (write.kind === 'set') setKey(state, write.root, write.key, write.value);
    else deleteKey(state, write.root, write.key);
  }
}

/**
 * What a replica with this state vector lacks, for SyncStep2. The delete set goes whole, because a state vector does not tell
 * which deletions are known; so does everything when the vector cannot be read.
 */
export function diffSince(state: DocumentState, vector: Uint8Array): Uint8Array {
  const known = clockIn(vector);
  if (known === 0) return stateToBytes(state);
  if (known >= state.clock) return updateBytes(known, 0, new Uint8Array(0), state.deletes);
  const { structs, structCount, deletes } = state;
  const reader = new ByteReader(structs.bytes, structs.length);
  const cursor = new StructCursor(reader, structCount);
  let passed = 0;
  while (cursor.next() && cursor.lastClock < known) passed += 1;
  const rest = ByteWriter.withCapacity(structs.length - cursor.start + 24);
  let from = cursor.start;
  if (cursor.clock < known) {
    // The replica has the beginning of this struct; what it lacks is a struct behind the last item that it has.
    rest.byte(cursor.info | STRUCT.origin);
    rest.varUint(SERVER_CLIENT);
    rest.varUint(known - 1);
    rest.varUint(cursor.clock + cursor.count - known);
    reader.at = cursor.countAt;
    reader.varUint();
    if (!cursor.isDeleted) for (let item = cursor.clock; item < known; item += 1) reader.skipAny();
    from = reader.at;
  }
  rest.append(structs.bytes.subarray(from, structs.length));
  return updateBytes(known, structCount - passed, rest.written, deletes);
}

/** How many of the server's items the owner of a state vector has. */
export function clockIn(vector: Uint8Array): number {
  try {
    const reader = new ByteReader(vector);
    for (let clients = reader.varUint(); clients > 0; clients -= 1) {
      const client = reader.varUint();
      const clock = reader.varUint();
      if (client === SERVER_CLIENT) return clock;
    }
    return 0;
  } catch (error) {
    if (error instanceof DamagedDocumentError) return 0;
    throw error;
  }
}
