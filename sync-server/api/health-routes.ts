import { timingSafeEqual, createHash } from 'node:crypto';
import { Hono } from 'hono';
import { bearerOf } from '../identity/bearer.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** For machines that watch: alive, ready for traffic, and what is counted. */
export function healthRoutes({ street, metrics, settings }: Pick<ApiDeps, 'street' | 'metrics' | 'settings'>): Hono {
  const routes = new Hono();
  routes.get('/healthz', (context) => context.json({ status: 'alive' }));
  routes.get('/readyz', (context) =>
    street.isReady() ? context.json({ status: 'ready' }) : problem(context, 503, 'not-ready'),
  );
  routes.get('/metrics', async (context) => {
    const given = bearerOf(context.req.raw.headers) ?? '';
    if (settings.metricsToken !== null && !timingSafeEqual(digest(given), digest(settings.metricsToken))) {
      return problem(context, 401, 'unauthorized');
    }
    return context.body(await metrics.text(), 200, { 'content-type': metrics.contentType });
  });
  return routes;
}
