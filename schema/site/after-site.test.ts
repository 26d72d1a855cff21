import * as v from 'valibot';
import { expect, test } from 'vitest';
import { afterSiteOf } from './after-site.ts';
import { CALLBACK } from './parts/callback.ts';
import { RATING } from './parts/rating.ts';
import { isOnPages } from './rules/matches.ts';

test('SITE3 RATE4 CALL8 the widget is told of ratings and calls only what its owner has changed', () => {
  expect(afterSiteOf(RATING.byDefault, CALLBACK.byDefault)).toBeUndefined();
  const callback = { offer: 'nobody', pages: ['/contact'] } as const;
  expect(afterSiteOf({ asks: false, question: { en: 'Well?' } }, callback)).toEqual({ rate: 0, call: callback });
  expect(afterSiteOf({ asks: true, question: { en: 'Well?' } }, CALLBACK.byDefault)).toEqual({ rate: { en: 'Well?' } });
});

test('CALL8 START2 pages are told by their path as people write it, whatever its case, and a star stands for anything', () => {
  const isOn = (pages: readonly string[], path: string) => isOnPages(pages, new URL(path, 'https://shop.example').href);
  expect(isOn([], '/any')).toBe(true);
  expect(isOn(['/contact'], '/contact/')).toBe(true);
  expect(isOn(['/contact'], '/Contact?from=mail#form')).toBe(true);
  expect(isOn(['/contact'], '/contact/us')).toBe(false);
  expect(isOn(['/shop/*', '/a.b'], '/shop/kettles/7')).toBe(true);
  expect(isOn(['/shop/*', '/a.b'], '/axb')).toBe(false);
  expect(isOn(['/корзина'], '/Корзина/')).toBe(true);
  expect(isOn(['/zamówienia*'], '/zamówienia/7')).toBe(true);
  expect(isOn(['/%D0%BA%D0%BE%D1%80%D0%B7%D0%B8%D0%BD%D0%B0'], '/корзина')).toBe(true);
  expect(isOn(['/корзина'], '/zamówienia')).toBe(false);
  // What is no letter in an address does not hide those that are.
  expect(isOn(['/скидка-50%'], '/скидка-50%')).toBe(true);
  expect(isOn(['/скидка-*'], '/скидка-%ff')).toBe(true);
  expect(isOn(['/скидка-%ff'], '/скидка-%FF')).toBe(true);
  expect(isOn(['/%'], '/other')).toBe(false);
  for (const pages of [['contact'], ['x'.repeat(201)], Array.from({ length: 21 }, () => '/')])
    expect(v.is(CALLBACK.schema, { offer: 'always', pages })).toBe(false);
});
