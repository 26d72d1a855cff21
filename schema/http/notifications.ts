import * as v from 'valibot';

/** How a browser is called while no page of the app is open. */

const ENDPOINT_LENGTH = 1_000;
const endpoint = v.pipe(v.string(), v.maxLength(ENDPOINT_LENGTH));
const bytes = (length: number) =>
  v.pipe(
    v.string(),
    v.maxLength(200),
    v.regex(/^[\w-]+=*$/),
    v.check((text) => Math.floor((text.replace(/=+$/, '').length * 3) / 4) === length, `${length} bytes are needed`),
  );

/** `GET /api/notifications`: the key by which browsers subscribe, base64url. */
export const notificationsSchema = /*#__PURE__*/ v.object({ publicKey: v.string() });

/**
 * `PUT /api/notifications/subscription`: as the browser gave it. It belongs to the session that tells it and goes with it; 400 `invalid`
 * for what is no address of a push service.
 */
export const subscriptionSchema = /*#__PURE__*/ v.object({
  endpoint,
  keys: v.object({ p256dh: bytes(65), auth: bytes(16) }),
  language: v.pipe(v.string(), v.regex(/^[a-z]{2}$/)),
});
export type Subscription = v.InferOutput<typeof subscriptionSchema>;

/** `POST /api/notifications/unsubscribe`: an address says more than a log should know, so it stands in the body. */
export const unsubscribeSchema = /*#__PURE__*/ v.object({ endpoint });

/** `POST /api/notifications/test`: sends one push to this browser, at once; 429 when the last one was just sent. */
export const testRequestSchema = /*#__PURE__*/ v.object({
  endpoint,
  /** Comes back with the push. */
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,60}$/)),
});

/** How far it came: what the push service answered, or why it was not asked. */
export const testResponseSchema = /*#__PURE__*/ v.variant('kind', [
  v.object({ kind: v.literal('answered'), status: v.number() }),
  v.object({ kind: v.literal('unreachable') }),
  /** The server knows of no such subscription of this person's. */
  v.object({ kind: v.literal('unknown') }),
]);
export type TestAnswer = v.InferOutput<typeof testResponseSchema>;
