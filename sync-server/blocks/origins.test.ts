import { expect, test } from 'vitest';
import { networkIn, networkName, type Network } from '#schema/network.ts';
import { createOrigins } from './origins.ts';

const visitor = (n: number): never => `v${n}` as never;
const network = (typed: string): Network => {
  const found = networkIn(typed);
  if (found === null) throw new Error(`${typed} is a network`);
  return found;
};

test('BLOCK6 where a visitor came from is known for a day, and of the last ten thousand', () => {
  let now = 0;
  const origins = createOrigins(() => now);
  const nameOf = (n: number): string | null => {
    const found = origins.networkOf(visitor(n));
    return found === null ? null : networkName(found);
  };
  origins.saw(visitor(1), '203.0.113.1');
  origins.saw(visitor(1), '203.0.113.2');
  expect([nameOf(1), nameOf(2)]).toEqual(['203.0.113.2', null]);
  now = 86_400_000;
  expect(nameOf(1)).toBeNull();
  for (let n = 1; n <= 10_001; n += 1) origins.saw(visitor(n), '203.0.113.3');
  expect([1, 2, 10_001].map(nameOf)).toEqual([null, '203.0.113.3', '203.0.113.3']);
  origins.forget(visitor(2));
  expect(nameOf(2)).toBeNull();
});

test('BLOCK1 BLOCK6 however many come after somebody who has a socket, and however long it stays, it is known where it came from', () => {
  let now = 0;
  const origins = createOrigins(() => now);
  const nameOf = (n: number): string | null => {
    const found = origins.networkOf(visitor(n));
    return found === null ? null : networkName(found);
  };
  origins.saw(visitor(1), '203.0.113.1');
  for (let socket = 0; socket < 2; socket += 1) origins.arrived(visitor(1));
  for (let n = 2; n <= 10_100; n += 1) origins.saw(visitor(n), '203.0.113.1');
  now = 3 * 86_400_000;
  origins.saw(visitor(2), '203.0.113.1');
  origins.left(visitor(1));
  expect(nameOf(1)).toBe('203.0.113.1');
  expect(origins.count(network('203.0.113.1'))).toBe(2);
  origins.left(visitor(1));
  now += 86_399_999;
  expect(nameOf(1)).toBe('203.0.113.1');
  now += 1;
  expect(nameOf(1)).toBeNull();
});

test.each([
  ['of IPv4', (n: number) => `203.0.113.${n % 250}`],
  ['of IPv6', (n: number) => `2001:db8:7:${n.toString(16)}::1`],
])('BLOCK6 a flood of new tokens from one network makes nobody of another unknown: %s', (_what, addressOf) => {
  const origins = createOrigins(() => 0);
  for (let n = 1; n <= 200; n += 1) origins.saw(visitor(n), `198.51.${n}.1`);
  for (let n = 201; n <= 12_000; n += 1) origins.saw(visitor(n), addressOf(n));
  const known = Array.from({ length: 12_000 }, (_, n) => origins.networkOf(visitor(n + 1)) !== null);
  expect(known.slice(0, 200)).not.toContain(false);
  expect(known.filter(Boolean)).toHaveLength(10_000);
  expect(known.at(-1)).toBe(true);
});

test('BLOCK10 how many visitors of the last day came from a range', () => {
  let now = 0;
  const origins = createOrigins(() => now);
  for (let n = 1; n <= 9; n += 1) origins.saw(visitor(n), `203.0.113.${n}`);
  now = 40_000_000;
  for (let n = 10; n <= 12; n += 1) origins.saw(visitor(n), `198.51.100.${n}`);
  origins.saw(visitor(13), '2001:db8:1:2::3');
  origins.saw(visitor(14), '127.0.0.1');
  const counts = () =>
    ['203.0.113.0/24', '203.0.113.0/30', '198.51.100.0/24', '2001:db8:1::/48'].map((range) =>
      origins.count(network(range)),
    );
  expect(counts()).toEqual([9, 3, 3, 1]);
  now = 86_400_000;
  expect(counts()).toEqual([0, 0, 3, 1]);
});

test('PRIV4 where its site wants that, an address is remembered in short once its visitor has left; of whom nobody knows the site, by the strictest', () => {
  const origins = createOrigins(
    () => 0,
    (site) => site !== 'open',
  );
  const nameOf = (n: number): string => networkName(origins.networkOf(visitor(n)) as Network);
  origins.saw(visitor(1), '203.0.113.77');
  origins.cameTo(visitor(1), 'strict');
  origins.saw(visitor(1), '203.0.113.78');
  origins.saw(visitor(2), '2001:db8:1:2::5');
  origins.saw(visitor(3), '203.0.113.79');
  origins.cameTo(visitor(3), 'open');
  expect([1, 2, 3].map((n) => origins.isShort(visitor(n)))).toEqual([true, true, false]);
  origins.sweep(() => false);
  expect([1, 2, 3].map(nameOf)).toEqual(['203.0.113.78', '2001:db8:1:2::/64', '203.0.113.79']);
  origins.sweep(() => true);
  expect([1, 2, 3].map(nameOf)).toEqual(['203.0.113.0/24', '2001:db8:1::/48', '203.0.113.79']);
});
