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
  // … none are counted, nothing is held back for them, and no batch of changes is a fork of another, …
  'internal/client/reactivity/batch.js': [
    [/\t#is_deferred\(\) \{[\s\S]*?\n\t\}\n/, ''],
    ['if (!this.#is_deferred()) this.discard();', 'this.discard();'],
    [/\t\tif \(this\.#is_deferred\(\)\) \{[\s\S]*?\n\t\t\}\n/, ''],
    [/\t#is_skipped\(effect\) \{[\s\S]*?\n\t\}\n/, ''],
    [/\tskip_effect\(effect\) \{[\s\S]*?\n\t\}\n/, ''],
    [/\tunskip_effect\(effect, [\s\S]*?\n\t\}\n/, ''],
    [' || this.#skipped_branches.has(effect);', ';'],
    [/\t\t\t\t\/\/ A batch was unskipped in a later batch[\s\S]*?\n\t\t\t\t\}\n/, ''],
    ['\t#skipped_branches = new Map();', ''],
    ['\t#unskipped_branches = new Set();', ''],
    ['\t#blocking_pending = new Map();', ''],
    ['\t#pending = 0;', ''],
    ['this.#pending === 0 && ', ''],
    [/\tincrement\(blocking, effect\) \{[\s\S]*?\n\t\}\n/, ''],
    [/\tdecrement\(blocking, effect\) \{[\s\S]*?\n\t\}\n/, ''],
    ['\t#decrement_queued = false;', ''],
    [/ && !batch\.#decrement_queued/g, ''],
    ['\tasync_deriveds = new Map();', ''],
    [/\t\tfor \(const \[effect, deferred\] of batch\.async_deriveds\) \{[\s\S]*?\n\t\t\}\n/, ''],
    ['\t\tbatch.async_deriveds.clear();', ''],
    [' && !this.async_deriveds.has(effect)', ''],
    [/\t\tfor \(const deferred of this\.async_deriveds\.values\(\)\) \{[\s\S]*?\n\t\t\}\n/, ''],
    [/\t\t\t\tfor \(const \[effect, deferred\] of this\.async_deriveds\) \{[\s\S]*?\n\t\t\t\t\}\n/, ''],
    ['\tis_fork = false;', ''],
    ['!batch.is_fork && this', 'this'],
    [/\t\tif \(!this\.is_fork\) \{\n\t\t\tsource\.v = value;\n\t\t\}/, 'source.v = value;'],
    ['\t\tthis.#new_effects.push(effect);', ''],
    ['\t#new_effects = [];', ''],
    ['of this.#new_effects)', 'of [])'],
    [' &&\n\t\t\t\teffect.ac === null', ''],
    // Nobody waits for a batch to be done.
    [/\t\tthis\.#deferred\?\.resolve\(\);\n/g, ''],
  ],
  // … nothing that was begun is broken off (getAbortSignal), …
  'internal/client/reactivity/effects.js': [
    [/\t\tconst controller = effect\.ac;[\s\S]*?\n\t\t\}\n(?=\n\t\tvar next)/, ''],
    ['\t\tac: null\n', ''],
    // … and pausing what goes (of a list) asks no moving picture to end first, …
    [/\tvar t = effect\.nodes && effect\.nodes\.t;\n\n\tif \(t !== null\) \{[\s\S]*?\n\t\}\n/g, ''],
    [/\tvar remaining = transitions\.length;[\s\S]*?\} else \{\n(\t\tfn\(\);\n)\t\}\n/, '$1'],
    [/\tvar transitions = effect\.nodes && effect\.nodes\.t;\n\n\tif \(transitions !== null\) \{[\s\S]*?\n\t\}\n/, ''],
  ],
  'internal/client/reactivity/deriveds.js': [
    ['\t\tac: null\n', ''],
    ['if (e.teardown || e.ac) {', 'if (e.teardown) {'],
    [/\t\t\tif \(e\.ac !== null\) \{[\s\S]*?\n\t\t\t\}\n/, ''],
    ['!current_batch?.is_fork || derived.deps === null', 'true'],
    [' || current_batch?.is_fork', ''],
  ],
  'internal/client/runtime.js': [
    ['var is_fork = current_batch?.is_fork;', 'const is_fork = false;'],
    [/\tif \(reaction\.ac !== null\) \{[\s\S]*?\n\t\}\n/, ''],
    [/\t\tif \(derived\.ac !== null\) \{[\s\S]*?\n\t\t\}\n/, ''],
  ],
  'internal/client/reactivity/sources.js': [['!batch.is_fork && ', '']],
  // … no change of branches waits for them, and none leaves slowly: the new one is drawn, and the one before it goes, …
  'internal/client/dom/blocks/branches.js': [
    [
      /[\s\S]+/,
      "import { branch, destroy_effect } from '../../reactivity/effects.js';\n" +
        'export class BranchManager {\n  #key = {};\n  #effect = null;\n' +
        '  constructor(anchor) { this.anchor = anchor; }\n' +
        '  ensure(key, fn) {\n    if (key === this.#key) return;\n    this.#key = key;\n    const before = this.#effect;\n' +
        '    this.#effect = fn && branch(() => fn(this.anchor));\n    if (before) destroy_effect(before);\n  }\n}\n',
    ],
  ],
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
  // … and lists are drawn without moving pictures, without anything in place of an empty one, and at once.
  'internal/client/dom/blocks/each.js': [
    ['var defer = should_defer_append();', 'const defer = false;'],
    ['var is_animated = (flags & EACH_IS_ANIMATED) !== 0;', 'const is_animated = false;'],
    [/\t\tif \(fallback !== null\) \{[\s\S]*?\n\t\t\}\n/, ''],
    [/\t\tif \(length === 0 && fallback_fn && !fallback\) \{[\s\S]*?\n\t\t\}\n/, ''],
    ['\t\tstate.fallback = fallback;', ''],
    [' && current !== state.fallback', ''],
    [/\t\tstate\.pending\.delete\(batch\);/g, ''],
    ['\t\t\tpending.set(batch, keys);', ''],
    [' && state.pending.size === 0;', ';'],
    [/\tif \(state\.pending\.size > 0\) \{[\s\S]*?\n\t\}\n/, ''],
    ['items, pending, outrogroups: null, fallback }', 'items }'],
    // Whatever leaves a list has left when it is told to.
    [/\t\t\t\tif \(group\) \{[\s\S]*?\} else \{\n(\t+remaining -= 1;\n)\t\t\t\t\}\n/, '$1'],
    [/ else \{\n\t\tgroup = \{[\s\S]*?\n\t\}\n/, '\n'],
    [/\t\tif \(state\.outrogroups !== null\) \{[\s\S]*?\n\t\t\}\n/, ''],
    [/\tif \(state\.outrogroups !== null\) \{[\s\S]*?\n\t\}\n/, ''],
  ],
  // Attributes are named one by one, and what a choice needs comes with the part that has one.
  'internal/client/dom/elements/attributes.js': [
    [/import \{\n\tinit_select,[\s\S]*?\} from '\.\/bindings\/select\.js';\n/, ''],
    [/export function attribute_effect\([\s\S]*?\n\}\n/, 'export function attribute_effect() {}\n'],
    [/function set_attributes\([\s\S]*?\n\}\n/, ''],
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
