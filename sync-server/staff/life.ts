import * as Y from 'yjs';
import type { DocumentName } from '#schema/docs/document-name.ts';
import { STAFF_KINDS, type StaffKind } from '#schema/docs/staff-document.ts';
import { STAFF_DOCUMENT_BYTES, TEMPLATES_BYTES } from '#schema/limits.ts';
import { mayWrite } from '#schema/policy/policy.ts';
import type { WrittenDocument } from '../publish/reader.ts';
import { emptyDocument } from './assemble.ts';
import { examine, type Refusal } from './firewall.ts';
import type { StaffAddress } from './staff-address.ts';

/**
 * A document that staff write, in memory, in one epoch. It lives in two times at once, as a room does: `ahead` is what the next
 * update is examined against, `committed` what the disk has and every reader sees.
 *
 * Invariants:
 * - L1 `ahead` = `committed` + the updates of `pending`, in order.
 * - L2 Nothing is in `ahead` that the firewall did not let through.
 * - L3 A reader is told of an update in the turn in which `committed` takes it in, and never before.
 */
export interface Life extends WrittenDocument {
  readonly name: DocumentName;
  readonly kind: StaffKind;
  readonly address: StaffAddress;
  readonly document: number;
  /** It has rows, or they are on their way. */
  isStored: boolean;
  ahead: Y.Doc;
  readonly committed: Y.Doc;
  readonly owners: Map<number, string>;
  /** Of the newest update: given, on the disk, and in the newest snapshot. */
  n: number;
  committedN: number;
  snapshotN: number;
  /** Bytes of the log since that snapshot. */
  logBytes: number;
  /** Never less than what the document weighs merged; measured anew when it seems too much. */
  weight: number;
  pending: Uint8Array[];
  isGone: boolean;
  isCompacting: boolean;
  /** Since when nobody reads it, ms. */
  idleSince: number;
}

const MOST_OWNERS = 4_096;

export interface LifeOrigin {
  readonly epoch: string;
  readonly isStored: boolean;
  readonly doc: Y.Doc;
  readonly owners: Map<number, string>;
  readonly n: number;
  readonly snapshotN: number;
}

export function createLife(
  place: Pick<Life, 'name' | 'address' | 'document' | 'channel'> & { readonly now: number },
  { epoch, isStored, doc, owners, n, snapshotN }: LifeOrigin,
  writing: { readonly write: (life: Life, ...given: Parameters<WrittenDocument['write']>) => void },
): Life {
  const { now, address, ...rest } = place;
  const bytes = Y.encodeStateAsUpdate(doc);
  const ahead = emptyDocument(address.kind);
  Y.applyUpdate(ahead, bytes);
  const ownedBy = 'operator' in address ? address.operator : null;
  const life: Life = {
    ...rest,
    address,
    kind: address.kind,
    epoch,
    isStored,
    readers: new Set(),
    conversation: null,
    ahead,
    committed: doc,
    owners,
    n,
    committedN: n,
    snapshotN,
    logBytes: 0,
    weight: bytes.length,
    pending: [],
    isGone: false,
    isCompacting: false,
    idleSince: now,
    diffSince: (vector) => Y.encodeStateAsUpdate(doc, vector),
    vector: () => Y.encodeStateVector(doc),
    mayWrite: (actor) => mayWrite(actor, address.kind, ownedBy),
    write: (...given) => writing.write(life, ...given),
  };
  return life;
}

export type Taken =
  | { readonly kind: 'taken'; readonly update: Uint8Array; readonly claimed: readonly number[] }
  | { readonly kind: 'nothing-new' }
  | { readonly kind: 'refused'; readonly reason: Refusal | 'full' | 'failed' };

/** Takes a person's update into `ahead`, or says why not; then nothing has changed. */
export function takeUpdate(life: Life, update: Uint8Array, person: string): Taken {
  const { owners } = life;
  const examined = examine(update, {
    doc: life.ahead,
    roots: STAFF_KINDS[life.kind],
    mayWriteAs: (client) => (owners.get(client) ?? person) === person,
  });
  if (examined.kind === 'refused') return examined;
  const claimed = examined.clients.filter((client) => !owners.has(client));
  // What only deletes makes room, and is always taken.
  if (examined.clients.length > 0 && isFull(life, examined.bytes.length, claimed.length)) {
    return { kind: 'refused', reason: 'full' };
  }
  const made = transactionOf(life.ahead, () => Y.applyUpdate(life.ahead, examined.bytes));
  if (made === 'failed' || hasPending(life.ahead)) {
    rewind(life);
    return { kind: 'refused', reason: 'failed' };
  }
  if (made === null) return { kind: 'nothing-new' };
  for (const client of claimed) owners.set(client, person);
  life.weight += made.length;
  life.pending.push(made);
  return { kind: 'taken', update: made, claimed };
}

/** A change of our own; null when it changes nothing. It may delete, and write nothing. */
export function eraseText(life: Life, root: string, length: number): Uint8Array | null {
  const made = transactionOf(life.ahead, () => life.ahead.getText(root).delete(0, length));
  if (made === 'failed') throw new Error(`${life.name} cannot be emptied`);
  if (made !== null) life.pending.push(made);
  return made;
}

/** The oldest pending update is on the disk. */
export function commitOldest(life: Life): Uint8Array {
  const update = life.pending.shift();
  if (update === undefined) throw new Error(`nothing is pending in ${life.name}`);
  Y.applyUpdate(life.committed, update);
  life.committedN += 1;
  life.logBytes += update.length;
  return update;
}

/** Runs in one transaction and gives it as the document itself encodes it; null when nothing changed. */
function transactionOf(doc: Y.Doc, work: () => void): Uint8Array | null | 'failed' {
  const made: Uint8Array[] = [];
  const hear = (update: Uint8Array): void => void made.push(update);
  doc.on('update', hear);
  try {
    work();
  } catch {
    return 'failed';
  } finally {
    doc.off('update', hear);
  }
  return made.length > 1 ? Y.mergeUpdates(made) : (made[0] ?? null);
}

const hasPending = ({ store }: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null;

/** A transaction that failed half-way is not rolled back by Yjs: the document is made again from what is known to be good. */
function rewind(life: Life): void {
  life.ahead.destroy();
  life.ahead = emptyDocument(life.kind);
  Y.applyUpdate(life.ahead, Y.encodeStateAsUpdate(life.committed));
  for (const update of life.pending) Y.applyUpdate(life.ahead, update);
}

function isFull(life: Life, added: number, clients: number): boolean {
  if (life.owners.size + clients > MOST_OWNERS) return true;
  const most = life.kind === 'templates' ? TEMPLATES_BYTES : STAFF_DOCUMENT_BYTES;
  if (life.weight + added <= most) return false;
  life.weight = Y.encodeStateAsUpdate(life.ahead).length;
  return life.weight + added > most;
}
