import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { openLookup } from './endpoint.ts';
import type { PushAnswer } from './push-queue.ts';

/** One request to a push service. Follows no redirect, reads no body, and looks names up itself (NOTIFY9). */
export type PostPush = (
  url: URL,
  headers: { readonly [name: string]: string },
  body: Uint8Array,
) => Promise<PushAnswer>;

const WITHIN = 10_000;

export function createPushSender({ toLoopback }: { readonly toLoopback: boolean }): PostPush {
  return (url, headers, body) =>
    new Promise((resolve) => {
      const unreachable = (): void => resolve({ kind: 'unreachable' });
      const request = (url.protocol === 'http:' ? httpRequest : httpsRequest)(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': body.length },
        timeout: WITHIN,
        signal: AbortSignal.timeout(WITHIN),
        ...(!toLoopback && { lookup: openLookup }),
      });
      request.on('response', (response) => {
        response.destroy();
        const { statusCode: status = 0, headers: told } = response;
        resolve({ kind: 'answered', status, retryAfter: retryAfterOf(told['retry-after']) });
      });
      request.on('timeout', () => request.destroy());
      request.on('error', unreachable);
      request.end(body);
    });
}

/** Seconds or a date, as ms from now; null when it says nothing we understand. */
export function retryAfterOf(text: string | undefined, now = Date.now()): number | null {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
