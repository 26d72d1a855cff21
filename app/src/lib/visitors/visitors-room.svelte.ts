import * as v from 'valibot';
import { INVITE_FAILURES, type InviteFailure } from '#schema/http/visitors.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { OnSite, SeenPage, WatchOrder } from '#schema/live/on-site.ts';
import type { FollowFrame, WatchAsk, WatchFrame } from '#schema/live/watch-frames.ts';
import type { ApiFailure } from '../account/api.ts';
import { asking } from '../account/asking.ts';
import { WatchLine } from './watch-line.svelte.ts';

/** Rows of one page of the table. */
export const PAGE = 50;
/** What is typed into the filter is asked for when its writer has paused so long, ms. */
const TYPED = 200;

const ask = asking('/api/visitors', INVITE_FAILURES);

const FIRST_ASK: WatchAsk = { find: '', kind: 'all', order: 'since', isDown: true, from: 0, count: PAGE };

/** Numbers begin with the most, words with A. */
export const isMostFirst = (order: WatchOrder): boolean => order === 'since' || order === 'visits';

/** Who is on the site, while somebody looks at it. */
export class VisitorsRoom {
  readonly #line: WatchLine;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #ask = $state.raw(FIRST_ASK);
  #rows = $state.raw<readonly OnSite[]>([]);
  #all = $state.raw(0);
  #found = $state.raw(0);
  #isOff = $state.raw(false);
  #seen = $state.raw<WatchFrame['seen']>(undefined);

  /** `ask`: what was shown when its person left it. */
  constructor(origin: string, ask: WatchAsk = FIRST_ASK) {
    this.#ask = ask;
    const hear = (frame: WatchFrame | FollowFrame): void => {
      if (frame.t === 'rows') this.#hear(frame);
    };
    this.#line = new WatchLine(origin, () => ({ t: 'ask', ...this.#ask }), hear);
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
    return this.#line.state;
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
    if ('find' in changes) this.#typing = setTimeout(() => this.#line.say(), TYPED);
    else this.#line.say();
  }

  /** By this; the other way round where it is that already. */
  sortBy(order: WatchOrder): void {
    this.change({ order, isDown: this.#ask.order === order ? !this.#ask.isDown : isMostFirst(order) });
  }

  /** Shows the pages of this visitor, or of nobody any more. */
  look(of: VisitorId | null): void {
    const { of: _of, ...rest } = this.#ask;
    this.#ask = of === null ? rest : { ...rest, of };
    this.#line.say();
  }

  open(): () => void {
    const leave = this.#line.open();
    return () => {
      clearTimeout(this.#typing);
      leave();
    };
  }

  /** Null when it was shown. */
  async invite(visitor: VisitorId, text: string): Promise<InviteFailure | ApiFailure | null> {
    const path = `/${encodeURIComponent(visitor)}/invitation`;
    const answer = await ask('POST', path, { schema: v.unknown(), body: { text } });
    return answer.ok ? null : answer.failure;
  }

  #hear({ all: count, found, ids, rows, seen, isOff }: WatchFrame): void {
    const all = [...rows, ...this.#rows];
    this.#rows = ids.flatMap((id) => all.find(({ visitor }) => visitor === id) ?? []);
    this.#all = count;
    this.#found = found;
    this.#isOff = isOff === true;
    this.#seen = seen;
  }
}
