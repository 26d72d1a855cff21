/** The limit's JSON: `join`, `send`, and back `joined` with all messages, each message as sent, and `ack`. */
import { ID_LENGTH, scanMessageNumbers, writeMessageId } from '../load/message-ids.ts';
import { OPCODE } from '../load/websocket.ts';
import { MESSAGE_TEXT } from './protocol.ts';
import type { Dialogue, Line, Protocol, Sink } from './protocol.ts';

/** Where the value of `t` begins: `{"t":"`. */
const KIND_AT = 6;
const ACK = 'a'.charCodeAt(0);
const JOINED = 'j'.charCodeAt(0);

class LimitDialogue implements Dialogue {
  readonly #line: Line;
  readonly #sink: Sink;
  readonly #head: Buffer;
  readonly #message: Buffer;
  readonly #idAt: number;
  #number = 0;
  #now = 0;

  constructor(line: Line, sink: Sink) {
    this.#line = line;
    this.#sink = sink;
    const conversation = `conversation-${String(line.seat.conversation)}`;
    this.#head = Buffer.from(`{"t":"join","conversation":"${conversation}"}`);
    const beforeId = `{"t":"send","conversation":"${conversation}","id":"`;
    const side = line.seat.side === 0 ? 'visitor' : 'operator';
    this.#message = Buffer.from(`${beforeId}${' '.repeat(ID_LENGTH)}","by":"${side}","text":"${MESSAGE_TEXT}"}`);
    this.#idAt = beforeId.length;
  }

  onOpen(): void {
    this.#line.sendBytes(OPCODE.text, this.#head);
  }

  onFrame(_opcode: number, buffer: Buffer, start: number, end: number): void {
    const kind = buffer[start + KIND_AT];
    scanMessageNumbers(buffer, start, end, kind === ACK ? this.#acknowledged : this.#received);
    if (kind === JOINED) this.#sink.joined();
  }

  say(number: number, now: number): void {
    this.#number = number;
    this.#now = now;
    this.#line.send(OPCODE.text, this.#fill);
  }

  readonly #acknowledged = (number: number): void => {
    this.#sink.acknowledged(number);
  };

  readonly #received = (number: number): void => {
    this.#sink.received(number);
  };

  readonly #fill = (target: Buffer, offset: number): number => {
    target.set(this.#message, offset);
    writeMessageId(target, offset + this.#idAt, this.#number, this.#now);
    return offset + this.#message.length;
  };
}

export const limit: Protocol = {
  acknowledges: true,
  prepare: () => Promise.resolve(),
  upgrade: () => ({ path: '/', headers: {} }),
  open: (line, sink) => new LimitDialogue(line, sink),
};
