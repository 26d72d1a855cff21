import { DamagedDocumentError, type ByteReader } from './byte-reader.ts';

/** The writer of every server-written document, as Yjs names writers. */
export const SERVER_CLIENT = 1;

/** Bits and content kinds of a struct's first byte in Yjs's update format, version 1 (yjs/src/structs/Item.js). */
export const STRUCT = { origin: 0x80, rightOrigin: 0x40, mapKey: 0x20, kind: 0x1f, deleted: 1, any: 8 } as const;

/**
 * Goes from struct to struct of a server-written document without decoding values. Such a document has one writer, who only
 * appends to root lists and sets or deletes keys of root maps; anything else throws `DamagedDocumentError`.
 */
export class StructCursor {
  /** Of the first of the struct's `count` items. */
  clock = 0;
  count = 0;
  info = 0;
  /** Clock of the item before it in its list or of the key's older value; null for the first one, which alone names them. */
  origin: number | null = null;
  root = '';
  key: string | null = null;
  /** Where it begins, where its `count` stands with the content behind, and where it ends. */
  start = 0;
  countAt = 0;
  end = 0;
  readonly #reader: ByteReader;
  #left: number;

  /** The reader stands before the first of so many structs, the first item having `clock`. */
  constructor(reader: ByteReader, structs: number) {
    this.#reader = reader;
    this.#left = structs;
  }

  get isMapKey(): boolean {
    return (this.info & STRUCT.mapKey) !== 0;
  }

  get isDeleted(): boolean {
    return (this.info & STRUCT.kind) === STRUCT.deleted;
  }

  get lastClock(): number {
    return this.clock + this.count - 1;
  }

  /** Moves to the next struct; false behind the last. */
  next(): boolean {
    if (this.#left === 0) return false;
    this.#left -= 1;
    const reader = this.#reader;
    this.clock += this.count;
    this.start = reader.at;
    this.info = reader.byte();
    this.#readParent(reader);
    this.countAt = reader.at;
    this.count = reader.varUint();
    const kind = this.info & STRUCT.kind;
    if (kind === STRUCT.any) for (let index = 0; index < this.count; index += 1) reader.skipAny();
    else if (kind !== STRUCT.deleted) throw new DamagedDocumentError(`content of kind ${kind}`);
    if (this.count === 0) throw new DamagedDocumentError('an empty struct');
    this.end = reader.at;
    return true;
  }

  #readParent(reader: ByteReader): void {
    if ((this.info & STRUCT.rightOrigin) !== 0) throw new DamagedDocumentError('an insertion between others');
    if ((this.info & STRUCT.origin) !== 0) {
      if (reader.varUint() !== SERVER_CLIENT) throw new DamagedDocumentError('another writer');
      this.origin = reader.varUint();
      return;
    }
    this.origin = null;
    if (reader.varUint() !== 1) throw new DamagedDocumentError('a nested type');
    this.root = reader.string();
    this.key = this.isMapKey ? reader.string() : null;
  }
}
