import { expect, test } from 'vitest';
import { networkName } from './network.ts';
import { createOrigins } from './origins.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  [' 203.0.113.7 ', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::ffff:cb00:7107', '203.0.113.7'],
  ['2001:DB8:0:1:AAAA::1', '2001:db8:0:1::/64'],
  ['2001:0db8:0000:0001:0000:0000:0000:0002', '2001:db8:0:1::/64'],
  ['2001:db8:0:1::/64', '2001:db8:0:1::/64'],
  // This machine's own: a proxy that was not named speaks for everybody from there.
  ['127.0.0.1', null],
  ['::1', null],
  ['::ffff:127.0.0.1', null],
  ['::', null],
  ['0.0.0.0', null],
  ['fe80::1%eth0', null],
  ['203.0.113.0/24', null],
  ['203.0.113', null],
  ['example.com', null],
  ['', null],
])('BLOCK3 the network of %j is %j', (address, name) => {
  expect(networkName(address)).toBe(name);
});

test('BLOCK6 where a visitor came from is known for a day, and of the last ten thousand', () => {
  let now = 0;
  const origins = createOrigins(() => now);
  const visitor = (n: number): never => `v${n}` as never;
  origins.saw(visitor(1), '203.0.113.1');
  origins.saw(visitor(1), '203.0.113.2');
  expect([origins.networkOf(visitor(1)), origins.networkOf(visitor(2))]).toEqual(['203.0.113.2', null]);
  now = 86_400_000;
  expect(origins.networkOf(visitor(1))).toBeNull();
  for (let n = 1; n <= 10_001; n += 1) origins.saw(visitor(n), '203.0.113.3');
  expect([1, 2, 10_001].map((n) => origins.networkOf(visitor(n)))).toEqual([null, '203.0.113.3', '203.0.113.3']);
  origins.forget(visitor(2));
  expect(origins.networkOf(visitor(2))).toBeNull();
});
