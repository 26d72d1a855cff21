import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { bodyLimit } from 'hono/body-limit';
import { authRoutes } from './auth-routes.ts';
import { avatarRoutes } from './avatar-routes.ts';
import { blockRoutes } from './block-routes.ts';
import { callTimesRoutes } from './call-times-routes.ts';
import { chapterRoutes } from './chapter-routes.ts';
import { commandRoutes } from './command-routes.ts';
import { contactRoutes } from './contact-routes.ts';
import type { ApiDeps } from './deps.ts';
import { appFiles } from './files/app-files.ts';
import { fileRoutes } from './file-routes.ts';
import { chatPage } from './files/chat-page.ts';
import { demoPages } from './files/demo-pages.ts';
import { manualPages } from './files/manual-pages.ts';
import { widgetFiles } from './files/widget-files.ts';
import { healthRoutes } from './health-routes.ts';
import { openApiDocument } from './openapi.ts';
import { historyRoutes } from './history-routes.ts';
import { identifyRoutes, secretRoutes } from './identity-routes.ts';
import { listRoutes } from './list-routes.ts';
import { letterRoutes } from './letter-routes.ts';
import { returnPages } from './letters/return-page.ts';
import { mailRoutes } from './mail-routes.ts';
import { notificationRoutes } from './notification-routes.ts';
import { operationRoutes } from './operation-routes.ts';
import { ownDataRoutes } from './own-data-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { ownPhotoRoutes, photoRoutes } from './photo-routes.ts';
import { problem } from './problem.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import { securityHeaders } from './security-headers.ts';
import { siteRoutes } from './site-routes.ts';
import { uploadRoutes } from './upload-routes.ts';
import { visitorRoutes } from './visitor-routes.ts';
import { wordingsRoutes } from './wordings-routes.ts';
import { workspaceRoutes } from './workspace-routes.ts';
import { createSightings } from '../sites/sightings.ts';

/** Everything that is asked over HTTP: the second door for commands, sign-in, health, and the files of app, widget and demo. */
export function createApi(deps: ApiDeps): Hono {
  const { settings, metrics, log, root } = deps;
  const app = new Hono();

  app.use(async (context, next) => {
    await next();
    metrics.countHttp(context.res.status);
  });
  app.use(securityHeaders(settings.publicUrl));
  app.onError((error, context) => {
    if (error instanceof HTTPException) return problem(context, error.status, 'refused', error.message);
    // The message of a defect may quote what was said; where it happened is enough to find it.
    log.error({ path: context.req.path, at: error.stack?.split('\n').slice(1, 6) }, `a request failed: ${error.name}`);
    return problem(
      context,
      500,
      'defect',
      'Something is broken on the server. Nothing you wrote is lost; it is sent again.',
    );
  });
  app.notFound((context) => problem(context, 404, 'not-found'));

  const sightings = createSightings(deps.clock);
  app.use('/api/*', async (context, next) => {
    await next();
    if (!context.res.headers.has('cache-control')) context.res.headers.set('cache-control', 'no-store');
  });
  app.use('/api/auth/*', bodyLimit({ maxSize: 16 * 1024, onError: (context) => problem(context, 413, 'too-large') }));
  app.route('/api/auth', authRoutes(deps));
  app.route('/api/commands', commandRoutes(deps));
  app.route('/api/conversations', chapterRoutes(deps));
  app.route('/api/files', uploadRoutes(deps));
  app.route('/api/files', fileRoutes(deps));
  app.route('/api', identifyRoutes(deps));
  app.route('/api', secretRoutes(deps));
  app.route('/api', ownDataRoutes(deps));
  app.route('/api/photos', photoRoutes(deps));
  app.route('/api', ownPhotoRoutes(deps));
  app.route('/api', avatarRoutes(deps));
  app.route('/api', peopleRoutes(deps));
  app.route('/api', historyRoutes(deps));
  app.route('/api', workspaceRoutes(deps));
  app.route('/api', listRoutes(deps));
  app.route('/api', scheduleRoutes(deps));
  app.route('/api', callTimesRoutes(deps));
  app.route('/api', siteRoutes({ ...deps, sightings }));
  app.route('/api', blockRoutes(deps));
  app.route('/api', visitorRoutes(deps));
  app.route('/api', operationRoutes(deps));
  app.route('/api', contactRoutes(deps));
  app.route('/api', wordingsRoutes(deps));
  app.route('/api', notificationRoutes(deps));
  app.route('/api', mailRoutes(deps));
  app.route('/api', letterRoutes(deps));
  app.get('/api/openapi.json', (context) =>
    context.json(openApiDocument(settings.publicUrl ?? new URL(context.req.url).origin)),
  );
  app.all('/api/*', (context) => problem(context, 404, 'not-found'));
  app.all('/api', (context) => problem(context, 404, 'not-found'));

  for (const path of ['/sync', '/sync/*', '/watch']) {
    app.all(path, (context) => problem(context, 426, 'upgrade-required', 'This is a WebSocket.'));
  }
  app.route('/', healthRoutes(deps));
  app.route('/', chatPage(deps.sites));
  app.route('/', demoPages(root, deps.sites));
  app.route('/', manualPages(root, settings.publicUrl, deps.sites));
  app.route('/', returnPages());
  app.route('/', widgetFiles({ ...deps, sightings }));
  app.route('/', appFiles(root));
  return app;
}
