import { expect, test } from 'vitest';
import type { Template } from '#schema/docs/templates-document.ts';
import { rowsOf, stepOf, targetOf, type Row } from './rows.ts';

const template = (id: string, group: string | null): Template => ({
  id,
  group,
  name: id,
  text: id,
  order: id,
  versions: [],
});
/** a · b · [G] c · d · [H] · [I] e */
const rows = rowsOf({
  groups: ['G', 'H', 'I'].map((id) => ({ id, name: id, order: id })),
  templates: [template('a', null), template('b', null), template('c', 'G'), template('d', 'G'), template('e', 'I')],
});
const row = (key: string): Row => rows.find((one) => one.key === key) as Row;

test('TPL10 the list is drawn with what is in no group first, and empty groups too', () => {
  expect(rows.map(({ key }) => key)).toEqual(['t:a', 't:b', 'g:G', 't:c', 't:d', 'g:H', 'g:I', 't:e']);
});

test.each([
  ['t:a', 2, { kind: 'template', group: null, at: 1 }],
  ['t:a', 3, { kind: 'template', group: 'G', at: 0 }],
  ['t:e', 0, { kind: 'template', group: null, at: 0 }],
  ['t:d', 3, { kind: 'template', group: 'G', at: 0 }],
  ['t:c', 6, { kind: 'template', group: 'H', at: 0 }],
  ['t:c', 8, { kind: 'template', group: 'I', at: 1 }],
  ['t:a', 0, null],
  ['t:a', 1, null],
  ['g:G', 8, { kind: 'group', at: 2 }],
  ['g:I', 0, { kind: 'group', at: 0 }],
  ['g:H', 4, null],
] as const)('TPL10 %s dropped in front of row %i', (key, before, target) => {
  expect(targetOf(rows, row(key), before)).toEqual(target);
});

test.each([
  ['t:a', -1, null],
  ['t:a', 1, { kind: 'template', group: null, at: 1 }],
  ['t:b', 1, { kind: 'template', group: 'G', at: 0 }],
  ['t:c', -1, { kind: 'template', group: null, at: 2 }],
  ['t:d', 1, { kind: 'template', group: 'H', at: 0 }],
  ['t:e', -1, { kind: 'template', group: 'H', at: 0 }],
  ['t:e', 1, null],
  ['g:G', 1, { kind: 'group', at: 1 }],
  ['g:G', -1, null],
  ['g:I', 1, null],
] as const)('TPL10 %s one step by the keyboard, %i', (key, step, target) => {
  expect(stepOf(rows, row(key), step)).toEqual(target);
});
