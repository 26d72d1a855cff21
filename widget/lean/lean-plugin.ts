import * as valibot from 'valibot';
import type { Plugin } from 'vite';
import { leanSchema } from './lean-schema.ts';
import { leanSvelte } from './lean-svelte.ts';
import { leanLib0, leanYjs } from './lean-yjs.ts';

/**
 * What the panel leaves at home, to stay within its bytes (24 KB of them). Everything else is the same code as in the app.
 *
 * - `valibot`: commands are parsed at the server's edge. `schema/commands` is here for its `decide` alone (lean-schema.ts), so every
 *   schema is undefined in this build, and parsing would be a mistake that throws.
 * - the stock y-websocket provider: it can write and tell of presence; a visitor only reads (client/replicas/read-only-feed.ts).
 * - of Yjs and lib0 what no reader of ours runs (lean-yjs.ts), of Svelte hydration, waiting for values and
 *   deep reactivity (lean-svelte.ts, no-proxy.ts).
 * - `lib0/logging`, which warns of misuse in colours and drags in a DOM library and a schema library; `lib0/environment`, which
 *   asks which runtime this is.
 */
export function leanPlugin(): Plugin {
  return {
    name: 'holdline-lean-panel',
    enforce: 'pre',
    resolveId: (source, importer) => (source === 'valibot' ? NO_SCHEMAS : standInFor(source, importer ?? '')),
    load: (id) => (id === NO_SCHEMAS ? noSchemas() : null),
    transform: (code, id) => ({ code: leanSource(code, id), map: null }),
  };
}

function standInFor(source: string, importer: string): string | null {
  const here = import.meta.dirname;
  if (source === 'lib0/logging') return `${here}/quiet-logging.ts`;
  if (/(lib0|\.)\/environment(\.js)?$/.test(source) && /node_modules\/(lib0|yjs)\//.test(importer))
    return `${here}/browser-environment.ts`;
  if (source.endsWith('/proxy.js') && importer.includes('/svelte/src/internal/client/')) return `${here}/no-proxy.ts`;
  if (source.endsWith('/provider-feed.ts') && importer.endsWith('/client/create-client.ts'))
    return `${here}/../../client/replicas/read-only-feed.ts`;
  return null;
}

function leanSource(code: string, file: string): string {
  if (file.includes('/yjs/dist/yjs.mjs')) return leanYjs(code);
  if (/\/lib0\/(encoding|decoding|string)\.js/.test(file)) return leanLib0(code);
  const ofSvelte = /\/node_modules\/svelte\/src\/(.+\.js)$/.exec(file)?.[1];
  if (ofSvelte !== undefined) return leanSvelte(code, ofSvelte);
  return leanSchema(code, file);
}

const NO_SCHEMAS = '\0holdline-no-schemas';

/** Every name of valibot, so that a new use of it in `schema/` cannot break the build's output. */
function noSchemas(): string {
  const names = Object.keys(valibot).filter((name) => /^[A-Za-z]\w*$/.test(name));
  const parses = /parse|^is$|^assert/i;
  return [
    'const none = /*@__NO_SIDE_EFFECTS__*/ () => undefined;',
    "const refuse = () => { throw new Error('Nothing is parsed in the panel'); };",
    `export { ${names.map((name) => `${parses.test(name) ? 'refuse' : 'none'} as ${name}`).join(', ')} };`,
  ].join('\n');
}
