import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { HoldlineVerb } from './holdline.ts';
import { VERBS } from './explain.ts';

const PUBLISHED = readFileSync(join(import.meta.dirname, 'holdline.ts'), 'utf8');

test('API1 every call that has a type is known to the code, and no other', () => {
  const typed = [...PUBLISHED.slice(PUBLISHED.indexOf('interface HoldlineCalls')).matchAll(/^ {2}(\w+)[(<]/gm)]
    .map((match) => match[1])
    .filter((name, index, all) => all.indexOf(name) === index);
  expect(typed).toEqual([...VERBS] satisfies HoldlineVerb[]);
});
