import type { MiddlewareHandler } from 'hono';

/** What every answer says to browsers; a route that knows better has said so before. */
export function securityHeaders(publicUrl: string | null): MiddlewareHandler {
  const headers: readonly (readonly [string, string])[] = [
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'strict-origin-when-cross-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
  ];
  const isHttps = publicUrl?.startsWith('https:') ?? false;
  return async (context, next) => {
    await next();
    for (const [name, value] of headers) if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    if (isHttps) context.res.headers.set('strict-transport-security', 'max-age=31536000');
  };
}
