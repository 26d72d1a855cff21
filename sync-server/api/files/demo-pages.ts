import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Hono } from 'hono';
import * as v from 'valibot';
import { DEFAULT_SITE, siteIdSchema } from '#schema/site/site-id.ts';
import type { SitesRoom } from '../../sites/sites.ts';
import { problem } from '../problem.ts';
import { createFolder, FRESH, sendFile } from './served-file.ts';

/** A shop with the widget, under a policy as strict as a careful shop's: it shows that the widget needs no exception. */
export const demoPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** A way to another page of the shop; its pictures and styles are the same for all sites. */
const WAY = /href="(\/demo\/(?:[a-z]+\.html)?)"/g;
const GONE = '<p class="gone" role="status">This site is archived in the settings: its pages have no chat.</p>';

/** The shop with the chat of a site as it is set: the default one's, or the one that the address says, then on all its pages. */
export function demoPages(root: string, sites: Pick<SitesRoom, 'find'>): Hono {
  const find = createFolder(join(root, 'widget', 'demo'));
  const findPage = async (path: string) => {
    for (const name of path === '' ? ['index.html'] : [path, `${path}.html`, `${path}/index.html`]) {
      const file = await find(name);
      if (file !== null) return file;
    }
    return null;
  };
  return new Hono().on('GET', ['/demo', '/demo/*'], async (context) => {
    const path = context.req.path.replace(/^\/demo\/?/, '').replace(/\/$/, '');
    const file = await findPage(path);
    if (file === null) return problem(context, 404, 'not-found');
    if (!file.type.startsWith('text/html')) return sendFile(context, file, FRESH);
    const site = v.safeParse(siteIdSchema, context.req.query('site') ?? DEFAULT_SITE);
    if (!site.success) return problem(context, 404, 'not-found');
    const nonce = randomBytes(16).toString('base64');
    const query = site.output === DEFAULT_SITE ? '' : `?site=${site.output}`;
    context.header('content-security-policy', demoPolicy(nonce));
    context.header('cache-control', 'no-store');
    return context.html(
      file.bytes
        .toString('utf8')
        .replaceAll('__NONCE__', nonce)
        .replace('src="/widget.js"', `src="/widget.js${query}"`)
        .replaceAll(WAY, `href="$1${query}"`)
        .replace('<main', sites.find(site.output)?.archived === true ? `${GONE}<main` : '<main'),
    );
  });
}
