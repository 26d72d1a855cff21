import type { CachedConversation } from '#client/replicas/cached-conversations.ts';
import { beginningOf } from '#schema/conversation/invited.ts';
import type { HistoryConversation, HistoryHit, HistoryPage, HistoryRequest } from '#schema/http/history.ts';
import { digitsAsked, matchContact, matchNumber } from '#schema/search/contact-match.ts';
import { matchIn, type Match } from '#schema/search/match.ts';
import { isEmptyQuery, parseQuery, type Query } from '#schema/search/query.ts';
import { snippetOf } from '#schema/search/snippet.ts';
import { foldedText } from '#schema/search/words.ts';
import type { Author } from '#schema/words.ts';
import { deviceContactOf, mayFit, type DeviceContact } from './device-contact.ts';

/** A message or note as it reads now, folded once, so that thousands can be looked through while somebody types. */
interface DeviceLine {
  readonly kind: HistoryHit['kind'];
  readonly seq: number;
  readonly at: number;
  readonly by: Author;
  readonly text: string;
  /** With a blank before each word. */
  readonly folded: string;
}

/** A conversation of this device, ready to be searched. */
export interface DeviceConversation {
  readonly shown: Omit<HistoryConversation, 'hits' | 'hasMoreHits' | 'found'>;
  readonly people: ReadonlySet<string>;
  /** The newest first. */
  readonly lines: readonly DeviceLine[];
  readonly contact: DeviceContact;
}

export function deviceConversationOf(
  { id, conversation, notes, card }: CachedConversation,
  name: string,
): DeviceConversation {
  const { head, messages, edits } = conversation;
  const lines: DeviceLine[] = [];
  for (const message of messages) {
    if (message.kind !== 'text') continue;
    const edit = edits.get(message.id);
    if (edit !== undefined && 'gone' in edit) continue;
    const text = edit?.text ?? message.text;
    lines.push({
      kind: 'message',
      seq: message.seq,
      at: message.at,
      by: message.by,
      text,
      folded: ` ${foldedText(text)}`,
    });
  }
  const count = lines.length;
  const started = messages.find((message) => message.kind === 'started');
  for (const { seq, at, by, text } of notes)
    lines.push({ kind: 'note', seq, at, by, text, folded: ` ${foldedText(text)}` });
  lines.sort((a, b) => b.at - a.at);
  return {
    shown: {
      id,
      visitor: head.visitor,
      name,
      site: head.site,
      state: head.state,
      assignee: head.assignee,
      startedAt: messages[0]?.at ?? 0,
      lastAt: messages.at(-1)?.at ?? 0,
      lastText: lines.find(({ kind }) => kind === 'message')?.text ?? '',
      ...(head.rating !== undefined && { rating: head.rating.score }),
      ...(started?.invited && { invited: started.invited }),
      messages: count,
    },
    people: new Set(
      messages.flatMap((message) => (message.kind === 'handed-over' ? [message.to.id] : [message.by.id])),
    ),
    lines,
    contact: deviceContactOf(name, card),
  };
}

const SHOWN_HITS = 3;
/** More than a screen of them is found with a line. */
const MOST = 30;
const MOST_OF_CONTACTS = 10;
/** Lines that are weighed for the best fit, from the newest on. */
const WEIGHED = 2_000;

/** The same question as to the server, over what this device has. */
export function searchDevice(
  conversations: readonly DeviceConversation[],
  request: Omit<HistoryRequest, 'after' | 'limit'>,
): HistoryPage {
  const query = parseQuery(request.words);
  const sites = [...new Set(conversations.map(({ shown }) => shown.site))].toSorted();
  const passing = conversations.filter((one) => passes(one, request));
  const found = isEmptyQuery(query) ? listed(passing, request) : withWords(passing, request, query);
  return { conversations: found, ofVisitors: ofContacts(passing, request, query), next: null, lookedTo: null, sites };
}

type Asked = Pick<HistoryRequest, 'sort' | 'from' | 'before'>;

const isWithin = (at: number, { from = 0, before = Infinity }: Asked): boolean => at >= from && at < before;
const byTime = (a: number, b: number, { sort }: Asked): number => (sort === 'oldest' ? a - b : b - a);

const listed = (conversations: readonly DeviceConversation[], asked: Asked): HistoryConversation[] =>
  conversations
    .filter(({ shown }) => isWithin(shown.lastAt, asked))
    .toSorted((a, b) => byTime(a.shown.lastAt, b.shown.lastAt, asked))
    .slice(0, MOST)
    .map(({ shown }) => ({ ...shown, hits: 0, hasMoreHits: false, found: [] }));

/** A conversation with the lines that may fit, the first in the order that was asked for. */
interface Candidate {
  readonly one: DeviceConversation;
  readonly lines: readonly DeviceLine[];
  readonly at: number;
}

function withWords(conversations: readonly DeviceConversation[], asked: Asked, query: Query): HistoryConversation[] {
  const candidates: Candidate[] = [];
  for (const one of conversations) {
    const lines = one.lines.filter(({ folded, at }) => isWithin(at, asked) && mayFit(folded, query));
    if (asked.sort === 'oldest') lines.reverse();
    const [first] = lines;
    if (first !== undefined) candidates.push({ one, lines, at: first.at });
  }
  candidates.sort((a, b) => byTime(a.at, b.at, asked));
  const results: { readonly score: number; readonly item: HistoryConversation }[] = [];
  let weighed = 0;
  for (const candidate of candidates) {
    const result = resultOf(candidate, query);
    if (result !== null) results.push(result);
    weighed += candidate.lines.length;
    if (asked.sort === 'relevance' ? weighed > WEIGHED : results.length === MOST) break;
  }
  if (asked.sort === 'relevance') results.sort((a, b) => b.score - a.score);
  return results.slice(0, MOST).map(({ item }) => item);
}

/** The filters that are about a conversation as a whole. */
export const passes = (
  { shown, people }: DeviceConversation,
  { state, site, operator, rating, began }: Pick<HistoryRequest, 'state' | 'site' | 'operator' | 'rating' | 'began'>,
): boolean =>
  (state === undefined || shown.state === state) &&
  (rating === undefined || shown.rating === rating) &&
  (began === undefined || beginningOf(shown.invited) === began) &&
  (site === undefined || shown.site === site) &&
  (operator === undefined || people.has(operator) || shown.assignee?.id === operator);

function resultOf(
  { one: { shown }, lines }: Candidate,
  query: Query,
): { readonly score: number; readonly item: HistoryConversation } | null {
  const hits: { readonly line: DeviceLine; readonly match: Match }[] = [];
  for (const line of lines) {
    const match = matchIn(line.text, query);
    if (match !== null) hits.push({ line, match });
  }
  if (hits.length === 0) return null;
  const found = hits.slice(0, SHOWN_HITS).map(({ line: { kind, seq, at, by, text }, match }) => ({
    kind,
    seq,
    at,
    by: { ...by },
    snippet: [...snippetOf(text, match.ranges)],
  }));
  const score = Math.max(0, ...hits.map(({ match }) => match.score));
  return { score, item: { ...shown, hits: hits.length, hasMoreHits: false, found } };
}

/** Conversations of contacts in whose card the words are, the newest first; each says what they are in. */
export function ofContacts(
  conversations: readonly DeviceConversation[],
  asked: Omit<HistoryRequest, 'after' | 'limit'>,
  query: Query = parseQuery(asked.words),
): HistoryConversation[] {
  const digits = digitsAsked(asked.words);
  if (isEmptyQuery(query)) return [];
  return conversations
    .flatMap(({ shown, contact: { texts, numbers, folded } }) => {
      if (!isWithin(shown.lastAt, asked)) return [];
      const match = (mayFit(folded, query) ? matchContact(texts, query) : null) ?? matchNumber(numbers, digits);
      if (match === null) return [];
      const contact = { field: match.field, snippet: [...snippetOf(match.text, match.ranges)] };
      return { ...shown, hits: 0, hasMoreHits: false, found: [], contact };
    })
    .sort((a, b) => b.lastAt - a.lastAt)
    .slice(0, MOST_OF_CONTACTS);
}
