import type { IncomingMessage } from 'node:http';
import { BEARER_PREFIX } from '#schema/wire/frames.ts';
import type { Caller } from '../listen/wire.ts';
import type { Identity } from '../ports.ts';

/**
 * Recognises the caller of an upgrade. A browser sends its cookies with any page's socket, so a caller without a bearer token
 * must come from our own pages; a bearer token cannot be sent by another's page, and visitors' pages are anywhere.
 */
export async function recognise(
  request: IncomingMessage,
  identity: Identity,
  publicUrl: string | null,
): Promise<Caller> {
  const bearer = bearerOf(request);
  if (bearer === null && request.headers.cookie !== undefined && !isOwnOrigin(request, publicUrl)) {
    return { kind: 'refused', reason: 'forbidden' };
  }
  const headers = bearer === null ? headersOf(request) : NO_HEADERS;
  const actor = await identity.identify(headers, bearer);
  // Its page has the new one in a moment, and comes back with it.
  if (actor === null && bearer !== null && identity.isReplaced?.(bearer) === true)
    return { kind: 'refused', reason: 'restarting' };
  if (actor === null) return { kind: 'refused', reason: 'unauthorized' };
  const isStillKnown = async (): Promise<boolean> => (await identity.identify(headers, bearer)) !== null;
  return { kind: 'known', actor, isStillKnown };
}

/** Whoever shows a token is asked for nothing else, and most sockets do: making headers costs a twentieth of a join. */
const NO_HEADERS = new Headers();

/** What identity may look at; kept with the socket, so no more than that. */
const IDENTIFYING = [
  'cookie',
  'authorization',
  'origin',
  'host',
  'x-forwarded-for',
  'x-forwarded-proto',
  'user-agent',
] as const;

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const name of IDENTIFYING) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}

/** The caller's network address; behind a proxy that we trust, the one that it wrote last. */
export function callerAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined;
  const last = [forwarded].flat().at(-1)?.split(',').at(-1)?.trim();
  return last === undefined || last === '' ? (request.socket.remoteAddress ?? '') : last;
}

function bearerOf(request: IncomingMessage): string | null {
  const { authorization } = request.headers;
  if (authorization?.toLowerCase().startsWith('bearer ')) return authorization.slice(7).trim();
  const protocols = request.headers['sec-websocket-protocol']?.split(',') ?? [];
  const protocol = protocols.map((name) => name.trim()).find((name) => name.startsWith(BEARER_PREFIX));
  return protocol === undefined ? null : protocol.slice(BEARER_PREFIX.length);
}

function isOwnOrigin(request: IncomingMessage, publicUrl: string | null): boolean {
  const { origin, host } = request.headers;
  if (publicUrl !== null && origin === publicUrl) return true;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
