import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { PublicSite } from '#schema/site/site-settings.ts';
import type { ServedFile } from './served-file.ts';

const brotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
/** How much is done for the size of a file: for one that is made once as much as can be, for one that is made each time a hundredth of it. */
const compress = {
  kept: { br: (bytes: Buffer) => brotli(bytes), gzip: (bytes: Buffer) => compressGzip(bytes) },
  passing: {
    br: (bytes: Buffer) => brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
    // Not less: with less the loader alone is beyond its 4 KB (WID7).
    gzip: (bytes: Buffer) => compressGzip(bytes),
  },
} as const;
/** Files that are kept; of more sites than that the one that was made first is made anew when it is asked for. */
const KEPT = 100;

export interface WidgetLoader {
  /** Of a site that somebody has added; null: it is not used any more. */
  readonly ofSite: (loader: ServedFile, site: PublicSite | null) => ServedFile;
  /** Of whatever an address says: made each time, cheaply, and no other file has to make room for it. */
  readonly passing: (loader: ServedFile, site: PublicSite) => ServedFile;
}

/**
 * The loader as the pages of one site get it: with that site's settings before it, as a property of its module, so that the page
 * asks for nothing more than this one file.
 */
export function createWidgetLoader(): WidgetLoader {
  const made = new Map<string, ServedFile>();
  return {
    ofSite: (loader, site) => {
      const before = site === null ? '' : toldBefore(site);
      const key = `${loader.etag} ${before}`;
      const known = made.get(key);
      if (known !== undefined) return known;
      const file = fileOf(
        site === null
          ? Buffer.from('/* This site is not used any more, or not on pages of this address. */\n')
          : Buffer.concat([Buffer.from(before), loader.bytes]),
        'kept',
      );
      const [first] = made.keys();
      if (made.size >= KEPT && first !== undefined) made.delete(first);
      made.set(key, file);
      return file;
    },
    passing: (loader, site) => fileOf(Buffer.concat([Buffer.from(toldBefore(site)), loader.bytes]), 'passing'),
  };
}

/** JSON is JavaScript, and this is a file of its own, never a part of a page. */
export const toldBefore = (site: PublicSite): string => `import.meta.site=${JSON.stringify(site)};\n`;

function fileOf(bytes: Buffer, effort: keyof typeof compress): ServedFile {
  const forms = new Map<'br' | 'gzip', Promise<Buffer>>();
  return {
    bytes,
    type: 'text/javascript; charset=utf-8',
    etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    encoded: (encoding) => {
      const form = forms.get(encoding) ?? compress[effort][encoding](bytes);
      forms.set(encoding, form);
      return form;
    },
  };
}
