import { expect, test } from 'vitest';
import { createCrowd, CROWD_LIMITS, networkOf, type Guest } from './crowd.ts';

function crowd(limits = CROWD_LIMITS) {
  const world = { time: 1_000, isBehind: false };
  return { world, crowd: createCrowd(limits, { now: () => world.time, isBehind: () => world.isBehind }) };
}

const heard = (guest: Guest | null, frames: number): number =>
  Array.from({ length: frames }, () => guest?.maySpeak()).filter(Boolean).length;

test('WIRE7 a visitor has so many sockets at once, and a closed one makes room, once', () => {
  const {
    crowd: { enter },
  } = crowd();
  const guests = Array.from({ length: 20 }, () => enter('v1', '10.0.0.1'));
  expect(guests.filter((guest) => guest !== null)).toHaveLength(16);
  expect(enter('v2', '10.0.0.1')).not.toBeNull();
  guests[0]?.leave();
  guests[0]?.leave();
  expect(enter('v1', '10.0.0.1')).not.toBeNull();
  expect(enter('v1', '10.0.0.1')).toBeNull();
});

test('WIRE7 an office behind one address has room; a flood of new tokens from it has not', () => {
  const {
    crowd: { enter },
  } = crowd();
  const office = Array.from({ length: 1_200 }, (_, index) => enter(`v${index}`, '10.0.0.1'));
  expect(office.filter((guest) => guest !== null)).toHaveLength(1_000);
  expect(enter('elsewhere', '10.0.0.2')).not.toBeNull();
});

test('WIRE7 LIVE1 pages that only tell where they are take no place from those in which somebody writes', () => {
  const {
    crowd: { enter },
  } = crowd();
  const watching = Array.from({ length: 1_200 }, (_, index) => enter(`v${index}`, '10.0.0.1', 'watch'));
  expect(watching.filter((guest) => guest !== null)).toHaveLength(1_000);
  const own = Array.from({ length: 17 }, () => enter('v1', '10.0.0.1'));
  expect(own.filter((guest) => guest !== null)).toHaveLength(16);
  watching[0]?.leave();
  expect(enter('late', '10.0.0.1', 'watch')).not.toBeNull();
});

test('WIRE7 a socket that says more than a person can is sent away, and is heard again later', () => {
  const {
    world,
    crowd: { enter },
  } = crowd();
  const guest = enter('v1', '10.0.0.1');
  expect(heard(guest, 1_000)).toBe(400);
  world.time += 1_000;
  expect(heard(guest, 1_000)).toBe(30);
});

test('WIRE7 while the server is behind an address has a tenth, over both doors', () => {
  const {
    world,
    crowd: { enter, mayCall },
  } = crowd();
  world.isBehind = true;
  const guests = Array.from({ length: 3 }, (_, index) => enter(`v${index}`, '10.0.0.1'));
  expect(guests.reduce((sum, guest) => sum + heard(guest, 400), 0)).toBe(600);
  expect(mayCall('10.0.0.1')).toBe(false);
  expect(mayCall('10.0.0.2')).toBe(true);
  world.isBehind = false;
  world.time += 1_000;
  expect(mayCall('10.0.0.1')).toBe(true);
});

test('WIRE7 a /64 of IPv6 counts as one address', () => {
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:db8:1:2:bbbb::9'));
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0');
  expect(networkOf('::1')).toBe('0:0:0:0');
  expect(networkOf('::ffff:10.0.0.1')).toBe('::ffff:10.0.0.1');
  expect(networkOf('10.0.0.1')).toBe('10.0.0.1');
});

test('WIRE7 this machine is everybody behind a proxy: its visitors are limited one by one', () => {
  const {
    world,
    crowd: { enter, mayCall },
  } = crowd();
  world.isBehind = true;
  const guests = Array.from({ length: 2_000 }, (_, index) => enter(`v${index}`, '127.0.0.1'));
  expect(guests.every((guest) => guest !== null)).toBe(true);
  expect(heard(guests[0] ?? null, 1_000)).toBe(400);
  expect(heard(guests[1] ?? null, 1_000)).toBe(400);
  expect(mayCall('::1')).toBe(true);
});

test('WIRE7 commands of one request cost as much as those of a socket', () => {
  const {
    crowd: { mayCall },
  } = crowd();
  const served = Array.from({ length: 400 }, () => mayCall('10.0.0.1') && mayCall('10.0.0.1', 19));
  expect(served.filter(Boolean)).toHaveLength(300);
  expect(mayCall('10.0.0.1')).toBe(false);
});

test('WIRE7 PRIV6 a network begins 120 conversations at once, then one every half a minute; five people of it are erased, then one in twelve minutes', () => {
  const {
    world,
    crowd: { begin, erase },
  } = crowd();
  for (const [take, most, again] of [
    [begin, 120, 30_000],
    [erase, 5, 720_000],
  ] as const) {
    for (let count = 0; count < most; count += 1) expect(take('203.0.113.1')).toBe(0);
    expect(take('203.0.113.1')).toBe(again);
    expect(take('203.0.113.2')).toBe(0);
    for (let count = 0; count < 2 * most; count += 1) expect(take(null)).toBe(0);
    world.time += again;
    expect(take('203.0.113.1')).toBe(0);
    expect(take('203.0.113.1')).toBe(again);
  }
});
