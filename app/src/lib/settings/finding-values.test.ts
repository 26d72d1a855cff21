import { expect, test } from 'vitest';
import { findingValues } from './finding-values.ts';

test('numbers and days of a finding are as its reader writes them; everything else stays as it was found', () => {
  const found = { freeMegabytes: 79_754, medianMs: 3.5, day: '2026-11-23', first: 'draft/2026', detail: '2026-11-23' };
  expect(findingValues('en', found)).toEqual({
    freeMegabytes: '79,754',
    medianMs: '3.5',
    day: 'Nov 23, 2026',
    first: 'draft/2026',
    detail: '2026-11-23',
  });
  expect(findingValues('ru', found)).toMatchObject({ freeMegabytes: '79\u00a0754', medianMs: '3,5' });
  expect(findingValues('pl', { day: 'unknown' })).toEqual({ day: 'unknown' });
});
