import { CLOSE_CODES, type CloseReason } from '#schema/wire/close-codes.ts';
import type { WireSocket, WireStream } from './wire.ts';

/**
 * What goes out on one socket. Frames are handed over whole and written past the WebSocket library, which is left the
 * receiving side and the closing: so one buffer serves all readers, and what is queued in one turn of the event loop (an update and its
 * author's acknowledgement) leaves in one write.
 */
export interface Line {
  readonly push: (frame: Buffer) => void;
  /**
   * Something that was asked for, in parts that follow each other, made when there is room for it: at once, or when what is unsent has left. Of what is asked for
   * again before that under the same key, only the newest is made; null: nothing any more. So a few bytes that ask again and
   * again cannot fill our memory, and a large answer does not make a slow reader count as one that reads too slowly.
   */
  readonly answer: (key: number, make: () => readonly Buffer[] | null) => void;
  /** False: dropped, because the other side reads too slowly (PUB3). */
  readonly pushEphemeral: (frame: Buffer) => boolean;
  readonly close: (reason: CloseReason) => void;
  /** For a dead line: no farewell. */
  readonly terminate: () => void;
  readonly isOpen: () => boolean;
}

/** Bytes unsent at which ephemeral frames are dropped, and at which the socket is closed. */
const SLOW = 1024 * 1024;
const TOO_SLOW = 4 * 1024 * 1024;
/** Up to so many bytes, copying frames together is cheaper than telling the system of each. */
const SMALL = 4 * 1024;

/** Writes what lines have queued, once a turn of the event loop. One for the whole process. */
export interface Flusher {
  readonly add: (flush: () => void) => void;
}

export function createFlusher(): Flusher {
  let waiting: (() => void)[] = [];
  const flushAll = (): void => {
    const due = waiting;
    waiting = [];
    for (const flush of due) flush();
  };
  return {
    add: (flush) => {
      if (waiting.length === 0) queueMicrotask(flushAll);
      waiting.push(flush);
    },
  };
}

export function createLine(webSocket: WireSocket, socket: WireStream, flusher: Flusher): Line {
  let queued: Buffer[] = [];
  let queuedBytes = 0;
  const asked = new Map<number, () => readonly Buffer[] | null>();
  const answers = new Set<Buffer>();
  /** Bytes of answers that have not left the process yet. */
  let answering = 0;
  let isWaitingForRoom = false;
  const isOpen = (): boolean => webSocket.readyState === webSocket.OPEN;

  function flush(): void {
    const frames = queued;
    const bytes = queuedBytes;
    queued = [];
    queuedBytes = 0;
    if (!isOpen()) return;
    const [first] = frames;
    if (frames.length === 1 && first !== undefined) write(first);
    else if (bytes <= SMALL && answers.size === 0) socket.write(Buffer.concat(frames, bytes));
    else {
      socket.cork();
      for (const frame of frames) write(frame);
      socket.uncork();
    }
    if (socket.writableLength - answering > TOO_SLOW) close('overloaded');
    else if (asked.size > 0) answerSome();
  }

  function write(frame: Buffer): void {
    if (answers.size === 0 || !answers.delete(frame)) return void socket.write(frame);
    answering += frame.length;
    socket.write(frame, () => {
      answering -= frame.length;
    });
  }

  function answerSome(): void {
    for (const [key, make] of asked) {
      if (!isOpen()) return asked.clear();
      if (socket.writableLength + queuedBytes > SLOW) return waitForRoom();
      asked.delete(key);
      for (const part of make() ?? []) {
        answers.add(part);
        push(part);
      }
    }
  }

  function waitForRoom(): void {
    // What is queued only is looked at again when it has been written.
    if (isWaitingForRoom || socket.writableLength === 0) return;
    isWaitingForRoom = true;
    socket.once('drain', () => {
      isWaitingForRoom = false;
      answerSome();
    });
  }

  function push(frame: Buffer): void {
    if (!isOpen()) return;
    if (queued.length === 0) flusher.add(flush);
    queued.push(frame);
    queuedBytes += frame.length;
  }

  function close(reason: CloseReason): void {
    if (!isOpen()) return;
    if (queued.length > 0) flush();
    webSocket.close(CLOSE_CODES[reason].code);
  }

  return {
    push,
    answer: (key, make) => {
      asked.set(key, make);
      if (asked.size === 1) answerSome();
    },
    pushEphemeral: (frame) => {
      if (socket.writableLength + queuedBytes > SLOW) return false;
      push(frame);
      return true;
    },
    close,
    terminate: () => webSocket.terminate(),
    isOpen,
  };
}
