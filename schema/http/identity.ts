import * as v from 'valibot';

/** Who visitors are, as their site has signed it (docs/recipes/identity.md). */

/** The longest token that is looked at, characters. */
export const IDENTITY_TOKEN_LENGTH = 4_096;
/** How long at most a token may hold, ms. */
export const IDENTITY_TOKEN_LIFE = 86_400_000;
/** How far the clocks of a site's server and ours may be apart, ms. */
export const IDENTITY_SKEW = 60_000;

const site = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const visitorTokenSchema = /*#__PURE__*/ v.pipe(v.string(), v.regex(/^v1_[\w-]{43}$/, 'a token of a visitor'));

/**
 * `POST /api/identify`, with the visitor's own token as bearer. `next`: the token that the device made to take its place. Without `token`
 * the device asks for the answer that it did not hear.
 */
export const identifyRequestSchema = /*#__PURE__*/ v.object({
  site,
  next: visitorTokenSchema,
  token: v.optional(v.string()),
});

export const IDENTIFY_PROBLEMS = [
  'bad-token',
  'expired',
  'wrong-site',
  'too-long',
  'too-large',
  'no-secret',
  /** This device speaks for somebody else, who has to sign out first. */
  'other-person',
  /** The device's own token speaks for nobody any more. */
  'signed-out',
] as const;
export type IdentifyProblem = (typeof IDENTIFY_PROBLEMS)[number];

/** `joined`: from now on `next` is the device's token. `known`: it was this person already. */
export const identifyResponseSchema = /*#__PURE__*/ v.object({ status: v.picklist(['joined', 'known']) });
export type IdentifyResponse = v.InferOutput<typeof identifyResponseSchema>;

/** `GET /api/sites/:site/secrets`, `POST` the same for a new one, `DELETE …/:number` to end one. */
const siteSecret = v.object({
  number: v.number(),
  secret: v.string(),
  /** ms. */
  at: v.number(),
});
export type SiteSecret = v.InferOutput<typeof siteSecret>;
export const siteSecretsResponseSchema = /*#__PURE__*/ v.object({
  /** The newest first; with two, both hold. */
  secrets: v.array(siteSecret),
});
