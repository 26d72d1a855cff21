import type { HistoryConversation, HistoryHit, HistoryPage, HistoryRequest } from '#schema/http/history.ts';
import { matchContact } from '#schema/search/contact-match.ts';
import { matchIn, type Match } from '#schema/search/match.ts';
import { isEmptyQuery, parseQuery, type Query } from '#schema/search/query.ts';
import { snippetOf } from '#schema/search/snippet.ts';
import { expressionOf } from './expression.ts';
import type { FoundRow, HistoryStore, PlainConversation, Walk } from './history-store.ts';
import { passes, shown } from './history-row.ts';
import { listHistory } from './list-history.ts';

/**
 * One page of the history. The work of a page has an end, whatever is asked for: it looks at most at so many candidates and then
 * says how far it got, so that a rare filter over a common word costs several short pages instead of one long one.
 *
 * A page is a function of the index up to `top`, the newest row when the first page was asked for, and of what the cursor says:
 * a conversation is on the page of its first hit, however many pages there are.
 */
const CANDIDATES = 2_000;
/** By relevance all of them are weighed for every page. */
const WEIGHED = 1_000;
/** Usually enough; more are asked for in one go, because each question makes FTS5 gather everything that begins with the word. */
const FIRST_CANDIDATES = 250;
/** Rows of one conversation that are looked through. */
const ROWS = 500;
const SHOWN_HITS = 3;
/** How far apart the clock and the order of rows may be at most, ms: it may have been put back between two lives of the server. */
const SLACK = 86_400_000;
const CONTACTS = 20;
const OF_VISITORS = 10;

interface Hit {
  readonly row: FoundRow;
  readonly match: Match;
}

interface Place {
  readonly top: number;
  /** The last row that was looked at; by relevance, how many were shown. */
  readonly at: number;
}

export function findHistory(store: HistoryStore, request: HistoryRequest): HistoryPage {
  const query = parseQuery(request.words);
  if (isEmptyQuery(query)) return listHistory(store, request);
  const search = new Search(store, request, query);
  const found = request.sort === 'relevance' ? search.byRelevance() : search.byTime();
  const ofVisitors = request.after === undefined ? search.ofVisitors() : [];
  return { ...found, ofVisitors, sites: [...store.sites()] };
}

type Found = Pick<HistoryPage, 'conversations' | 'next' | 'lookedTo'>;

class Search {
  readonly #store: HistoryStore;
  readonly #request: HistoryRequest;
  readonly #query: Query;
  readonly #expression: string;
  readonly #isBackwards: boolean;
  readonly #place: Place | null;
  readonly #top: number;
  readonly #conversations = new Map<number, PlainConversation | null>();

  constructor(store: HistoryStore, request: HistoryRequest, query: Query) {
    this.#store = store;
    this.#request = request;
    this.#query = query;
    this.#expression = expressionOf(query);
    this.#isBackwards = request.sort !== 'oldest';
    this.#place = placeOf(request.after);
    this.#top = this.#place?.top ?? store.newestRow();
  }

  byTime(): Found {
    const conversations: HistoryConversation[] = [];
    const done = new Set<number>();
    let last = this.#place?.at ?? null;
    let lastAt: number | null = null;
    for (const row of this.#candidates(last, [FIRST_CANDIDATES, CANDIDATES - FIRST_CANDIDATES])) {
      last = row.id;
      lastAt = row.at;
      if (done.has(row.conversation) || this.#passing(row.conversation) === null || this.#hitIn(row) === null) continue;
      done.add(row.conversation);
      const found = this.#conversationOf(row);
      if (found !== null && conversations.push(found) === this.#request.limit) break;
    }
    const isThrough = lastAt === null || (conversations.length < this.#request.limit && !this.#isCut);
    return {
      conversations,
      next: isThrough ? null : `t.${this.#top.toString(16)}.${(last ?? 0).toString(16)}`,
      lookedTo: isThrough ? null : lastAt,
    };
  }

  /** The best of the newest candidates: how well the words fit counts first, then how often they are there, then the time. */
  byRelevance(): Found {
    const scores = new Map<number, { readonly row: FoundRow; score: number; hits: number }>();
    let lastAt: number | null = null;
    const { state, site, operator, visitor, rating, began } = this.#request;
    const isFiltered = [state, site, operator, visitor, rating, began].some((filter) => filter !== undefined);
    for (const row of this.#candidates(null, [WEIGHED])) {
      lastAt = row.at;
      if (isFiltered && this.#passing(row.conversation) === null) continue;
      const match = this.#hitIn(row)?.match;
      if (match === undefined) continue;
      const known = scores.get(row.conversation);
      if (known !== undefined) {
        known.score = Math.max(known.score, match.score);
        known.hits += 1;
        continue;
      }
      scores.set(row.conversation, { row, score: match.score, hits: 1 });
    }
    const rank = ({ score, hits }: { readonly score: number; readonly hits: number }): number =>
      score + Math.min(1, Math.log2(hits) / 8);
    const sorted = [...scores.values()].sort((a, b) => rank(b) - rank(a) || b.row.id - a.row.id);
    const from = this.#place?.at ?? 0;
    const to = from + this.#request.limit;
    const isThrough = to >= sorted.length;
    return {
      conversations: sorted.slice(from, to).flatMap(({ row }) => this.#conversationOf(row, true) ?? []),
      next: isThrough ? null : `r.${this.#top.toString(16)}.${to.toString(16)}`,
      lookedTo: this.#isCut ? lastAt : null,
    };
  }

  ofVisitors(): HistoryConversation[] {
    const found: HistoryConversation[] = [];
    const { from = 0, before = Infinity } = this.#request;
    for (const contact of this.#store.contactsOf(this.#expression, CONTACTS)) {
      const { name, email, phone } = contact;
      const texts = [
        { field: 'name', text: name },
        { field: 'email', text: email },
        { field: 'phone', text: phone },
        { field: 'details', text: [name, email, phone].filter((text) => text !== '').join(' · ') },
      ] as const;
      const match = matchContact(texts, this.#query);
      if (match === null) continue;
      const snippet = [...snippetOf(match.text, match.ranges)];
      for (const conversation of this.#store.conversationsOfVisitor(contact.visitor, OF_VISITORS)) {
        const key = this.#store.keyOf(conversation.id);
        if (key === null || !passes(this.#store, this.#request, key, conversation)) continue;
        if (conversation.lastAt < from || conversation.lastAt >= before) continue;
        found.push({ ...shown(this.#store, key, conversation), contact: { field: match.field, snippet } });
      }
    }
    return found.sort((a, b) => b.lastAt - a.lastAt).slice(0, OF_VISITORS);
  }

  /** The last walk ended because it had looked at as many as it may. */
  #isCut = false;

  *#candidates(after: number | null, limits: readonly number[]): Generator<FoundRow> {
    const { from, before } = this.#request;
    const low = from === undefined ? 0 : this.#store.rowSince(from - SLACK);
    const high = Math.min(this.#top, before === undefined ? Infinity : this.#store.rowSince(before + SLACK));
    const back = this.#isBackwards;
    let walk: Walk = { isBackwards: back, from: after ?? (back ? high + 1 : low - 1), to: back ? low : high };
    this.#isCut = false;
    for (const limit of limits) {
      const rows = this.#store.candidates(this.#expression, walk, limit);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < limit) return;
      walk = { ...walk, from: last.id };
    }
    this.#isCut = true;
  }

  /** A conversation that passes the filters; asked for each of its rows, so remembered for this page. */
  #passing(key: number): PlainConversation | null {
    const known = this.#conversations.get(key);
    if (known !== undefined) return known;
    const conversation = this.#store.conversation(key);
    const passing =
      conversation !== null && passes(this.#store, this.#request, key, conversation) ? conversation : null;
    this.#conversations.set(key, passing);
    return passing;
  }

  #hitIn(row: FoundRow): Hit | null {
    const { from = 0, before = Infinity } = this.#request;
    if (row.at < from || row.at >= before) return null;
    const match = matchIn(row.text, this.#query);
    return match === null ? null : { row, match };
  }

  /** Null when it does not pass, or was on a page before this one. */
  #conversationOf(first: FoundRow, isRanked = false): HistoryConversation | null {
    const key = first.conversation;
    const conversation = this.#passing(key);
    if (conversation === null) return null;
    const rows = this.#store.rowsOf(key, this.#top, this.#isBackwards, ROWS);
    const hits = rows.flatMap((row) => this.#hitIn(row) ?? []);
    const leading = hits[0]?.row.id;
    if (!isRanked && leading !== undefined && leading !== first.id) return null;
    if (isRanked) hits.sort((a, b) => b.match.score - a.match.score || b.row.id - a.row.id);
    const few = hits.length === 0 ? [this.#hitIn(first)].flatMap((hit) => hit ?? []) : hits.slice(0, SHOWN_HITS);
    return shown(
      this.#store,
      key,
      conversation,
      Math.max(1, hits.length),
      few.map((hit) => hitOf(hit, conversation, this.#store)),
      rows.length === ROWS,
    );
  }
}

function hitOf({ row, match }: Hit, { visitor }: PlainConversation, store: HistoryStore): HistoryHit {
  const { kind, person, name, seq, at, note, text } = row;
  const by =
    kind === null || person === null
      ? { kind: 'visitor' as const, id: visitor, name: store.visitorName(visitor) }
      : { kind, id: person, name: name ?? '' };
  return { kind: note === 1 ? 'note' : 'message', seq, at, by, snippet: [...snippetOf(text, match.ranges)] };
}

function placeOf(after: string | undefined): Place | null {
  const [kind, top, at] = after?.split('.') ?? [];
  if (kind === undefined || top === undefined || at === undefined) return null;
  const place = { top: Number.parseInt(top, 16), at: Number.parseInt(at, 16) };
  return Number.isSafeInteger(place.top) && Number.isSafeInteger(place.at) ? place : null;
}
