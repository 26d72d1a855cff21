/**
 * Yjs updates written by hand: each message is one JSON value pushed to the array `messages`, encoded as a client that
 * has seen the whole conversation would encode it, without a Y.Doc in the generator (which would cost 10 µs a message).
 * Format: https://github.com/yjs/yjs/blob/v13.6.0/INTERNALS.md; pinned against yjs itself in yjs-update.test.ts.
 */
import { ID_LENGTH, writeMessageId } from '../load/message-ids.ts';
import { MESSAGE_TEXT } from './protocol.ts';
import type { Seat } from './protocol.ts';

const CONTENT_ANY = 8;
const HAS_ORIGIN = 0x80;
const ROOT_PARENT = 1;
const ANY_OBJECT = 118;
const ANY_STRING = 119;
const ANY_FLOAT64 = 123;
const ROOT = Buffer.from('messages');

export function writeVarUint(target: Uint8Array, offset: number, value: number): number {
  let rest = value;
  let at = offset;
  while (rest > 0x7f) {
    target[at] = 0x80 | (rest % 0x80);
    rest = Math.floor(rest / 0x80);
    at += 1;
  }
  target[at] = rest;
  return at + 1;
}

/** Reads variable-length numbers one after the other; kept and moved rather than made anew for each frame. */
export class VarUintReader {
  position = 0;

  next(buffer: Uint8Array): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = buffer[this.position] ?? 0;
      this.position += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 0x80;
    }
  }
}

function anyString(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.of(ANY_STRING, bytes.length), bytes]);
}

function key(name: string): Buffer {
  const bytes = Buffer.from(name);
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
}

/** The entry `{id, at, by: {kind, id}, kind, text}` as Yjs encodes it, with holes for `id` and `at`. */
function entryTemplate(seat: Seat): { bytes: Buffer; idAt: number; timeAt: number } {
  const beforeId = Buffer.concat([Buffer.of(1, ANY_OBJECT, 5), key('id'), Buffer.of(ANY_STRING, ID_LENGTH)]);
  const beforeTime = Buffer.concat([beforeId, Buffer.alloc(ID_LENGTH), key('at'), Buffer.of(ANY_FLOAT64)]);
  const author = `${seat.side === 0 ? 'v' : 'o'}-${String(seat.index).padStart(20, '0')}`;
  const bytes = Buffer.concat([
    beforeTime,
    Buffer.alloc(8),
    key('by'),
    Buffer.of(ANY_OBJECT, 2),
    key('kind'),
    anyString(seat.side === 0 ? 'visitor' : 'operator'),
    key('id'),
    anyString(author),
    key('kind'),
    anyString('text'),
    key('text'),
    anyString(MESSAGE_TEXT),
    Buffer.of(0),
  ]);
  return { bytes, idAt: beforeId.length, timeAt: beforeTime.length };
}

/** One person's copy of what matters for pushing: the own clock and the last item seen. */
export class UpdateWriter {
  readonly #client: number;
  readonly #entry: { bytes: Buffer; idAt: number; timeAt: number };
  readonly #reader = new VarUintReader();
  #clock = 0;
  #lastClient = -1;
  #lastClock = 0;

  constructor(seat: Seat, client: number) {
    this.#client = client;
    this.#entry = entryTemplate(seat);
  }

  /** Writes the update that pushes message `number`. @returns the end offset. */
  push(target: Buffer, offset: number, number: number, now: number): number {
    let at = offset;
    target[at] = 1;
    target[at + 1] = 1;
    at = writeVarUint(target, at + 2, this.#client);
    at = writeVarUint(target, at, this.#clock);
    if (this.#lastClient === -1) {
      target[at] = CONTENT_ANY;
      target[at + 1] = ROOT_PARENT;
      target[at + 2] = ROOT.length;
      target.set(ROOT, at + 3);
      at += 3 + ROOT.length;
    } else {
      target[at] = CONTENT_ANY | HAS_ORIGIN;
      at = writeVarUint(target, at + 1, this.#lastClient);
      at = writeVarUint(target, at, this.#lastClock);
    }
    target.set(this.#entry.bytes, at);
    writeMessageId(target, at + this.#entry.idAt, number, now);
    target.writeDoubleBE(Math.floor(now), at + this.#entry.timeAt);
    this.#lastClient = this.#client;
    this.#lastClock = this.#clock;
    this.#clock += 1;
    return at + this.#entry.bytes.length;
  }

  /** Takes note of another's update (`buffer` from `offset`), so that the next push stands behind it. */
  observe(buffer: Uint8Array, offset: number): void {
    const reader = this.#reader;
    reader.position = offset;
    if (reader.next(buffer) === 0) return;
    reader.next(buffer);
    const client = reader.next(buffer);
    if (client === this.#client) return;
    this.#lastClient = client;
    this.#lastClock = reader.next(buffer);
  }
}
