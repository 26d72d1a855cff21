import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Context } from 'hono';
import { PREVIEW_SCHEMES, PREVIEW_STATES } from '#schema/site/preview.ts';
import { SITE_LANGUAGES } from '#schema/site/languages.ts';
import { problem } from '../problem.ts';
import { demoPolicy } from './demo-pages.ts';
import { createFolder } from './served-file.ts';

/**
 * Who has agreed, was invited or has written is not asked and invited again: in the frame nobody has, each time anew. All else is kept, beside
 * what the admin's browser has as a visitor of the site: each stranger would leave a database of their own in it.
 */
const asAStranger = (site: string): string => `if (top !== self) {
        const kept = localStorage;
        const asked = new Map();
        const isAsked = (key) => key.startsWith('holdline:${site}:');
        Object.defineProperty(window, 'localStorage', {
          value: {
            getItem: (key) => (isAsked(key) ? (asked.get(key) ?? null) : kept.getItem('preview-' + key)),
            setItem: (key, text) => (isAsked(key) ? void asked.set(key, text) : kept.setItem('preview-' + key, text)),
            removeItem: (key) => (isAsked(key) ? void asked.delete(key) : kept.removeItem('preview-' + key)),
          },
        });
      }
      `;

/**
 * A page of nobody's with the real widget, for the settings to show what is not saved yet: the app lays it into itself, and no other
 * site can. What it is to look like stands in the address of its loader (widget-files.ts).
 */
export function createPreviewPage(root: string): (context: Context, site: string) => Promise<Response> {
  const find = createFolder(join(root, 'widget', 'demo'));
  return async (context, site) => {
    const page = await find('preview.html');
    if (page === null) return problem(context, 404, 'not-found');
    const nonce = randomBytes(16).toString('base64');
    const language = SITE_LANGUAGES.find((code) => code === context.req.query('language')) ?? 'en';
    const isOpen = context.req.query('open') === '1';
    const shows = PREVIEW_STATES.find((state) => state === context.req.query('shows'));
    const scheme = PREVIEW_SCHEMES.find((each) => each === context.req.query('scheme'));
    const loader = new URLSearchParams({
      site,
      preview: context.req.query('settings') ?? '{}',
      ...(shows !== undefined && { shows }),
      ...(scheme !== undefined && { scheme }),
    });
    context.header(
      'content-security-policy',
      demoPolicy(nonce).replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
    );
    context.header('cache-control', 'no-store');
    return context.html(
      page.bytes
        .toString('utf8')
        .replaceAll('__NONCE__', nonce)
        .replaceAll('__LANGUAGE__', language)
        .replaceAll('__SCHEME__', scheme ?? '')
        // What a query may hold is percent signs, letters and `+`, `&`, `=`: of those only `&` means something in an attribute.
        .replaceAll('__LOADER__', loader.toString().replaceAll('&', '&amp;'))
        // As one that stood open on the page before: it takes the keyboard from nobody, least of all from the field that is typed into.
        .replaceAll(
          '__OPEN__',
          `${shows === undefined ? '' : asAStranger(site)}sessionStorage.setItem('holdline:${site}:open', '${isOpen ? 'yes' : ''}');`,
        ),
    );
  };
}
