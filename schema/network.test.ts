import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endsOf, holds, isRange, networkIn, networkName, sizeOf } from './network.ts';

const nameOf = (typed: string): string | null => {
  const network = networkIn(typed);
  return network === null ? null : networkName(network);
};

describe('networks', () => {
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
    ['203.0.113', null],
    ['203.0.113.256', null],
    ['010.0.0.1', null],
    ['example.com', null],
    ['', null],
  ])('BLOCK3 the network of %j is %j', (address, name) => {
    expect(nameOf(address)).toBe(name);
  });

  test.each([
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['203.0.113.77/24', '203.0.113.0/24'],
    ['203.0.113.7/32', '203.0.113.7'],
    ['10.200.0.0/8', '10.0.0.0/8'],
    ['::ffff:203.0.113.0/120', '203.0.113.0/24'],
    ['2001:db8:ff00::/40', '2001:db8:ff00::/40'],
    ['2001:db8:1:2ff:3::/56', '2001:db8:1:200::/56'],
    // Nobody has less than a /64.
    ['2001:db8::7/128', '2001:db8:0:0::/64'],
    ['203.0.113.0/33', null],
    ['203.0.113.0/7', null],
    ['0.0.0.0/8', null],
    ['127.0.0.0/8', null],
    ['2001::/15', null],
    ['2001:db8::/129', null],
    ['::/16', null],
    ['203.0.113.0/', null],
    ['203.0.113.0/24/24', null],
    ['203.0.113.0/-1', null],
  ])('BLOCK10 the range of %j is %j', (typed, name) => {
    expect(nameOf(typed)).toBe(name);
  });

  test('BLOCK10 what a range holds is told before it is blocked', () => {
    const told = (typed: string): unknown => {
      const network = networkIn(typed);
      return network && [isRange(network), sizeOf(network), ...endsOf(network)];
    };
    expect(told('203.0.113.77/24')).toEqual([true, 256, '203.0.113.0', '203.0.113.255']);
    expect(told('203.0.113.7')).toEqual([false, 1, '203.0.113.7', '203.0.113.7']);
    expect(told('2001:db8:1::/48')).toEqual([true, 65_536, '2001:db8:1:0::/64', '2001:db8:1:ffff::/64']);
  });

  test('BLOCK10 a range is in a wider one, and not the other way round, nor in one of the other kind', () => {
    const within = (outer: string, inner: string): boolean => {
      const [one, other] = [networkIn(outer), networkIn(inner)];
      return one !== null && other !== null && holds(one, other);
    };
    expect(within('10.0.0.0/8', '10.0.0.0/24')).toBe(true);
    expect(within('10.0.0.0/24', '10.0.0.0/8')).toBe(false);
    expect(within('32.0.0.0/8', '2000::/32')).toBe(false);
  });

  const byte = fc.nat(255);
  const ipv4 = fc
    .tuple(byte, byte, byte, byte)
    .filter(([first]) => first !== 0 && first !== 127)
    .map((bytes) => bytes.join('.'));
  const ipv6 = fc
    .array(fc.nat(0xffff), { minLength: 8, maxLength: 8 })
    .filter((groups) => groups[0] !== 0)
    .map((groups) => groups.map((group) => group.toString(16)).join(':'));
  const asked = fc.oneof(
    fc.tuple(ipv4, ipv4, fc.integer({ min: 8, max: 32 })),
    fc.tuple(ipv6, ipv6, fc.integer({ min: 16, max: 64 })),
  );

  test('BLOCK10 an address is in a range if their first bits are the same, and a range is named so that its name is it again', () => {
    const bitsOf = (address: string): string =>
      address.includes(':')
        ? address
            .split(':')
            .map((group) => parseInt(group, 16).toString(2).padStart(16, '0'))
            .join('')
        : address
            .split('.')
            .map((part) => Number(part).toString(2).padStart(8, '0'))
            .join('');
    fc.assert(
      fc.property(asked, ([one, other, prefix]) => {
        const range = networkIn(`${one}/${prefix}`);
        const [inside, address] = [networkIn(one), networkIn(other)];
        if (range === null || inside === null || address === null) throw new Error('each of them is one');
        expect(holds(range, inside)).toBe(true);
        expect(holds(range, address)).toBe(bitsOf(one).slice(0, prefix) === bitsOf(other).slice(0, prefix));
        expect(networkIn(networkName(range))).toEqual(range);
      }),
    );
  });
});
