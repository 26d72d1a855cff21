import * as v from 'valibot';
import { INVITE_FAILURES, type InviteFailure } from '#schema/http/visitors.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { OnSite, SeenPage, WatchOrder } from '#schema/live/on-site.ts';
import type { WatchAsk, WatchFrame } from '#schema/live/watch-frames.ts';
import { isFinal } from '#schema/wire/close-codes.ts';
import { SUBPROTOCOL } from '#schema/wire/protocol.ts';
import type { ApiFailure } from '../account/api.ts';
import { asking } from '../account/asking.ts';

/** Rows of one page of the table. */
export const PAGE = 50;
const COME_BACK = { least: 500, most: 15_000 };
/** The server says something every ten seconds: of a line that is silent for so long nothing is known any more, ms. */
const SILENT = 25_000;
/** How often that is looked at, ms. */
const LOOK_EVERY = 2_000;
/** What is typed into the filter is asked for when its writer has paused so long, ms. */
const TYPED = 200;

const ask = asking('/api/visitors', INVITE_FAILURES);

const FIRST_ASK: WatchAsk = { find: '', kind: 'all', order: 'since', isDown: true, from: 0, count: PAGE };

/** Numbers begin with the most, words with A. */
export const isMostFirst = (order: WatchOrder): boolean => order === 'since' || order === 'visits';

/** Who is on the site, while somebody looks at it: a line of its own to the server, which nobody else pays for. */
export class VisitorsRoom {
  readonly #origin: string;
  #socket: WebSocket | null = null;
  #wait = COME_BACK.least;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #heardAt = 0;
  #isClosed = false;
  #ask = $state.raw(FIRST_ASK);
  #rows = $state.raw<readonly OnSite[]>([]);
  #all = $state.raw(0);
  #found = $state.raw(0);
  #isOff = $state.raw(false);
  #seen = $state.raw<WatchFrame['seen']>(undefined);
  /** `asking`: nothing was told yet; `ended`: it does not come back by itself. */
  #state = $state.raw<'asking' | 'told' | 'lost' | 'ended'>('asking');

  /** `ask`: what was shown when its person left it. */
  constructor(origin: string, ask: WatchAsk = FIRST_ASK) {
    this.#origin = origin;
    this.#ask = ask;
  }

  get ask(): WatchAsk {
    return this.#ask;
  }

  get rows(): readonly OnSite[] {
    return this.#rows;
  }

  get all(): number {
    return this.#all;
  }

  get found(): number {
    return this.#found;
  }

  /** No site tells who is there. */
  get isOff(): boolean {
    return this.#isOff;
  }

  /** Whose pages are shown. */
  get opened(): VisitorId | undefined {
    return this.#ask.of;
  }

  /** The pages of the present visit of whom they were asked, the first one first; null: not told yet. */
  get seen(): readonly SeenPage[] | null {
    return this.#seen !== undefined && this.#seen.of === this.#ask.of ? this.#seen.pages : null;
  }

  get state() {
    return this.#state;
  }

  /** Where the part that is shown begins. */
  get from(): number {
    return Math.min(this.#ask.from, Math.max(0, Math.floor((this.#found - 1) / PAGE) * PAGE));
  }

  /** What is not about the place begins at the first page. */
  change(changes: Partial<WatchAsk>): void {
    const { site, ...rest } = { ...this.#ask, from: 0, ...changes };
    this.#ask = site === undefined || site === '' ? rest : { ...rest, site };
    clearTimeout(this.#typing);
    if ('find' in changes) this.#typing = setTimeout(() => this.#say(), TYPED);
    else this.#say();
  }

  /** By this; the other way round where it is that already. */
  sortBy(order: WatchOrder): void {
    this.change({ order, isDown: this.#ask.order === order ? !this.#ask.isDown : isMostFirst(order) });
  }

  /** Shows the pages of this visitor, or of nobody any more. */
  look(of: VisitorId | null): void {
    const { of: _of, ...rest } = this.#ask;
    this.#ask = of === null ? rest : { ...rest, of };
    this.#say();
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
      clearTimeout(this.#typing);
      this.#socket?.close();
    };
  }

  /** Null when it was shown. */
  async invite(visitor: VisitorId, text: string): Promise<InviteFailure | ApiFailure | null> {
    const path = `/${encodeURIComponent(visitor)}/invitation`;
    const answer = await ask('POST', path, { schema: v.unknown(), body: { text } });
    return answer.ok ? null : answer.failure;
  }

  #connect(): void {
    clearTimeout(this.#timer);
    if (this.#isClosed || this.#socket !== null) return;
    const socket = new WebSocket(`${this.#origin.replace(/^http/, 'ws')}/watch`, [SUBPROTOCOL]);
    this.#socket = socket;
    this.#heardAt = Date.now();
    socket.onopen = () => {
      this.#wait = COME_BACK.least;
      this.#say();
    };
    socket.onmessage = ({ data }) => {
      if (this.#socket === socket) this.#hear(JSON.parse(String(data)) as WatchFrame);
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

  #say(): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ t: 'ask', ...this.#ask }));
  }

  #hear({ all: count, found, ids, rows, seen, isOff }: WatchFrame): void {
    this.#heardAt = Date.now();
    const all = [...rows, ...this.#rows];
    this.#rows = ids.flatMap((id) => all.find(({ visitor }) => visitor === id) ?? []);
    this.#all = count;
    this.#found = found;
    this.#isOff = isOff === true;
    this.#seen = seen;
    this.#state = 'told';
  }
}
