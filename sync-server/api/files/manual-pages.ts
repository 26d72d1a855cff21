import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Hono } from 'hono';
import { DEFAULT_SITE } from '#schema/site/site-id.ts';
import type { SitesRoom } from '../../sites/sites.ts';
import { escapeHtml } from '../../mail/escape-html.ts';
import { problem } from '../problem.ts';
import { notBuilt } from './app-files.ts';
import { demoPolicy } from './demo-pages.ts';
import { createFolder, FRESH, sendFile } from './served-file.ts';

const LANGUAGES = ['en', 'ru', 'pl'] as const;
const FILES = ['manual.css', 'examples.js', 'live.js'];
/** The server as the text of the manual names it. */
const EXAMPLE = 'chat.example';

/** The first language of the caller's that the manual has; English when there is none. */
function languageFor(accepted: string): string {
  const wishes = accepted
    .toLowerCase()
    .split(',')
    .map((wish) => wish.trim().slice(0, 2));
  return wishes.find((wish) => LANGUAGES.some((language) => language === wish)) ?? 'en';
}

/** The manual of the widget: each page under a policy as strict as the demo's, with the address of this server in its code. */
export function manualPages(root: string, publicUrl: string | null, sites: Pick<SitesRoom, 'find'>): Hono {
  const find = createFolder(join(root, 'build', 'widget', 'manual'));
  const routes = new Hono();
  for (const path of ['/docs/widget', ...LANGUAGES.map((language) => `/docs/widget/${language}`)]) {
    routes.get(path, async (context) => {
      const language = path.split('/')[3] ?? languageFor(context.req.header('accept-language') ?? '');
      const page = await find(`${language}.html`);
      if (page === null) return notBuilt(context, 'widget');
      const nonce = randomBytes(16).toString('base64');
      // A caller may name any host, and of a host's signs some mean something in a page, or in a replacement.
      const { origin } = new URL(publicUrl ?? context.req.url);
      const https = escapeHtml(origin);
      const wss = escapeHtml(origin.replace(/^http/, 'ws'));
      context.header('content-security-policy', demoPolicy(nonce));
      context.header('cache-control', 'no-store');
      context.header('vary', 'accept-language');
      return context.html(
        page.bytes
          .toString('utf8')
          .replaceAll('__NONCE__', nonce)
          // Its examples run with the default site's chat.
          .replaceAll('__CHAT__', sites.find(DEFAULT_SITE)?.archived === true ? 'none' : 'here')
          .replaceAll(`https://${EXAMPLE}`, () => https)
          .replaceAll(`wss://${EXAMPLE}`, () => wss),
      );
    });
  }
  return routes.get('/docs/widget/:file', async (context) => {
    const name = context.req.param('file');
    const file = FILES.includes(name) ? await find(name) : null;
    return file === null ? problem(context, 404, 'not-found') : sendFile(context, file, FRESH);
  });
}
