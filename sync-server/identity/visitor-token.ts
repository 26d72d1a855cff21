import { createHash } from 'node:crypto';
import type { VisitorId } from '#schema/ids.ts';

/** `v1_` and 32 random bytes in base64url, made by the visitor's device (docs/decisions/visitor-token.md). */
const VISITOR_TOKEN = /^v1_[A-Za-z0-9_-]{43}$/;

export const isVisitorToken = (token: string): boolean => VISITOR_TOKEN.test(token);

/** The id that belongs to a visitor's token: `v` and the first 16 bytes of the SHA-256 of its characters, in base64url (ID3). */
export function visitorIdOf(token: string): VisitorId {
  const digest = createHash('sha256').update(token, 'ascii').digest();
  return `v${digest.subarray(0, 16).toString('base64url')}` as VisitorId;
}
