import * as valibot from 'valibot';
import type { Plugin } from 'vite';

/**
 * What the panel leaves at home, to stay within its bytes. These modules are replaced; everything else is the same code as in
 * the operator's app.
 *
 * - `valibot`: commands are parsed at the server's edge. `schema/commands` is here for its `decide` alone, so every schema is
 *   undefined in this build, and parsing would be a mistake that throws.
 * - `client/replicas/provider-feed.ts`: the stock y-websocket provider can write and tell of presence; a visitor only reads.
 * - the commands of operators: the policy table grants none of them to a visitor.
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
      if (STAFF_COMMANDS.test(source)) return NO_COMMANDS;
      if (source.endsWith('/provider-feed.ts') && importer?.endsWith('/client/create-client.ts'))
        return `${here}/read-only-feed.ts`;
      return null;
    },
    transform: (code, id) => (id.includes('/yjs/dist/yjs.mjs') ? { code: withoutUnusedTypes(code), map: null } : null),
    load: (id) => {
      if (id === NO_SCHEMAS) return noSchemas();
      return id === NO_COMMANDS ? STAFF_VERBS.map((name) => `export const ${name} = {};`).join('\n') : null;
    },
  };
}

const NO_SCHEMAS = '\0holdline-no-schemas';
const NO_COMMANDS = '\0holdline-no-staff-commands';
/** Files of `schema/commands` whose verb the policy table never grants to a visitor, so that nothing here decides them. */
const STAFF_COMMANDS = /\/(conversation-(take|hand-over|close|reopen)|note-add|operator-add)\.ts$/;
const STAFF_VERBS = [
  'conversationTake',
  'conversationHandOver',
  'conversationClose',
  'conversationReopen',
  'noteAdd',
  'operatorAdd',
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

/** The kinds of shared type that no document of a visitor holds, and where Yjs names them. */
const UNUSED_TYPES: readonly (readonly [found: string, replaced: string])[] = [
  ['  readYText,\n  readYXmlElement,\n  readYXmlFragment,\n  readYXmlHook,\n  readYXmlText\n', ''],
  ['return this.get(name, YText)', 'return this.get(name)'],
  ['(this.get(name, YXmlElement))', '(this.get(name))'],
  ['return this.get(name, YXmlFragment)', 'return this.get(name)'],
  ['cleanupYTextAfterTransaction(transaction);', ''],
];

/** Yjs without text and XML types. Throws when Yjs has changed in these places: then this list must be looked at again. */
function withoutUnusedTypes(code: string): string {
  return UNUSED_TYPES.reduce((text, [found, replaced]) => {
    if (!text.includes(found)) throw new Error(`Yjs has changed: lean-plugin.ts does not find "${found}"`);
    return text.replace(found, replaced);
  }, code);
}
