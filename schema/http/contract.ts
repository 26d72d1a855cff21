import * as v from 'valibot';
import { atMost } from '../at-most.ts';
import { commandSchema } from '../commands/command.ts';
import { COMMANDS_PER_REQUEST } from '../limits.ts';
import { talkIdSchema } from '../room/room-id.ts';
import { staffRoleSchema } from '../words.ts';

/**
 * The contract of `/api`. Sign-in lives under `/api/auth/*` (better-auth). An answer that is not 2xx is a problem:
 * `{ error: string, detail?: string }`.
 */

/** `POST /api/commands`: the second door. Decided in order; the results come in the same order. */
export const commandsRequestSchema = /*#__PURE__*/ v.object({
  commands: v.pipe(v.array(commandSchema), v.minLength(1), v.maxLength(COMMANDS_PER_REQUEST)),
});

const author = v.object({ kind: v.picklist(['visitor', 'operator', 'system']), id: v.string(), name: v.string() });
const change = v.object({
  seq: v.number(),
  at: v.number(),
  by: author,
  kind: v.picklist(['said', 'taken', 'handed-over', 'closed', 'reopened']),
  text: v.optional(v.string()),
  id: v.string(),
});

const commandResultSchema = /*#__PURE__*/ v.variant('status', [
  v.object({ status: v.literal('accepted'), seq: v.number(), at: v.number() }),
  v.object({ status: v.literal('rejected'), rejection: v.looseObject({ reason: v.string() }) }),
  v.object({ status: v.literal('held'), changes: v.array(change) }),
  v.object({ status: v.literal('retry'), after: v.number() }),
]);

export const commandsResponseSchema = /*#__PURE__*/ v.object({
  results: v.array(v.object({ id: v.string(), result: commandResultSchema })),
  serverTime: v.number(),
});

/**
 * `GET /api/conversations/<conversation>/chapters/<number>`: a sealed chapter as a Yjs update, version 1. With the document's
 * `epoch` (what stands before the dot in a chapter's own) the answer may be kept for ever; 404 when it is another one's.
 */
export const chapterAddressSchema = /*#__PURE__*/ v.object({
  conversation: talkIdSchema,
  number: v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/), v.transform(Number)),
  epoch: v.optional(v.pipe(v.string(), v.maxLength(40))),
});

/** `GET /api/session`: who the server takes you for. */
export const sessionResponseSchema = /*#__PURE__*/ v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  role: staffRoleSchema,
});

/**
 * `GET /api/setup`: whether the workspace has no owner yet. `POST /api/setup`: makes the first one, with the token of the link
 * that the start prints, `/setup#token=<token>`; 403 `wrong-token`, 409 `address-in-use`. It does not sign in.
 */
export const setupStateSchema = /*#__PURE__*/ v.object({ needed: v.boolean() });
export const setupRequestSchema = /*#__PURE__*/ v.object({
  token: v.pipe(v.string(), v.minLength(20), v.maxLength(100)),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), atMost(120)),
  email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.email()),
  password: v.pipe(v.string(), v.minLength(10), v.maxLength(200)),
});

/** `GET /api/people`. */
export const peopleResponseSchema = /*#__PURE__*/ v.object({
  people: v.array(v.object({ id: v.string(), name: v.string(), email: v.string(), role: staffRoleSchema })),
});

/** `DELETE /api/contacts/<visitor>`: everything of a person is gone; 404 `not-found`, 503 `retry`. */
export const erasedResponseSchema = /*#__PURE__*/ v.object({ conversations: v.number() });

export const problemSchema = /*#__PURE__*/ v.object({ error: v.string(), detail: v.optional(v.string()) });
