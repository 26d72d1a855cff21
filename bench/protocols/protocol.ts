/** What the load generator must know of a server's wire: how to join, how a message looks, how an answer is told apart. */

/** One of the two people in a conversation. Even seats are visitors, odd ones operators. */
export interface Seat {
  readonly index: number;
  readonly conversation: number;
  readonly side: 0 | 1;
}

/** What a protocol may do with the socket of a seat. */
export interface Line {
  readonly seat: Seat;
  send(opcode: number, fill: (target: Buffer, offset: number) => number): void;
  sendBytes(opcode: number, bytes: Uint8Array): void;
}

/** Where a protocol reports what a frame said. Numbers are those of `message-ids.ts`. */
export interface Sink {
  /** The seat has the conversation's state and will be told of every later message. */
  joined(): void;
  /** The frame brought this message, live or as part of the state. */
  received(number: number): void;
  /** The server promised this message to its author. */
  acknowledged(number: number): void;
  refused(number: number, reason: string): void;
}

/** The protocol's own state for one socket. */
export interface Dialogue {
  onOpen(): void;
  onFrame(opcode: number, buffer: Buffer, start: number, end: number): void;
  /** Sends message `number`; `now` by the device's clock, milliseconds since 1970. Must cost a few microseconds at most. */
  say(number: number, now: number): void;
}

export interface Protocol {
  /** False where the wire has no answer to the author: then the echo of the update counts as one. */
  readonly acknowledges: boolean;
  /** Called once before the first socket: makes accounts and conversations where the server wants them. */
  prepare(port: number, conversations: number): Promise<void>;
  upgrade(seat: Seat): { path: string; headers: Record<string, string> };
  open(line: Line, sink: Sink): Dialogue;
}

/** 80 characters, the length of a usual chat message. */
export const MESSAGE_TEXT = 'Good morning, the parcel should have come on Tuesday and I still do not have it.';
