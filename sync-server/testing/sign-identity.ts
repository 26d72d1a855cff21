import { createHmac } from 'node:crypto';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What a site's own server does: a JWT by HS256, without a library, so that ours is tried by somebody else's hand. Tests only. */
export function signIdentity(
  secret: string,
  claims: { readonly [claim: string]: unknown },
  header: { readonly [field: string]: unknown } = { alg: 'HS256', typ: 'JWT' },
): string {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
