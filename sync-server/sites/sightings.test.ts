import { expect, test } from 'vitest';
import { createSightings } from './sightings.ts';

test('SITE11 the last addresses of each site, the latest first, each once, and nothing that is no address', () => {
  let now = 1_000;
  const { saw, of } = createSightings({ now: () => (now += 1) });
  for (const odd of [
    undefined,
    'null',
    '',
    'file://',
    'https://*.shop.example',
    `https://${'x'.repeat(250)}.example`,
  ]) {
    saw('shop', odd, true);
  }
  expect(of('shop')).toEqual([]);
  for (const n of [1, 2, 3, 4, 5, 6]) saw('shop', `https://${n}.example`, true);
  saw('shop', 'https://3.example', false);
  saw('other', 'https://7.example', true);
  expect(of('shop').map(({ origin }) => origin)).toEqual([3, 6, 5, 4, 2].map((n) => `https://${n}.example`));
  expect(of('shop')[0]).toEqual({ origin: 'https://3.example', at: now - 1, isShown: false });
  expect(of('other')).toHaveLength(1);
});
