import { startServer, type ServerProcess } from '../support/server-process.ts';

/**
 * A server whose clock is so many ms behind: what is said to it now was said then. With `server` the same one goes on, on the same data
 * and with another clock. So a workspace gets a yesterday through its own doors.
 */
export async function startAgo(ms: number, server?: ServerProcess): Promise<ServerProcess> {
  const clock = `const Real = Date;
    const now = () => Real.now() - ${String(ms)};
    globalThis.Date = class extends Real {
      constructor(...given) { if (given.length === 0) super(now()); else super(...given); }
      static now() { return now(); }
    };`;
  const environment = {
    NODE_OPTIONS: ms === 0 ? '' : `--import=data:text/javascript,${encodeURIComponent(clock)}`,
    VISITOR_LIMIT: 'off',
  };
  if (server === undefined) return startServer(environment);
  await server.stop();
  await server.start(environment);
  return server;
}
