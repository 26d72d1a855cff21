import type { CloseReason } from '#schema/wire/close-codes.ts';
import type { Actor } from '#schema/words.ts';

/**
 * What the street needs of a socket: the receiving side, the closing, and the raw stream that lines write on (line.ts). `ws` and
 * a TCP socket are one such pair; the simulator brings its own, in memory.
 */
export interface WireSocket {
  readonly readyState: number;
  /** The value of `readyState` while frames may go out. */
  readonly OPEN: number;
  on(event: 'message', listener: (data: Buffer, isBinary: boolean) => void): unknown;
  on(event: 'close' | 'ping' | 'pong', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  ping(): void;
  close(code: number): void;
  /** For a dead line: no farewell. `close` follows. */
  terminate(): void;
}

/** Takes whole frames (publish/websocket-frame.ts), in order. */
export interface WireStream {
  /** Bytes handed over that have not left the process. */
  readonly writableLength: number;
  /** Calls `left` when this frame has left the process, or will not. */
  write(frame: Buffer, left?: () => void): unknown;
  cork(): void;
  uncork(): void;
  once(event: 'drain', listener: () => void): unknown;
}

/** Who is at the door: somebody we know, or the reason why the socket is closed as soon as it is open. */
export type Caller =
  | { readonly kind: 'known'; readonly actor: Actor; readonly isStillKnown: () => Promise<boolean> }
  | { readonly kind: 'refused'; readonly reason: CloseReason };

/** What a socket is for: everything of its caller, one document as a stock client reads it, or who is on the site now. */
export type Target =
  | { readonly kind: 'all' }
  | { readonly kind: 'document'; readonly name: string; readonly epoch: string | null }
  | { readonly kind: 'watch' };

/** Who comes, from where, and what for. */
export interface Arrival {
  readonly caller: Caller;
  readonly address: string;
  /** What its browser says of itself. */
  readonly agent?: string | undefined;
  /** Two letters, where a proxy that we believe tells it. */
  readonly country?: string | undefined;
  readonly target: Target;
}

/** Takes in a socket that has just opened, and the stream that it writes on. */
export type Welcome = (webSocket: WireSocket, stream: WireStream, arrival: Arrival) => void;
