import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, parse, type AST } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { leanSvelte } from './lean-svelte.ts';

const svelte = join(dirname(fileURLToPath(import.meta.resolve('svelte/internal/client'))), '..', '..');
const panel = join(import.meta.dirname, '..', 'panel');
const components = readdirSync(panel, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.svelte'));
const stock = (file: string): string => readFileSync(join(svelte, file), 'utf8');

test('WID7 no component of the panel asks for what is cut out of Svelte: boundaries, values that come later, what can be broken off, classes by condition, attributes in a heap, properties it changes', () => {
  expect(components.length).toBeGreaterThan(5);
  for (const name of components) {
    const { code } = compile(readFileSync(join(panel, name), 'utf8'), { runes: true, fragments: 'tree' }).js;
    expect(code, name).not.toMatch(/\$\.(boundary|pending|async\w*|await\w*|run_after_blockers|save|snapshot|proxy)\(/);
    expect(code, name).not.toMatch(/getAbortSignal|\bsettled\(/);
    expect(code, name).not.toMatch(
      /\$\.(clsx|prop|animation|transition|attribute_effect|element)\(|\$\.set_class\([^\n]*\{ /,
    );
  }
});

/** Every node of a component's markup. */
function* nodesOf(value: unknown): Generator<AST.SvelteNode> {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value) yield value as AST.SvelteNode;
  for (const inner of Object.values(value)) yield* nodesOf(inner);
}

test('WID7 no list of the panel has anything in place of an empty one', () => {
  const lists = components
    .flatMap((name) => [...nodesOf(parse(readFileSync(join(panel, name), 'utf8'), { modern: true }).fragment)])
    .filter((node) => node.type === 'EachBlock');
  expect(lists.length).toBeGreaterThan(5);
  for (const list of lists) expect(list.fallback).toBe(undefined);
});

test('WID7 what waits for values is gone from Svelte, what computes them stays', () => {
  const lean = leanSvelte(stock('internal/client/reactivity/async.js'), 'internal/client/reactivity/async.js');
  const flatten = /export function flatten\([\s\S]*?\n\}/.exec(lean)?.[0];
  expect(flatten).toContain('fn(deriveds);');
  expect(flatten).not.toMatch(/blocker_promise|increment_pending|pending/);
  expect(lean).toContain('export function run_after_blockers');
});

test('a Svelte that has changed where we cut stops the build, and other files stay as they are', () => {
  expect(() => leanSvelte('export const x = 1;', 'internal/client/dom/blocks/each.js')).toThrow('Svelte has changed');
  expect(() => leanSvelte('export const x = 1;', 'utils.js')).toThrow('Svelte has changed');
  const props = stock('internal/client/reactivity/props.js');
  expect(leanSvelte(props, 'internal/client/reactivity/props.js')).toBe(props);
});
