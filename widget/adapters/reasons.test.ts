import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHATWOOT, CRISP, INTERCOM } from './reasons.ts';

const MANUAL = readFileSync(join(import.meta.dirname, '..', 'manual', 'en.md'), 'utf8');

/** The rows of the manual under this heading, and the section's last two: what is ignored, and what is impossible. */
function rowsOf(heading: string): { readonly ignored: string; readonly impossible: string } {
  const section = MANUAL.slice(MANUAL.indexOf(`\n### ${heading} {#`) + 1).split(/\n##/)[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return { ignored: rows.at(-2) ?? '', impossible: rows.at(-1) ?? '' };
}

test.each([
  ['Intercom', INTERCOM],
  ['Crisp', CRISP],
  ['Chatwoot', CHATWOOT],
])('API10 the manual names all that does nothing here, and why: %s', (heading, reasons) => {
  const rows = rowsOf(heading);
  expect(Object.keys(reasons).length).toBeGreaterThan(10);
  for (const [name, reason] of Object.entries(reasons)) expect(rows[reason], name).toContain(`\`${name}\``);
});
