import * as v from 'valibot';
import { isMailbox, mailServerSchema } from '../mail/mail-server.ts';

/** How letters leave: what admins see and set. No answer holds the password. */

/** The way of a letter, hop by hop, in the order in which it goes. */
export const MAIL_HOPS = ['found', 'reached', 'protected', 'signed-in', 'sender', 'recipient', 'taken'] as const;
export type MailHop = (typeof MAIL_HOPS)[number];

const time = v.pipe(v.number(), v.integer(), v.minValue(0));

const hopFailure = v.object({
  hop: v.picklist(MAIL_HOPS),
  /** What the mail server said, or the machine; for people. */
  detail: v.string(),
});
export type HopFailure = v.InferOutput<typeof hopFailure>;

/** `GET /api/mail`, and the answer to `PUT`. */
export const mailResponseSchema = /*#__PURE__*/ v.object({
  /** Null: nothing is set up. */
  server: v.nullable(mailServerSchema),
  /** `unreadable`: there is one, and the key that opens it is not on this machine. */
  password: v.picklist(['none', 'kept', 'unreadable']),
  /** Set where the server was started: not to be changed here. */
  isByEnvironment: v.boolean(),
  /** Where the links of letters lead; null: nobody has said so, and no letter leaves. */
  address: v.nullable(v.string()),
  /** Letters that wait to leave, and those that left and failed in the last day. */
  waiting: v.number(),
  sent: v.number(),
  failed: v.number(),
  /** Why the last try failed; null when it did not. */
  failure: v.nullable(v.object({ ...hopFailure.entries, at: time })),
});
export type MailResponse = v.InferOutput<typeof mailResponseSchema>;

/**
 * `PUT /api/mail`: all of it. `password` absent: the one that is kept stays, if it is for the same account; else 400
 * `password-needed`. `server: null`: no mail any more. 409 `by-environment`; 400 `not-protected` for a password on an open line.
 */
export const mailRequestSchema = /*#__PURE__*/ v.object({
  server: v.nullable(mailServerSchema),
  password: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
});

/** `POST /api/mail/test`: one letter, at once; 429 when the last one was just sent. */
export const mailTestRequestSchema = /*#__PURE__*/ v.object({
  to: v.pipe(v.string(), v.trim(), v.check(isMailbox, 'an e-mail address is needed')),
  language: v.pipe(v.string(), v.regex(/^[a-z]{2}$/)),
});

/** How far it came. */
export const mailTestResponseSchema = /*#__PURE__*/ v.object({
  /** Null: the server has taken it. */
  failure: v.nullable(hopFailure),
  /** What the mail server said at the end. */
  said: v.string(),
});
export type MailTestResponse = v.InferOutput<typeof mailTestResponseSchema>;
