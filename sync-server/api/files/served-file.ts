import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';

/** A file from disk as it is sent: read once for each version of it. */
export interface ServedFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly etag: string;
  /** Its smaller form in this encoding, found or made when it is first asked for; null for what is compressed already. */
  readonly encoded: (encoding: Encoding) => Promise<Buffer | null>;
}

type Encoding = 'br' | 'gzip';

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  // Types, to be read and saved by a person.
  '.ts': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.json', '.map', '.webmanifest', '.svg', '.txt', '.ts', '.ico']);

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

const compressed: { readonly [E in Encoding]: (bytes: Buffer) => Promise<Buffer> } = {
  br: (bytes) => compressBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => compressGzip(bytes, { level: 9 }),
};
/** How the build names what it has compressed. */
const ENDINGS: { readonly [E in Encoding]: string } = { br: '.br', gzip: '.gz' };

/**
 * The build leaves each file of the app beside its compressed forms, as small as they can be; the first page of a server that just
 * started would wait a quarter of a second for them. What has none is compressed here.
 */
async function smaller(path: string, changedAt: number, bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  const built = `${path}${ENDINGS[encoding]}`;
  const stats = await stat(built).catch(() => null);
  // An older one is of another version.
  if (stats === null || stats.mtimeMs < changedAt) return compressed[encoding](bytes);
  return readFile(built);
}

async function read(path: string, changedAt: number): Promise<ServedFile> {
  const bytes = await readFile(path);
  const extension = extname(path);
  const isSmall = !COMPRESSIBLE.has(extension) || bytes.length < 1024;
  const forms = new Map<Encoding, Promise<Buffer>>();
  return {
    bytes,
    type: TYPES[extension] ?? 'application/octet-stream',
    etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    encoded: async (encoding) => {
      if (isSmall) return null;
      const form = forms.get(encoding) ?? smaller(path, changedAt, bytes, encoding);
      forms.set(encoding, form);
      form.catch(() => forms.delete(encoding));
      return form;
    },
  };
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** The files of one folder, by their path in it as an address has it; null for what is no file there. Nothing outside can be named. */
export function createFolder(folder: string): (path: string) => Promise<ServedFile | null> {
  const root = resolve(folder);
  const cache = new Map<string, { readonly version: string; readonly file: Promise<ServedFile> }>();
  return async (address) => {
    const path = decoded(address);
    if (path === null || path.includes('\0')) return null;
    const full = resolve(root, `.${sep}${path}`);
    if (!full.startsWith(root + sep)) return null;
    const stats = await stat(full).catch(() => null);
    if (stats === null || !stats.isFile()) return null;
    const version = `${stats.mtimeMs} ${stats.size}`;
    const known = cache.get(full);
    if (known?.version === version) return known.file;
    const file = read(full, stats.mtimeMs);
    cache.set(full, { version, file });
    file.catch(() => cache.delete(full));
    return file;
  };
}

/** Answers with a file: 304 when the caller has it, else in the smallest form that the caller takes. */
export async function sendFile(context: Context, file: ServedFile, cacheControl: string): Promise<Response> {
  context.header('cache-control', cacheControl);
  context.header('etag', file.etag);
  context.header('vary', 'accept-encoding', { append: true });
  if (context.req.header('if-none-match')?.includes(file.etag)) return context.body(null, 304);
  context.header('content-type', file.type);
  const taken = context.req.header('accept-encoding') ?? '';
  for (const encoding of ['br', 'gzip'] as const) {
    if (!new RegExp(`\\b${encoding}\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))`).test(taken)) continue;
    const bytes = await file.encoded(encoding);
    if (bytes === null) continue;
    context.header('content-encoding', encoding);
    return context.body(new Uint8Array(bytes));
  }
  return context.body(new Uint8Array(file.bytes));
}

export const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Kept, but asked for each time. */
export const FRESH = 'no-cache';
