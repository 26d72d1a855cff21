import type { FollowFrame, StaffAsk, WatchFrame } from '#schema/live/watch-frames.ts';
import { isFinal } from '#schema/wire/close-codes.ts';
import { SUBPROTOCOL } from '#schema/wire/protocol.ts';

const COME_BACK = { least: 500, most: 15_000 };
/** The server says something every ten seconds: of a line that is silent for so long nothing is known any more, ms. */
const SILENT = 25_000;
/** How often that is looked at, ms. */
const LOOK_EVERY = 2_000;

/** A line of its own to the server, over which it tells who is on the site, as long as somebody looks: nobody else pays for it. */
export class WatchLine {
  readonly #origin: string;
  readonly #ask: () => StaffAsk;
  readonly #hear: (frame: WatchFrame | FollowFrame) => void;
  #socket: WebSocket | null = null;
  #wait = COME_BACK.least;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heardAt = 0;
  #isClosed = false;
  /** `asking`: nothing was told yet; `ended`: it does not come back by itself. */
  #state = $state.raw<'asking' | 'told' | 'lost' | 'ended'>('asking');

  /** `ask`: what is asked for now. */
  constructor(origin: string, ask: () => StaffAsk, hear: (frame: WatchFrame | FollowFrame) => void) {
    this.#origin = origin;
    this.#ask = ask;
    this.#hear = hear;
  }

  get state() {
    return this.#state;
  }

  open(): () => void {
    this.#isClosed = false;
    this.#connect();
    const again = (): void => {
      this.#wait = COME_BACK.least;
      // A line of before is over where the network is another one, whether its end was told or not.
      this.#lose();
      this.#connect();
    };
    addEventListener('online', again);
    const looking = setInterval(() => {
      if (this.#socket !== null && Date.now() - this.#heardAt > SILENT) again();
    }, LOOK_EVERY);
    return () => {
      this.#isClosed = true;
      clearInterval(looking);
      removeEventListener('online', again);
      clearTimeout(this.#timer);
      this.#socket?.close();
    };
  }

  /** Asks for what is wanted now. */
  say(): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(this.#ask()));
  }

  #connect(): void {
    clearTimeout(this.#timer);
    if (this.#isClosed || this.#socket !== null) return;
    const socket = new WebSocket(`${this.#origin.replace(/^http/, 'ws')}/watch`, [SUBPROTOCOL]);
    this.#socket = socket;
    this.#heardAt = Date.now();
    socket.onopen = () => {
      this.#wait = COME_BACK.least;
      this.say();
    };
    socket.onmessage = ({ data }) => {
      if (this.#socket !== socket) return;
      this.#heardAt = Date.now();
      this.#hear(JSON.parse(String(data)) as WatchFrame | FollowFrame);
      this.#state = 'told';
    };
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      // Rows of a line that is gone may be of people who are.
      this.#state = isFinal(code) ? 'ended' : 'lost';
      if (this.#isClosed || isFinal(code)) return;
      this.#timer = setTimeout(() => this.#connect(), this.#wait * (0.5 + Math.random() / 2));
      this.#wait = Math.min(COME_BACK.most, this.#wait * 2);
    };
  }

  /** Leaves a line that nothing is heard of: its own end may be told in minutes only. */
  #lose(): void {
    const socket = this.#socket;
    if (socket === null) return;
    this.#socket = null;
    this.#state = 'lost';
    socket.close();
  }
}
