import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { loadingOnce } from './nodes-once.ts';

const LIST = `export const nodes = [
	() => import('./nodes/0'),
	() => import('./nodes/1')
];
`;

interface List {
  readonly nodes: readonly (() => Promise<unknown>)[];
}

it('a page is imported once, and again only when it was not to be had', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdline-nodes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'nodes'));
  writeFileSync(join(folder, 'nodes', '0'), 'exports.page = 0;');
  writeFileSync(join(folder, 'app.mjs'), loadingOnce(LIST) ?? '');
  const { nodes } = (await import(pathToFileURL(join(folder, 'app.mjs')).href)) as List;
  const [there, absent] = nodes;

  const first = there?.();
  await expect(first).resolves.toMatchObject({ page: 0 });
  expect(there?.()).toBe(first);

  const failed = absent?.();
  await expect(failed).rejects.toThrow();
  const again = absent?.();
  expect(again).not.toBe(failed);
  await expect(again).rejects.toThrow();
});

it('tells when Kit writes its list in another way', () => {
  expect(loadingOnce('export const pages = [() => import("./pages/0")];')).toBeNull();
});
