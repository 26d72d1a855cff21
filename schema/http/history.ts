import * as v from 'valibot';
import { BEGINNINGS } from '../conversation/invited.ts';
import { SCORES } from '../conversation/rating.ts';
import { conversationIdSchema, operatorIdSchema, visitorIdSchema } from '../ids.ts';
import { QUERY_LENGTH } from '../search/query.ts';

/**
 * `POST /api/history`: conversations of any age. With words, those in which they were said; without, all that pass the filters.
 * It changes nothing, and is no GET because what somebody looks for may be as personal as what somebody said: it stands in no
 * address, and so in no log and no browser's history (WIRE5).
 */

export const HISTORY_SORTS = ['newest', 'oldest', 'relevance'] as const;
export type HistorySort = (typeof HISTORY_SORTS)[number];
const HISTORY_PAGE = 20;

const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const historyRequestSchema = /*#__PURE__*/ v.object({
  /** Plain words; in quotes, side by side and just so (schema/search/query.ts). */
  words: v.optional(v.pipe(v.string(), v.maxLength(QUERY_LENGTH)), ''),
  /** Without words, relevance is the newest first. */
  sort: v.optional(v.picklist(HISTORY_SORTS), 'newest'),
  /** When it was said, or last said: from this time on, and before that one, ms. */
  from: v.optional(time),
  before: v.optional(time),
  /** Took part: answered, took it, or was given it. */
  operator: v.optional(operatorIdSchema),
  site: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** Only this visitor's; without words all of them stand on one page, the newest first. */
  visitor: v.optional(visitorIdSchema),
  state: v.optional(v.picklist(['waiting', 'active', 'closed'])),
  /** What its visitor thought of it. */
  rating: v.optional(v.picklist(SCORES)),
  /** How it began. */
  began: v.optional(v.picklist(BEGINNINGS)),
  /** `next` of the page before; with the same words, filters and sort. */
  after: v.optional(
    v.pipe(v.string(), v.maxLength(100), v.regex(/^[a-z]\.[0-9a-f.-]+$/, 'the `next` of a page is needed')),
  ),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)), HISTORY_PAGE),
});
export type HistoryRequest = v.InferOutput<typeof historyRequestSchema>;

const speaker = v.object({ kind: v.picklist(['visitor', 'operator', 'system']), id: v.string(), name: v.string() });

const snippet = v.array(v.object({ text: v.string(), hit: v.optional(v.literal(true)) }));

/** A message or note in which the words are. */
const hit = v.object({
  kind: v.picklist(['message', 'note']),
  /** In the conversation's document; that of a note in the desk's. */
  seq: v.number(),
  at: v.number(),
  by: speaker,
  /** The text around the first of the words, in pieces; never HTML. */
  snippet,
});

/** What of a contact the words are in; `details`: in several of them together. */
export const CONTACT_HITS = ['name', 'email', 'phone', 'address', 'attribute', 'note', 'details'] as const;
export type ContactHit = (typeof CONTACT_HITS)[number];

const conversation = v.object({
  id: conversationIdSchema,
  visitor: visitorIdSchema,
  /** The contact's name; empty while it is unknown. */
  name: v.string(),
  site: v.string(),
  state: v.picklist(['waiting', 'active', 'closed']),
  /** Who answers, or answered last. */
  assignee: v.nullable(speaker),
  startedAt: v.number(),
  lastAt: v.number(),
  lastText: v.string(),
  /** Absent until its visitor said so. */
  rating: v.optional(v.picklist(SCORES)),
  /** Upon which invitation it began; absent where its visitor began by itself. */
  invited: v.optional(v.object({ by: v.picklist(['site', 'operator']), name: v.string(), text: v.string() })),
  messages: v.number(),
  /** How many messages and notes the words are in, as far as it was counted; 0 without words. */
  hits: v.number(),
  /** It was not counted to the end: there may be more. */
  hasMoreHits: v.optional(v.boolean(), false),
  /** A few of them, in the order that was asked for. */
  found: v.array(hit),
  /** Where it was found by its visitor: what the words are in. */
  contact: v.optional(v.object({ field: v.picklist(CONTACT_HITS), snippet })),
});

export const historyResponseSchema = /*#__PURE__*/ v.object({
  conversations: v.array(conversation),
  /** Of visitors whose name, e-mail or phone the words are (on a device also address and notes); on the first page. */
  ofVisitors: v.array(conversation),
  /** Where the next page begins; null when there is nothing more. A page may be short, even empty, and not the last. */
  next: v.nullable(v.string()),
  /** How far back (or on) this page has looked, ms; null when it is through. */
  lookedTo: v.nullable(v.number()),
  /** Sites to filter by. */
  sites: v.array(v.string()),
});
export type HistoryPage = v.InferOutput<typeof historyResponseSchema>;
export type HistoryConversation = HistoryPage['conversations'][number];
export type HistoryHit = HistoryConversation['found'][number];
