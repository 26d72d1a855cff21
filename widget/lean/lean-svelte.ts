type Cut = readonly [found: string | RegExp, replaced: string];

/** Where the source of Svelte (under `src/`) holds what our panel never runs, and what stands there instead. */
const CUTS: Readonly<Record<string, readonly Cut[]>> = {
  // Always mounted afresh: as a constant, it lets the bundler drop every branch that takes over server-rendered markup.
  'internal/client/dom/hydration.js': [
    ['export let hydrating = false;', 'export const hydrating = false;'],
    ['\thydrating = value;', ''],
  ],
  // Nothing awaits in our components (Svelte's compiler refuses it without its experimental option), so no values come later, …
  'internal/client/reactivity/async.js': [
    [/if \(async\.length === 0 && pending\.length === 0\) \{[\s\S]*?\n\}\n(?=\n\/\*\*)/, 'fn(deriveds);\n}\n'],
    ['var pending = blockers.filter((b) => !b.settled);', ''],
  ],
  // … no change of branches waits for them, …
  'internal/client/dom/blocks/branches.js': [['var defer = should_defer_append();', 'const defer = false;']],
  // … and the one boundary, which Svelte puts around the whole, neither waits nor has anything to show in place of an error:
  // errors go on to whoever mounts.
  'internal/client/dom/blocks/boundary.js': [
    [
      /[\s\S]+/,
      "import { branch } from '../../reactivity/effects.js';\n" +
        'export function boundary(node, _props, children) { branch(() => children(node)); }\n' +
        "export function pending() { throw new Error('Nothing is awaited in the panel'); }\n",
    ],
  ],
  // Classes are whole texts here, …
  'internal/shared/attributes.js': [[/\tif \(directives\) \{[\s\S]*?\n\t\}\n(?=\n\treturn classname)/, '']],
  'internal/client/dom/elements/class.js': [
    [/ else if \(next_classes && [\s\S]*?\n\t\}\n(?=\n\treturn next_classes)/, ''],
  ],
  // … and lists are drawn without moving pictures.
  'internal/client/dom/blocks/each.js': [
    ['var defer = should_defer_append();', 'const defer = false;'],
    ['var is_animated = (flags & EACH_IS_ANIMATED) !== 0;', 'const is_animated = false;'],
  ],
  // A list for its compiler, which no bundler can drop.
  'utils.js': [[/\t\.\.\.DOM_BOOLEAN_ATTRIBUTES,\n/g, '']],
};

/**
 * The source of one file of Svelte (a path below its `src/`) without what our panel never does; the same text when there is no
 * such thing in it. Throws when Svelte has changed in these places.
 */
export function leanSvelte(code: string, file: string): string {
  // Mistakes in taking over markup, and of other kinds, are warned of while developing only.
  if (file === 'internal/client/warnings.js') {
    const names = [...code.matchAll(/^export function (\w+)/gm)].map((match) => match[1]);
    return names.map((name) => `export function ${name}() {}`).join('\n');
  }
  return (CUTS[file] ?? []).reduce((text, [found, replaced]) => {
    const cut = text.replace(found, replaced);
    if (cut === text) throw new Error(`Svelte has changed: lean-svelte.ts does not find ${found} in ${file}`);
    return cut;
  }, code);
}
