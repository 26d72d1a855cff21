import * as v from 'valibot';

/** `GET /api/own-data`: all that is kept of a visitor, for that visitor (PRIV1). Times in ms since 1970. */

const line = v.object({
  at: v.number(),
  from: v.picklist(['you', 'us', 'system']),
  /** Empty where none is known. */
  name: v.string(),
  kind: v.string(),
  /** As it reads now. */
  text: v.optional(v.string()),
  edited: v.optional(v.literal(true)),
  deleted: v.optional(v.literal(true)),
  file: v.optional(v.object({ name: v.string(), type: v.string(), size: v.number() })),
  /** The page it was written from. */
  page: v.optional(v.object({ url: v.string(), title: v.string() })),
  /** Left for later, with a form. */
  request: v.optional(v.literal(true)),
  /** What was asked before the conversation began, and what you said to it. */
  answers: v.optional(v.array(v.object({ ask: v.string(), answer: v.string() }))),
  /** The words by which you were invited to begin. */
  invited: v.optional(v.string()),
  /** Whom it went to, or who came. */
  to: v.optional(v.string()),
  score: v.optional(v.number()),
  comment: v.optional(v.string()),
  phone: v.optional(v.string()),
  /** When you are to be called; null: as soon as somebody can. */
  when: v.optional(v.nullable(v.number())),
  done: v.optional(v.boolean()),
});

const fields = v.record(v.string(), v.string());
const attributes = v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])));

export const ownDataSchema = /*#__PURE__*/ v.object({
  exportedAt: v.number(),
  contact: fields,
  /** What pages have told of you by names of their own. */
  attributes,
  /** What the site has signed of you. */
  verified: v.optional(v.object({ site: v.string(), person: v.string(), fields, attributes, at: v.number() })),
  visits: v.array(v.looseObject({ visit: v.number(), at: v.number() })),
  conversations: v.array(
    v.object({
      id: v.string(),
      site: v.string(),
      state: v.string(),
      startedAt: v.number(),
      lines: v.array(line),
      /** The last line seen, by number. */ read: v.number(),
    }),
  ),
  /** Conversations that are damaged and cannot be read for now, by id; absent: none. */
  unreadable: v.optional(v.array(v.string())),
  /** What is known of you, your visits included, is damaged and cannot be read for now. */
  cardUnreadable: v.optional(v.literal(true)),
  /** Letters about them: answers that you had not seen, and copies that you asked for. Where they went stands on no list; it is your address above. */
  letters: v.array(v.object({ at: v.number(), kind: v.string(), state: v.string(), conversation: v.string() })),
});
export type OwnData = v.InferOutput<typeof ownDataSchema>;
export type OwnLine = v.InferOutput<typeof line>;

/** Why no code was sent: `no-address` also where the card has another one now than that to which the first letter went. */
export type CodeFailure = 'no-address' | 'too-many' | 'not-sent' | 'not-needed';
/** `POST /api/own-data/code` (PRIV5): where it went, as `a…@example.com`; 403 `no-address`, 409 `not-needed`, 429 `too-many`, 503 `not-sent`. */
export const ownCodeSchema = /*#__PURE__*/ v.object({ to: v.string() });
/** `POST /api/own-data/confirm`: the code that came by mail; 403 `wrong-code`, and after five of them another one has to be sent. */
export const ownConfirmSchema = /*#__PURE__*/ v.object({ code: v.pipe(v.string(), v.regex(/^\d{8}$/)) });

/** `POST /api/own-data/erase`; 403 `confirm` where a code has to be said first (so `GET` too), `suspended` or `not-offered`, 404, 503 `retry`. */
export const ownErasureSchema = /*#__PURE__*/ v.object({ conversations: v.number() });
