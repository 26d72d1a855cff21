import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Hono } from 'hono';
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

export function demoPages(root: string): Hono {
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
    const nonce = randomBytes(16).toString('base64');
    context.header('content-security-policy', demoPolicy(nonce));
    context.header('cache-control', 'no-store');
    return context.html(file.bytes.toString('utf8').replaceAll('__NONCE__', nonce));
  });
}
