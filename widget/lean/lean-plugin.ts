import * as valibot from 'valibot';
import type { Plugin } from 'vite';
import { leanSvelte } from './lean-svelte.ts';
import { leanLib0, leanYjs } from './lean-yjs.ts';

/**
 * What the panel leaves at home, to stay within its bytes. These modules are replaced; everything else is the same code as in
 * the operator's app.
 *
 * - `valibot`: commands are parsed at the server's edge. `schema/commands` is here for its `decide` alone, so every schema is
 *   undefined in this build, and parsing would be a mistake that throws.
 * - `client/replicas/provider-feed.ts`: the stock y-websocket provider can write and tell of presence; a visitor only reads.
 * - commands that are never decided on a visitor's device, and the prose of the close codes.
 * - `yjs`: see lean-yjs.ts; `svelte`: see lean-svelte.ts and no-proxy.ts.
 * - `lib0/logging`: Yjs warns of misuse on the console in colours, which drags in a DOM library and a schema library; `lib0/environment` asks which runtime this is.
 */
export function leanPlugin(): Plugin {
  const here = import.meta.dirname;
  return {
    name: 'holdline-lean-panel',
    enforce: 'pre',
    resolveId: (source, importer) => {
      if (source === 'valibot') return NO_SCHEMAS;
      if (source === 'lib0/logging') return `${here}/quiet-logging.ts`;
      if (/(lib0|\.)\/environment(\.js)?$/.test(source) && /node_modules\/(lib0|yjs)\//.test(importer ?? ''))
        return `${here}/browser-environment.ts`;
      if (/\/proxy\.js$/.test(source) && /\/svelte\/src\/internal\/client\//.test(importer ?? ''))
        return `${here}/no-proxy.ts`;
      if (UNDECIDED_COMMANDS.test(source)) return NO_COMMANDS;
      if (source.endsWith('/provider-feed.ts') && importer?.endsWith('/client/create-client.ts'))
        return `${here}/../../client/replicas/read-only-feed.ts`;
      return null;
    },
    transform: (code, id) => {
      if (/\/lib0\/(en|de)coding\.js/.test(id)) return { code: leanLib0(code), map: null };
      if (id.includes('/yjs/dist/yjs.mjs')) return { code: leanYjs(code), map: null };
      if (id.endsWith('/svelte/src/internal/client/dom/hydration.js'))
        return { code: leanSvelte(code, 'hydration.js'), map: null };
      if (id.endsWith('/svelte/src/internal/client/warnings.js'))
        return { code: leanSvelte(code, 'warnings.js'), map: null };
      if (id.endsWith('/schema/wire/close-codes.ts')) return { code: code.replace(CLOSE_CODE_PROSE, ''), map: null };
      if (id.includes('/schema/commands/'))
        return { code: code.replace(PAYLOAD_SCHEMA, 'payload: undefined,'), map: null };
      return null;
    },
    load: (id) => {
      if (id === NO_SCHEMAS) return noSchemas();
      return id === NO_COMMANDS ? UNDECIDED_NAMES.map((name) => `export const ${name} = {};`).join('\n') : null;
    },
  };
}

const NO_SCHEMAS = '\0holdline-no-schemas';
const NO_COMMANDS = '\0holdline-no-commands';
/**
 * Files of `schema/commands` that nothing here decides: the policy table never grants these verbs to a visitor, and a contact's
 * card is not shown to one.
 */
const UNDECIDED_COMMANDS = /\/(conversation-(take|hand-over|close|reopen)|note-add|operator-add|contact-update)\.ts$/;
/** Words for whoever reads the table, not for a machine. */
const CLOSE_CODE_PROSE = /, client: '[^']*'/g;
const PAYLOAD_SCHEMA = /payload: v\.object\([\s\S]*?\),(?=\n {2}decide)/;
const UNDECIDED_NAMES = [
  'conversationTake',
  'conversationHandOver',
  'conversationClose',
  'conversationReopen',
  'noteAdd',
  'operatorAdd',
  'contactUpdate',
];

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
