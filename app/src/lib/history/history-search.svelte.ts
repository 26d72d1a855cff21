import { browserEnvironment } from '#client/environment.ts';
import { readCachedConversations } from '#client/replicas/cached-conversations.ts';
import type { HistoryConversation, HistoryPage, HistoryRequest, HistorySort } from '#schema/http/history.ts';
import type { Beginning } from '#schema/conversation/invited.ts';
import type { Score } from '#schema/conversation/rating.ts';
import type { OperatorId } from '#schema/ids.ts';
import type { ConversationState } from '#schema/words.ts';
import { api } from '../account/api.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import { dayStart } from '../texts/times.ts';
import { deviceConversationOf, ofContacts, passes, searchDevice, type DeviceConversation } from './device-history.ts';

/** Empty: not filtered by. Days as `<input type="date">` has them. */
export interface Filters {
  readonly operator: OperatorId | '';
  readonly site: string;
  readonly state: ConversationState | '';
  readonly rating: Score | '';
  readonly began: Beginning | '';
  readonly from: string;
  readonly until: string;
}

export const NO_FILTERS: Filters = { operator: '', site: '', state: '', rating: '', began: '', from: '', until: '' };

/** What the list shows. The results of the question before stay while the next one is answered. */
export type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'failed' }
  | {
      readonly kind: 'results';
      readonly conversations: readonly HistoryConversation[];
      readonly ofVisitors: readonly HistoryConversation[];
      readonly next: string | null;
      readonly lookedTo: number | null;
      /** How many conversations this device has, when it was them that were searched. */
      readonly onDevice: number | null;
      /** The words they were found by. */
      readonly words: string;
    };

/** How long nobody types before the server is asked, ms. What is on the device is looked through with each key. */
const AFTER = 150;
/** A page may be empty though there is more: so many more are asked for by itself. */
const BY_ITSELF = 4;

/** What somebody looks for in the history, and what was found. Lives as long as the person is signed in; nothing of it is kept. */
export class HistorySearch {
  readonly #desk: Desk;
  #words = $state('');
  #filters = $state.raw<Filters>(NO_FILTERS);
  #sort = $state<HistorySort>('newest');
  #answer = $state.raw<Answer>({ kind: 'none' });
  #sites = $state.raw<readonly string[]>([]);
  #isAsking = $state(false);
  #timer: ReturnType<typeof setTimeout> | null = null;
  #asked: AbortController | null = null;
  #device: Promise<readonly DeviceConversation[]> | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  get words(): string {
    return this.#words;
  }

  get filters(): Filters {
    return this.#filters;
  }

  get sort(): HistorySort {
    return this.#sort;
  }

  get answer(): Answer {
    return this.#answer;
  }

  get sites(): readonly string[] {
    return this.#sites;
  }

  /** The answer on the screen is not yet that to the question on it. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  get filterCount(): number {
    return Object.values(this.#filters).filter((value) => value !== '').length;
  }

  get hasLine(): boolean {
    return this.#desk.link.state === 'live';
  }

  type(words: string): void {
    this.#words = words;
    this.#askSoon();
  }

  filter(change: Partial<Filters>): void {
    this.#filters = { ...this.#filters, ...change };
    this.ask();
  }

  order(sort: HistorySort): void {
    this.#sort = sort;
    this.ask();
  }

  /** Asks the question on the screen now. */
  ask(): void {
    void this.#ask(null, BY_ITSELF);
  }

  readonly more = (): void => {
    if (this.#answer.kind === 'results' && this.#answer.next !== null) void this.#ask(this.#answer, 0);
  };

  /** Its screen is there: asks now, and whenever the line comes or goes. What it answers is called when the screen goes. */
  readonly open = (): (() => void) => {
    let hadLine = this.hasLine;
    this.#device = null;
    this.ask();
    // While somebody types.
    void this.#deviceConversations();
    return this.#desk.client.link.subscribe(() => {
      if (this.hasLine === hadLine) return;
      hadLine = this.hasLine;
      // What was read from the device before is old by now.
      this.#device = null;
      this.ask();
    });
  };

  #askSoon(): void {
    this.#isAsking = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ask(), this.hasLine ? AFTER : 0);
  }

  async #ask(before: (Answer & { readonly kind: 'results' }) | null, byItself: number): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.#isAsking = true;
    const request = this.#request();
    const page = await this.#pageOf(request, before?.next ?? null, asked.signal);
    if (asked.signal.aborted) return;
    this.#isAsking = false;
    if (page === null) {
      this.#answer = { kind: 'failed' };
      return;
    }
    if (page.sites.length > 0) this.#sites = page.sites;
    const shown = before?.conversations ?? [];
    const results = {
      kind: 'results' as const,
      conversations: [...shown, ...page.conversations.filter(({ id }) => shown.every((one) => one.id !== id))],
      ofVisitors: before?.ofVisitors ?? page.ofVisitors,
      next: page.next,
      lookedTo: page.lookedTo,
      onDevice: page.onDevice,
      words: request.words,
    };
    this.#answer = results;
    if (results.conversations.length === 0 && results.next !== null && byItself > 0)
      await this.#ask(results, byItself - 1);
  }

  async #pageOf(
    request: Omit<HistoryRequest, 'after' | 'limit'>,
    after: string | null,
    signal: AbortSignal,
  ): Promise<(HistoryPage & { readonly onDevice: number | null }) | null> {
    if (this.hasLine) {
      const answer = await api.history({ ...request, ...(after !== null && { after }) }, signal);
      if (answer.ok) {
        const ofVisitors = after === null ? await this.#withDevice(answer.value.ofVisitors, request) : [];
        return { ...answer.value, ofVisitors, onDevice: null };
      }
      if (signal.aborted || this.hasLine) return null;
    }
    const conversations = await this.#deviceConversations();
    return { ...searchDevice(conversations, request), onDevice: conversations.length };
  }

  /**
   * Addresses and notes of contacts are looked through here, and numbers however they are written: the server finds contacts by name,
   * e-mail and phone.
   */
  async #withDevice(
    told: readonly HistoryConversation[],
    request: Omit<HistoryRequest, 'after' | 'limit'>,
  ): Promise<HistoryConversation[]> {
    if (request.words === '') return [...told];
    const here = ofContacts(
      (await this.#deviceConversations()).filter((one) => passes(one, request)),
      request,
    );
    return [...told, ...here.filter(({ id }) => told.every((one) => one.id !== id))];
  }

  #deviceConversations(): Promise<readonly DeviceConversation[]> {
    const { profile } = this.#desk;
    this.#device ??= readCachedConversations(
      browserEnvironment({ ownServiceWorker: true }),
      `operator-${profile.id}`,
    ).then((cached) => {
      return cached.map((one) => {
        const { visitor } = one.conversation.head;
        const told =
          this.#desk.row(one.id)?.summary.name ??
          one.conversation.messages.findLast(({ by }) => by.kind === 'visitor')?.by.name ??
          '';
        return deviceConversationOf(one, this.#desk.nameWith(told, visitor));
      });
    });
    return this.#device;
  }

  #request(): Omit<HistoryRequest, 'after' | 'limit'> {
    const { operator, site, state, rating, began, from, until } = this.#filters;
    const start = dayStart(from, 0);
    const end = dayStart(until, 1);
    return {
      words: this.#words.trim(),
      sort: this.#sort,
      ...(operator !== '' && { operator }),
      ...(site !== '' && { site }),
      ...(state !== '' && { state }),
      ...(rating !== '' && { rating }),
      ...(began !== '' && { began }),
      ...(start !== null && { from: start }),
      ...(end !== null && { before: end }),
    };
  }
}
