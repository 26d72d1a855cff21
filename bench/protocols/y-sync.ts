/**
 * The Yjs sync protocol as both peers speak it. The Yjs WebSocket server has one document a socket, named by the path;
 * Hocuspocus puts the document's name before each message, wants a token first and answers each update with a status.
 */
import { randomInt } from 'node:crypto';
import { scanMessageNumbers } from '../load/message-ids.ts';
import { OPCODE } from '../load/websocket.ts';
import { UpdateWriter, VarUintReader } from './yjs-update.ts';
import type { Dialogue, Line, Protocol, Seat, Sink } from './protocol.ts';

const SYNC = 0;
const AUTH = 2;
const SYNC_STATUS = 8;
const AUTHENTICATED = 2;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
/** A state vector or an update of nothing. */
const EMPTY_STEP_1 = [SYNC, STEP_1, 1, 0];
const EMPTY_STEP_2 = [SYNC, STEP_2, 2, 0, 0];

const documentName = (seat: Seat): string => `conversation-${String(seat.conversation)}`;

class YSyncDialogue implements Dialogue {
  readonly #line: Line;
  readonly #sink: Sink;
  readonly #writer: UpdateWriter;
  readonly #reader = new VarUintReader();
  readonly #prefix: Buffer;
  /** Numbers whose status is awaited, in order; -1 for what was not a message. Null where the wire has no status. */
  readonly #unanswered: number[] | null;
  #number = 0;
  #now = 0;

  constructor(line: Line, sink: Sink, prefix: Buffer, hasStatus: boolean) {
    this.#line = line;
    this.#sink = sink;
    this.#prefix = prefix;
    this.#unanswered = hasStatus ? [] : null;
    // At least 2^28, so that the id always takes five bytes, as most random ids of Yjs do.
    this.#writer = new UpdateWriter(line.seat, randomInt(2 ** 28, 2 ** 32));
  }

  onOpen(): void {
    if (this.#unanswered !== null) this.#sendSmall([AUTH, 0, 1, 0x78, 1, 0x34]);
    this.#sendSmall(EMPTY_STEP_1);
  }

  onFrame(_opcode: number, buffer: Buffer, start: number, end: number): void {
    const reader = this.#reader;
    reader.position = start + this.#prefix.length;
    const type = reader.next(buffer);
    if (type === SYNC) {
      this.#onSync(reader.next(buffer), buffer, end);
    } else if (type === SYNC_STATUS && this.#unanswered !== null) {
      const number = this.#unanswered.shift() ?? -1;
      if (number === -1) return;
      if (reader.next(buffer) === 1) this.#sink.acknowledged(number);
      else this.#sink.refused(number, 'status 0');
    } else if (type === AUTH && this.#unanswered !== null && reader.next(buffer) !== AUTHENTICATED) {
      this.#sink.refused(-1, 'permission denied');
    }
  }

  say(number: number, now: number): void {
    this.#number = number;
    this.#now = now;
    this.#unanswered?.push(number);
    this.#line.send(OPCODE.binary, this.#fill);
  }

  #onSync(step: number, buffer: Buffer, end: number): void {
    if (step === STEP_1) {
      this.#unanswered?.push(-1);
      this.#sendSmall(EMPTY_STEP_2);
      return;
    }
    this.#reader.next(buffer);
    const update = this.#reader.position;
    this.#writer.observe(buffer, update);
    scanMessageNumbers(buffer, update, end, this.#received);
    if (step === STEP_2) this.#sink.joined();
  }

  readonly #received = (number: number): void => {
    this.#sink.received(number);
  };

  readonly #fill = (target: Buffer, offset: number): number => {
    target.set(this.#prefix, offset);
    const head = offset + this.#prefix.length;
    target[head] = SYNC;
    target[head + 1] = UPDATE;
    const update = head + 4;
    const end = this.#writer.push(target, update, this.#number, this.#now);
    // The length of such an update always takes two bytes.
    const length = end - update;
    target[head + 2] = 0x80 | (length & 0x7f);
    target[head + 3] = length >> 7;
    return end;
  };

  #sendSmall(bytes: readonly number[]): void {
    this.#line.sendBytes(OPCODE.binary, Buffer.concat([this.#prefix, Buffer.from(bytes)]));
  }
}

export const yWebsocket: Protocol = {
  acknowledges: false,
  prepare: () => Promise.resolve(),
  upgrade: (seat) => ({ path: `/${documentName(seat)}`, headers: {} }),
  open: (line, sink) => new YSyncDialogue(line, sink, Buffer.alloc(0), false),
};

export const hocuspocus: Protocol = {
  acknowledges: true,
  prepare: () => Promise.resolve(),
  upgrade: () => ({ path: '/', headers: {} }),
  open: (line, sink) => {
    const name = Buffer.from(documentName(line.seat));
    return new YSyncDialogue(line, sink, Buffer.concat([Buffer.of(name.length), name]), true);
  },
};
