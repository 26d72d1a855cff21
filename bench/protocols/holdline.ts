/** Our own wire (`schema/wire`): JSON control frames; commands as text, updates as binary frames of a numbered channel. */
import { randomInt } from 'node:crypto';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import { BEARER_PREFIX, PROTOCOL, SUBPROTOCOL } from '#schema/wire/frames.ts';
import { ID_LENGTH, scanMessageNumbers, writeMessageId } from '../load/message-ids.ts';
import { OPCODE } from '../load/websocket.ts';
import { MESSAGE_TEXT } from './protocol.ts';
import { prepareWorkspace } from './holdline-workspace.ts';
import { VarUintReader, writeVarUint } from './yjs-update.ts';
import type { ServerFrame } from '#schema/wire/frames.ts';
import type { Workspace } from './holdline-workspace.ts';
import type { Dialogue, Line, Protocol, Seat, Sink } from './protocol.ts';

const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
/** `{"t":"` and the first letter of the frame's kind. */
const KIND_AT = 6;
const RESULT = 'r'.charCodeAt(0);
/** Where `accepted` begins in `{"t":"result","id":"<36>","result":{"status":"accepted"…`. */
const STATUS_AT = '{"t":"result","id":"'.length + ID_LENGTH + '","result":{"status":"'.length;
const ACCEPTED = Buffer.from('accepted');
const TIME_DIGITS = 13;

let workspace: Workspace | null = null;

function prepared(): Workspace {
  if (workspace === null) throw new Error('the workspace is not prepared');
  return workspace;
}

const conversationOf = (seat: Seat): string => prepared().conversations[seat.conversation] ?? '';

class HoldlineDialogue implements Dialogue {
  readonly #line: Line;
  readonly #sink: Sink;
  readonly #document: string;
  readonly #message: Buffer;
  readonly #idAt: number;
  readonly #timeAt: number;
  readonly #reader = new VarUintReader();
  #isJoined = false;
  #number = 0;
  #now = 0;

  constructor(line: Line, sink: Sink) {
    this.#line = line;
    this.#sink = sink;
    const conversation = conversationOf(line.seat);
    this.#document = `conversation/${conversation}`;
    const beforeId = '{"t":"command","command":{"id":"';
    const beforeTime = `${beforeId}${' '.repeat(ID_LENGTH)}","type":"message.send","writtenAt":`;
    const payload = JSON.stringify({ conversation, text: MESSAGE_TEXT, lastSeen: 0 });
    this.#message = Buffer.from(`${beforeTime}${' '.repeat(TIME_DIGITS)},"payload":${payload}}}`);
    this.#idAt = beforeId.length;
    this.#timeAt = beforeTime.length;
  }

  onOpen(): void {
    this.#control({ t: 'hello', protocol: PROTOCOL, device: `bench-${String(randomInt(2 ** 40))}` });
    this.#openDocument();
  }

  onFrame(opcode: number, buffer: Buffer, start: number, end: number): void {
    if (opcode === OPCODE.binary) this.#onDocumentFrame(buffer, start, end);
    else if (buffer[start + KIND_AT] === RESULT) this.#onResult(buffer, start, end);
    else this.#onControl(JSON.parse(buffer.toString('utf8', start, end)) as ServerFrame);
  }

  say(number: number, now: number): void {
    this.#number = number;
    this.#now = now;
    this.#line.send(OPCODE.text, this.#fill);
  }

  #onDocumentFrame(buffer: Buffer, start: number, end: number): void {
    const reader = this.#reader;
    reader.position = start;
    reader.next(buffer);
    if (reader.next(buffer) !== SYNC) return;
    const step = reader.next(buffer);
    if (step === STEP_1) return;
    scanMessageNumbers(buffer, reader.position, end, this.#received);
    if (step === STEP_2 && !this.#isJoined) {
      this.#isJoined = true;
      this.#sink.joined();
    }
  }

  #onResult(buffer: Buffer, start: number, end: number): void {
    const status = start + STATUS_AT;
    const isAccepted = ACCEPTED.compare(buffer, status, status + ACCEPTED.length) === 0;
    if (isAccepted) scanMessageNumbers(buffer, start, end, this.#acknowledged);
    else this.#sink.refused(this.#number, buffer.toString('utf8', start, end));
  }

  #onControl(frame: ServerFrame): void {
    // The conversation has grown long and goes on in a new chapter: what was said meanwhile stands there.
    if (frame.t === 'closed' && frame.code === CLOSE_CODES.staleEpoch.code) return this.#openDocument();
    if (frame.t === 'closed') this.#sink.refused(-1, JSON.stringify(frame));
    if (frame.t !== 'opened') return;
    const { channel } = frame;
    this.#line.send(OPCODE.binary, (target, offset) => {
      const at = writeVarUint(target, offset, channel);
      target.set([SYNC, STEP_1, 1, 0], at);
      return at + 4;
    });
  }

  #openDocument(): void {
    this.#control({ t: 'open', document: this.#document, epoch: null });
  }

  #control(frame: object): void {
    this.#line.sendBytes(OPCODE.text, Buffer.from(JSON.stringify(frame)));
  }

  readonly #received = (number: number): void => {
    this.#sink.received(number);
  };

  readonly #acknowledged = (number: number): void => {
    this.#sink.acknowledged(number);
  };

  readonly #fill = (target: Buffer, offset: number): number => {
    target.set(this.#message, offset);
    writeMessageId(target, offset + this.#idAt, this.#number, this.#now);
    let rest = Math.floor(this.#now);
    for (let at = offset + this.#timeAt + TIME_DIGITS - 1; at >= offset + this.#timeAt; at -= 1) {
      target[at] = 0x30 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    return offset + this.#message.length;
  };
}

export const holdline: Protocol = {
  acknowledges: true,
  prepare: async (port, conversations) => {
    workspace = await prepareWorkspace(port, conversations);
  },
  upgrade: (seat) => {
    const { visitors, operator } = prepared();
    const token = seat.side === 0 ? (visitors[seat.conversation] ?? '') : operator;
    return { path: '/sync', headers: { 'Sec-WebSocket-Protocol': `${SUBPROTOCOL}, ${BEARER_PREFIX}${token}` } };
  },
  open: (line, sink) => new HoldlineDialogue(line, sink),
};
