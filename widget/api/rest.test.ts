import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Loader } from './rest-contract.ts';
import { LIMITS } from '../loader/limits.ts';
import { callRest } from './rest.ts';

/** A loader whose widget was taken away. */
const gone = {
  widget: null,
  told: {},
  limits: LIMITS,
  verbs: {},
  last: () => ({}),
  emit: () => undefined,
  stop: () => undefined,
  start: () => undefined,
} satisfies Loader;

test('API1 the version that is told is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(await callRest(gone, 'version', [])).toEqual([{ api: 1, widget: version }]);
});

test('API8 without a widget a call says how it comes back', async () => {
  await expect(callRest(gone, 'open', [])).rejects.toThrow("holdline('start') brings it back");
});

test('API4 a mistake is a TypeError, and what was right of it was taken', async () => {
  const taken: unknown[] = [];
  const loader = { ...gone, verbs: { identify: (identity: unknown) => taken.push(identity) } };
  await expect(callRest(loader, 'identify', [{ name: 'Robin', email: 1 }])).rejects.toThrow(TypeError);
  expect(taken).toEqual([{ name: 'Robin' }]);
});

test('API4 a field that is undefined is an absent one, in each call', async () => {
  const told: Loader['told'] = { attributes: { plan: 'Pro' } };
  const style = { setProperty: (name: string, value: string) => set.push([name, value]) };
  const set: unknown[] = [];
  const widget = { launcher: { button: {}, element: { style, dataset: {} } }, options: {}, tell: () => undefined };
  const loader = { ...gone, told, widget: widget as unknown as Loader['widget'] };
  expect(await callRest(loader, 'setAttributes', [{ plan: undefined, seats: 2 }])).toEqual([true]);
  expect(told.attributes).toEqual({ plan: 'Pro', seats: 2 });
  expect(await callRest(loader, 'setLook', [{ accent: undefined, size: 64 }])).toEqual([true]);
  expect(set).toEqual([['--holdline-size', '64px']]);
});

test('IDENT9 who was signed is told to the panel, by text or by function, and the verdict is waited for by nobody else', async () => {
  const told: Loader['told'] = { identity: { name: 'Robin' } };
  const widget = { launcher: { button: {} }, options: {}, tell: () => undefined };
  const loader = { ...gone, told, widget: widget as unknown as Loader['widget'] };
  const give = () => 'x';
  const [verdict] = await callRest(loader, 'identify', [{ token: give }]);
  expect(told.identity).toEqual({ name: 'Robin', token: give });
  told.asked?.[0]?.[0](true);
  expect(await verdict).toBe(true);
  await expect(callRest(loader, 'identify', [{ token: 'x'.repeat(4_097) }])).rejects.toThrow(TypeError);
});
