import type { ClientFrame, ServerFrame } from '#schema/wire/frames.ts';
import type { Actor } from '#schema/words.ts';
import type { LinkState, Watchable } from '../interface.ts';
import type { Probe } from './probe.ts';

/** What the rest of the client does with the one real socket (session.ts), and hears of it. */
export interface Session {
  readonly link: Watchable<LinkState>;
  readonly start: () => void;
  readonly stop: () => void;
  /** False when there is no line; nothing is kept for later here. */
  readonly send: (frame: ClientFrame | Uint8Array<ArrayBuffer>) => boolean;
  /** The line may be dead: ask, and give it three seconds. */
  readonly doubt: () => void;
  /** A person wants it now: try at once. */
  readonly hurry: () => void;
}

export interface SessionEvents {
  /** False: the server takes us for somebody else, and nothing of this device may be sent in that name. */
  readonly isOurs: (actor: Actor) => boolean;
  readonly welcome: (frame: Extract<ServerFrame, { readonly t: 'welcome' }>) => void;
  readonly frame: (frame: ServerFrame) => void;
  readonly bytes: (frame: Uint8Array) => void;
  /** The line is gone; `code` as the socket said, 1006 when it said nothing. */
  readonly lost: (code: number) => void;
  /** How far the server's data reaches, as it tells from time to time. */
  readonly life: (life: string) => void;
  readonly clock: (serverTime: number, roundTrip: number) => void;
}

export interface SessionOptions {
  /** `wss://chat.example/sync`. */
  readonly url: string;
  /** As they are now: a visitor's token may be another one by the next try. */
  readonly protocols: () => string[];
  readonly hello: () => ClientFrame;
  /** Tells a deaf socket from a line that is down. */
  readonly answers: Probe;
}
