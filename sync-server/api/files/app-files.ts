import { join } from 'node:path';
import { Hono, type Context } from 'hono';
import { problem } from '../problem.ts';
import { createFolder, FRESH, IMMUTABLE, sendFile, type ServedFile } from './served-file.ts';

/** The operators' app: its files, and its one page for every address that is one of the app's own. */

const META_POLICY = /<meta\s+http-equiv="content-security-policy"\s+content="([^"]*)"/i;

/**
 * The page's own policy, which names the hashes of its inline scripts, said again as a header with what a page cannot say of
 * itself. A page that says none may run nothing inline.
 */
function policyOf(page: ServedFile): string {
  const own = META_POLICY.exec(page.bytes.toString('utf8'))?.[1]?.replaceAll('&amp;', '&').replaceAll('&#39;', "'");
  return `${own ?? "default-src 'self'; object-src 'none'; base-uri 'none'"}; frame-ancestors 'none'`;
}

/** A worker lives under the policy of its own file, not of the page: it fetches the app to keep it, and sends the outbox. */
const WORKER_POLICY = "default-src 'self'; frame-ancestors 'none'";

const isPage = (path: string): boolean => !path.startsWith('/_app/') && !(path.split('/').at(-1) ?? '').includes('.');

export function notBuilt(context: Context, what: string): Response {
  return context.text(`The ${what} is not built yet. Run "npm run build", then reload this page.\n`, 503);
}

export function appFiles(root: string): Hono {
  const find = createFolder(join(root, 'build', 'app'));
  const routes = new Hono();
  // What is shared with the app is its worker's to take. Where there is none, none of it is read here, and the page asks for it again.
  routes.post('/share', (context) => context.redirect('/share?again', 303));
  return routes.get('*', async (context) => {
    const { path } = context.req;
    const file = path === '/' ? null : await find(path);
    if (file !== null && path !== '/index.html') {
      if (path === '/sw.js') context.header('content-security-policy', WORKER_POLICY);
      return sendFile(context, file, path.startsWith('/_app/immutable/') ? IMMUTABLE : FRESH);
    }
    if (path !== '/index.html' && !isPage(path)) return problem(context, 404, 'not-found');
    const page = await find('index.html');
    if (page === null) return notBuilt(context, 'app');
    context.header('content-security-policy', policyOf(page));
    return sendFile(context, page, FRESH);
  });
}
