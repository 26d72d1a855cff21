import { join } from 'node:path';
import { Hono } from 'hono';
import { problem } from '../problem.ts';
import { notBuilt } from './app-files.ts';
import { createFolder, IMMUTABLE, sendFile } from './served-file.ts';

/** The widget for the pages of any site. The loader's name stays the same for ever, so it is kept only for minutes. */
export function widgetFiles(root: string): Hono {
  const find = createFolder(join(root, 'build', 'widget'));
  const routes = new Hono();
  // Named path by path: mounted at the root, a bare `use` would open every other answer to other sites too.
  for (const path of ['/widget.js', '/widget/*']) {
    routes.use(path, async (context, next) => {
      context.header('access-control-allow-origin', '*');
      context.header('cross-origin-resource-policy', 'cross-origin');
      await next();
    });
  }
  routes.get('/widget.js', async (context) => {
    const loader = await find('widget.js');
    return loader === null ? notBuilt(context, 'widget') : sendFile(context, loader, 'public, max-age=300');
  });
  routes.get('/widget/*', async (context) => {
    const file = await find(context.req.path);
    return file === null ? problem(context, 404, 'not-found') : sendFile(context, file, IMMUTABLE);
  });
  return routes;
}
