import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { PublicSite } from '#schema/site/site-settings.ts';
import type { ServedFile } from './served-file.ts';

const compress = { br: promisify(brotliCompress), gzip: promisify(gzip) };
/** Texts of settings that are kept as made files; more sites than that are made anew when they are asked for. */
const KEPT = 100;

/**
 * The loader as the pages of one site get it: with that site's settings before it, as a constant of its module, so that the page
 * asks for nothing more than this one file.
 */
export function createWidgetLoader(): (loader: ServedFile, site: PublicSite | null) => ServedFile {
  const made = new Map<string, ServedFile>();
  return (loader, site) => {
    // JSON is JavaScript, and this is a file of its own, never a part of a page.
    const before = site === null ? '' : `const HOLDLINE_SITE=${JSON.stringify(site)};\n`;
    const key = `${loader.etag} ${before}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const file = fileOf(
      site === null
        ? Buffer.from('/* This site is not used any more, or not on pages of this address. */\n')
        : Buffer.concat([Buffer.from(before), loader.bytes]),
    );
    if (made.size >= KEPT) made.clear();
    made.set(key, file);
    return file;
  };
}

function fileOf(bytes: Buffer): ServedFile {
  const forms = new Map<'br' | 'gzip', Promise<Buffer>>();
  return {
    bytes,
    type: 'text/javascript; charset=utf-8',
    etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    encoded: (encoding) => {
      const form = forms.get(encoding) ?? compress[encoding](bytes);
      forms.set(encoding, form);
      return form;
    },
  };
}
