import { Hono } from 'hono';
import type { Operation } from '#schema/http/operation.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';

/**
 * The machine behind the workspace, for its admins. A backup is never given out here: it holds everybody's words, all that is signed in
 * and the secret of the installation, and whoever has stolen a session would have it all. It is taken from the server's own
 * folder by those who have the machine.
 */
export function operationRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { backups, doctor, clock } = deps;
  const routes = new Hono<CallerEnv>();
  const state = (): Operation => {
    const { findings, ...round } = doctor.state();
    return {
      serverTime: clock.now(),
      backups: { list: [...backups.list()], running: backups.running(), lastFailure: backups.lastFailure() },
      doctor: { ...round, findings: [...findings] },
    };
  };

  routes.get('/operation', allowed(deps, 'GET /api/operation'), (context) => context.json(state()));
  // Both take a while; whoever began them asks from time to time how far they are.
  routes.post('/operation/backup', allowed(deps, 'POST /api/operation/backup'), (context) => {
    void backups.make('button');
    return context.json(state());
  });
  routes.post('/operation/doctor', allowed(deps, 'POST /api/operation/doctor'), (context) => {
    void doctor.look();
    return context.json(state());
  });
  return routes;
}
