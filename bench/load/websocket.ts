/**
 * A bare WebSocket client made for one process that plays 1,000 people: no streams of frames, no events, no copies.
 * All sockets read into one buffer; frames are handed out as ranges of it and must not be kept. Outgoing frames carry a
 * mask of four zero bytes, so masking (which the protocol demands of clients) costs nothing here and the same at every server.
 */
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export const OPCODE = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Bytes of a client frame's header for payloads of 126 to 65,535 bytes: 2 + 2 length + 4 mask. */
const LONG_HEADER = 8;
const SHORT_HEADER = 6;
const ARENA_BYTES = 1 << 20;
const LARGEST_MESSAGE = 60_000;

/** Reads are synchronous and never overlap on one thread, so all sockets may share the buffer. */
const readBuffer = Buffer.allocUnsafeSlow(1 << 18);
let arena = Buffer.allocUnsafeSlow(ARENA_BYTES);
let arenaUsed = 0;

export interface SocketEvents {
  onOpen(): void;
  /** `buffer` is shared and valid only during the call. */
  onFrame(opcode: number, buffer: Buffer, start: number, end: number): void;
  onClose(reason: string): void;
}

export class WebSocketClient {
  readonly #socket: Socket;
  readonly #events: SocketEvents;
  #open = false;
  #closed = false;
  #tail: Buffer | null = null;

  /** @param path request target of the upgrade; headers go out as given. */
  constructor(port: number, path: string, headers: Record<string, string>, events: SocketEvents) {
    this.#events = events;
    this.#socket = connect({
      host: '127.0.0.1',
      port,
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (length, buffer) => {
          this.#read(buffer as Buffer, length);
          return true;
        },
      },
    });
    const extra = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#socket.on('connect', () => {
      this.#socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n${extra.join('')}\r\n`,
      );
    });
    this.#socket.on('error', (error) => {
      this.#end(error.message);
    });
    this.#socket.on('close', () => {
      this.#end('closed');
    });
  }

  get isOpen(): boolean {
    return this.#open && !this.#closed;
  }

  /**
   * Writes one frame whose payload `fill` produces in place: it gets the buffer and the offset and returns the end offset.
   * A payload is at most 60,000 bytes.
   */
  send(opcode: number, fill: (target: Buffer, offset: number) => number): void {
    if (arenaUsed + LARGEST_MESSAGE > ARENA_BYTES) {
      arena = Buffer.allocUnsafeSlow(ARENA_BYTES);
      arenaUsed = 0;
    }
    const payload = arenaUsed + LONG_HEADER;
    const end = fill(arena, payload);
    const length = end - payload;
    const start = length < 126 ? payload - SHORT_HEADER : arenaUsed;
    arena[start] = 0x80 | opcode;
    if (length < 126) {
      arena[start + 1] = 0x80 | length;
    } else {
      arena[start + 1] = 0x80 | 126;
      arena.writeUInt16BE(length, start + 2);
    }
    arena.fill(0, payload - 4, payload);
    arenaUsed = end;
    this.#socket.write(arena.subarray(start, end));
  }

  sendBytes(opcode: number, bytes: Uint8Array): void {
    this.send(opcode, (target, offset) => {
      target.set(bytes, offset);
      return offset + bytes.length;
    });
  }

  destroy(): void {
    this.#closed = true;
    this.#socket.destroy();
  }

  #end(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket.destroy();
    this.#events.onClose(reason);
  }

  #read(chunk: Buffer, length: number): void {
    if (this.#closed) return;
    let buffer = chunk;
    let end = length;
    if (this.#tail !== null) {
      buffer = Buffer.concat([this.#tail, chunk.subarray(0, length)]);
      end = buffer.length;
      this.#tail = null;
    }
    let position = 0;
    if (!this.#open) {
      const headEnd = buffer.subarray(0, end).indexOf('\r\n\r\n');
      if (headEnd === -1) {
        this.#keep(buffer, 0, end);
        return;
      }
      const status = buffer.toString('latin1', 0, Math.min(headEnd, 60)).split('\r\n')[0] ?? '';
      if (!status.includes(' 101')) {
        this.#end(status);
        return;
      }
      this.#open = true;
      position = headEnd + 4;
      this.#events.onOpen();
    }
    position = this.#frames(buffer, position, end);
    if (position < end) this.#keep(buffer, position, end);
  }

  #keep(buffer: Buffer, start: number, end: number): void {
    this.#tail = Buffer.from(buffer.subarray(start, end));
  }

  /** @returns where the first incomplete frame begins. */
  #frames(buffer: Buffer, from: number, end: number): number {
    let position = from;
    while (position + 2 <= end && !this.#closed) {
      let header = 2;
      let length = (buffer[position + 1] ?? 0) & 0x7f;
      if (length === 126) {
        header = 4;
        if (position + header > end) break;
        length = buffer.readUInt16BE(position + 2);
      } else if (length === 127) {
        header = 10;
        if (position + header > end) break;
        length = buffer.readUInt32BE(position + 6);
      }
      const payload = position + header;
      if (payload + length > end) break;
      this.#frame((buffer[position] ?? 0) & 0x0f, buffer, payload, payload + length);
      position = payload + length;
    }
    return position;
  }

  #frame(opcode: number, buffer: Buffer, start: number, end: number): void {
    if (opcode === OPCODE.ping) {
      this.sendBytes(OPCODE.pong, buffer.subarray(start, end));
    } else if (opcode === OPCODE.close) {
      const code = end - start >= 2 ? buffer.readUInt16BE(start) : 1005;
      this.#end(`close ${String(code)} ${buffer.toString('utf8', start + 2, end)}`);
    } else {
      this.#events.onFrame(opcode, buffer, start, end);
    }
  }
}
