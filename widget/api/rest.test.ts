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
