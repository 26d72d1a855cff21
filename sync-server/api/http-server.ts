import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

/**
 * The one HTTP server, not yet listening; main.ts gives its `upgrade` events to the street. Requests must come in whole within
 * half a minute, so that slow ones do not hold connections.
 */
export function createHttpServer(app: Hono): Server {
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 },
    (request, response) => void answer(request, response),
  );
}
