import * as v from 'valibot';
import { expect, test } from 'vitest';
import { afterSiteOf } from './after-site.ts';
import { isOnPages } from './is-on-pages.ts';
import { CALLBACK } from './parts/callback.ts';
import { RATING } from './parts/rating.ts';

test('SITE3 RATE4 CALL8 the widget is told of ratings and calls only what its owner has changed', () => {
  expect(afterSiteOf(RATING.byDefault, CALLBACK.byDefault)).toBeUndefined();
  const callback = { offer: 'nobody', pages: ['/contact'] } as const;
  expect(afterSiteOf({ asks: false, question: { en: 'Well?' } }, callback)).toEqual({ rate: 0, call: callback });
  expect(afterSiteOf({ asks: true, question: { en: 'Well?' } }, CALLBACK.byDefault)).toEqual({ rate: { en: 'Well?' } });
});

test('CALL8 pages are told by their path, and a star stands for anything', () => {
  expect(isOnPages([], '/any')).toBe(true);
  expect(isOnPages(['/contact'], '/contact/')).toBe(true);
  expect(isOnPages(['/contact'], '/contact/us')).toBe(false);
  expect(isOnPages(['/shop/*', '/a.b'], '/shop/kettles/7')).toBe(true);
  expect(isOnPages(['/shop/*', '/a.b'], '/axb')).toBe(false);
  for (const pages of [['contact'], ['x'.repeat(201)], Array.from({ length: 21 }, () => '/')])
    expect(v.is(CALLBACK.schema, { offer: 'always', pages })).toBe(false);
});
