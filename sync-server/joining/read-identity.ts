import * as v from 'valibot';
import { attributesSchema } from '#schema/commands/contact-describe.ts';
import { contactUpdate } from '#schema/commands/contact-update.ts';
import type { Claims } from '#schema/conversation/known-person.ts';
import {
  IDENTITY_SKEW,
  IDENTITY_TOKEN_LENGTH,
  IDENTITY_TOKEN_LIFE,
  type IdentifyProblem,
} from '#schema/http/identity.ts';
import { fail, ok, type Result } from '#schema/result.ts';

/** Whom a site has signed. */
export interface SignedIdentity {
  /** By which the site knows them. */
  readonly person: string;
  readonly fields: Claims;
}

const claims = v.object({
  exp: v.pipe(v.number(), v.finite()),
  aud: v.union([v.string(), v.pipe(v.array(v.string()), v.length(1))]),
  // As it is: whatever made two of them one would give the one's account to the other.
  sub: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(200),
    v.check((text) => text.isWellFormed() && text.trim() === text),
  ),
  ...contactUpdate.payload.entries,
  attributes: v.optional(attributesSchema),
});

/**
 * Reads a JWT that is signed with one of the secrets of a site (IDENT2): HS256 and nothing else, for this site and no other, with an end
 * that is not further than a day. The library is read with the first one.
 */
export async function readIdentity(
  token: string,
  { site, secrets, now }: { readonly site: string; readonly secrets: readonly string[]; readonly now: number },
): Promise<Result<SignedIdentity, IdentifyProblem>> {
  if (token.length > IDENTITY_TOKEN_LENGTH) return fail('too-large');
  if (secrets.length === 0) return fail('no-secret');
  const { jwtVerify, errors } = await import('jose');
  const options = {
    algorithms: ['HS256'],
    audience: site,
    clockTolerance: IDENTITY_SKEW / 1_000,
    requiredClaims: ['exp', 'sub', 'aud'],
    currentDate: new Date(now),
  };
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), options);
      return signedOf(payload, now);
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed) continue;
      if (error instanceof errors.JWTExpired) return fail('expired');
      if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') return fail('wrong-site');
      return fail('bad-token');
    }
  }
  return fail('bad-token');
}

function signedOf(payload: unknown, now: number): Result<SignedIdentity, IdentifyProblem> {
  const parsed = v.safeParse(claims, payload);
  if (!parsed.success) return fail('bad-token');
  const { exp, sub: person, name, email, phone, address, attributes } = parsed.output;
  if (exp * 1_000 - now > IDENTITY_TOKEN_LIFE + IDENTITY_SKEW) return fail('too-long');
  const given = Object.entries({ name, email, phone, address, attributes }).filter(([, value]) => value !== undefined);
  return ok({ person, fields: Object.fromEntries(given) });
}
