import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNamed, originFrom } from './site-origin.ts';

test.each([
  ['https://shop.example', 'https://shop.example'],
  [' HTTPS://Shop.Example:443/ ', 'https://shop.example'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['https://магазин.рф', 'https://xn--80aairftm.xn--p1ai'],
  ['https://*.shop.example', 'https://*.shop.example'],
  ['https://*.Shop.example:8443/', 'https://*.shop.example:8443'],
])('SITE10 %s is read as browsers tell it', (typed, origin) => {
  expect(originFrom(typed)).toBe(origin);
  expect(originFrom(origin)).toBe(origin);
});

test.each([
  '',
  'shop.example',
  '//shop.example',
  'ftp://shop.example',
  'javascript:alert(1)//',
  'https://',
  'https://shop.example/cart',
  'https://shop.example?x',
  'https://shop.example#x',
  'https://user:word@shop.example',
  'https://shop.example\\@evil.example',
  'https://*',
  'https://*.example',
  'https://*.*.shop.example',
  'https://shop*.example',
  'https://*.10.0.0.1',
  'https://shop.example:99999',
  'https://shop example',
  'null',
  '*',
])('SITE10 %s is no address of a site', (typed) => {
  expect(originFrom(typed)).toBeNull();
});

test('SITE10 a named address is itself and nothing near it; one with an asterisk is what stands below it, and not it', () => {
  const named = ['https://shop.example', 'https://*.fern.example', 'http://*.clay.example:8080'];
  for (const origin of ['https://shop.example', 'https://a.fern.example', 'https://a.b.fern.example'])
    expect([origin, isNamed(origin, named)]).toEqual([origin, true]);
  expect(isNamed('http://x.clay.example:8080', named)).toBe(true);
  for (const origin of [
    'http://shop.example',
    'https://shop.example:8443',
    'https://www.shop.example',
    'https://shop.example.evil.example',
    'https://fern.example',
    'https://evilfern.example',
    'https://.fern.example',
    'http://a.fern.example',
    'https://a.fern.example:8443',
    'https://evil.example/.fern.example',
    'https://evil.example#.fern.example',
    'https://evil.example@a.fern.example',
    'http://x.clay.example',
    'null',
    '',
  ])
    expect([origin, isNamed(origin, named)]).toEqual([origin, false]);
  expect(isNamed('https://shop.example', [])).toBe(false);
});

test('SITE10 whatever is read is an origin, and a page of it is let through by it alone', () => {
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ['http', 'https'] }), fc.webUrl(), (one, other) => {
      const { origin } = new URL(one);
      const read = originFrom(origin);
      expect(read).toBe(origin);
      expect(isNamed(origin, [origin])).toBe(true);
      expect(isNamed(new URL(other).origin, [origin])).toBe(new URL(other).origin === origin);
    }),
  );
});
