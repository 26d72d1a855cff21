import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const pages = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.html'));

test.each(pages)('SITE9 %s of the shop loads the widget by one snippet, behind all else of the page', (name) => {
  const html = readFileSync(`${import.meta.dirname}/${name}`, 'utf8');
  const snippets = html.match(/<script[^>]*src="\/widget\.js[^>]*>/g) ?? [];
  expect(snippets).toHaveLength(1);
  expect(snippets[0]).toContain('type="module"');
  expect(snippets[0]).toContain(' fetchpriority="low" ');
  expect(snippets[0]).toContain(' async>');
});
