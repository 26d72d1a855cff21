import { expect, test } from 'vitest';
import type { OperatorId, VisitorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import { createCrowd, CROWD_LIMITS } from '../admit/crowd.ts';
import { createLog } from '../log.ts';
import { createLeases } from '../presence/leases.ts';
import { createLooks } from '../presence/looks.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createListener } from './listener.ts';
import type { WireSocket } from './wire.ts';

const ANNA: Actor = { kind: 'operator', id: 'anna' as OperatorId, name: 'Anna', role: 'operator' };
const VISITOR: Actor = { kind: 'visitor', id: 'v' as VisitorId, name: '' };

/** Listener and leases over time that a test owns, and sockets that answer pings until they are told to be silent. */
function open() {
  const time = manualTime();
  const leases = createLeases({ ...time, changed: () => undefined });
  const listener = createListener({
    ...time,
    identity: { onRevoked: () => () => undefined },
    crowd: createCrowd(CROWD_LIMITS, { now: time.clock.now, isBehind: () => false }),
    log: createLog('silent'),
    leases,
    visitors: { arrived: () => undefined, left: () => undefined },
    setSockets: () => undefined,
    reading: { open: () => undefined, release: () => undefined },
    submit: () => undefined,
    typing: () => undefined,
    looks: createLooks(time.timers),
    showsTyping: () => false,
    fileBytes: () => 1,
    cursorsFrame: () => null,
    countDroppedWrite: () => undefined,
    life: () => undefined,
    isLifeOurs: () => true,
    gone: { enter: () => undefined, leave: () => undefined },
    blocks: { saw: () => undefined, arrived: () => undefined, left: () => undefined, cameTo: () => undefined },
    suspensions: { enter: () => () => undefined },
    ownTalks: { enter: () => () => undefined },
    queue: { enter: () => () => undefined },
    watch: {
      enter: () => {
        throw new Error('nobody watches here');
      },
    },
    attendance: { told: () => ({}), enter: () => () => undefined },
  });

  function connect(actor: Actor | null = ANNA) {
    const heard = new Map<string, (data: Buffer, isBinary: boolean) => void>();
    const hear = (event: string): void => heard.get(event)?.(Buffer.alloc(0), false);
    let isSilent = false;
    let pings = 0;
    const socket = {
      OPEN: 1,
      readyState: 1,
      on: (event: string, listen: () => void) => void heard.set(event, listen),
      ping: () => {
        pings += 1;
        if (!isSilent) hear('pong');
      },
      close: () => void (socket.readyState = 2),
      terminate: () => {
        socket.readyState = 3;
        hear('close');
      },
    };
    const stream = { writableLength: 0, write: () => true, cork: () => 0, uncork: () => 0, once: () => 0 };
    listener.welcome(socket as unknown as WireSocket, stream, {
      caller:
        actor === null
          ? { kind: 'refused', reason: 'unauthorized' }
          : { kind: 'known', actor, isStillKnown: () => Promise.resolve(true) },
      address: '10.0.0.1',
      target: { kind: 'all' },
    });
    const say = (frame: object): void => heard.get('message')?.(Buffer.from(JSON.stringify(frame)), false);
    say({ t: 'hello', protocol: 2, device: 'a test device' });
    return {
      say: () => say({ t: 'ping', n: 1 }),
      silence: () => void (isSilent = true),
      closeFromThere: () => hear('close'),
      isOpen: () => socket.readyState === 1,
      isGone: () => socket.readyState === 3,
      pings: () => pings,
    };
  }
  return { ...time, leases, connect, sockets: listener.sockets };
}

test('WIRE7 who is not taken in and answers no goodbye has no socket a second later: nobody, and one too many of an address', () => {
  const street = open();
  const turnedAway = [street.connect(null), ...Array.from({ length: 18 }, () => street.connect(VISITOR)).slice(16)];
  expect(turnedAway.map(({ isOpen }) => isOpen())).toEqual([false, false, false]);
  street.pass(999);
  expect(turnedAway.map(({ isGone }) => isGone())).toEqual([false, false, false]);
  street.pass(1);
  expect(turnedAway.map(({ isGone }) => isGone())).toEqual([true, true, true]);
  expect(street.sockets()).toBe(16);
});

/** How long after now it takes until this holds; ms. */
function timeUntil({ pass, clock }: ReturnType<typeof open>, holds: () => boolean): number {
  const from = clock.now();
  while (!holds()) {
    if (clock.now() - from > 120_000) throw new Error('it never holds');
    pass(1);
  }
  return clock.now() - from;
}

test('LEASE1 whenever the network dies, colleagues see it within 30 s of the last sign of life, and not before 20', () => {
  for (let saidAt = 0; saidAt <= 17_000; saidAt += 250) {
    const street = open();
    const anna = street.connect();
    street.pass(saidAt);
    anna.say();
    anna.silence();
    const took = timeUntil(street, () => street.leases.presenceOf(ANNA.id) === 'gone');
    expect(took, `last heard ${saidAt} ms after it came`).toBeLessThanOrEqual(30_000);
    expect(took).toBeGreaterThanOrEqual(20_000);
    expect(anna.isOpen()).toBe(false);
    expect(street.sockets()).toBe(0);
  }
});

test('LEASE1 a silent line that is reset at any moment before it is found dead is known within 30 s too', () => {
  for (let resetAfter = 0; ; resetAfter += 500) {
    const street = open();
    const anna = street.connect();
    anna.silence();
    street.pass(resetAfter);
    if (street.sockets() === 0) break;
    anna.closeFromThere();
    const took = timeUntil(street, () => street.leases.presenceOf(ANNA.id) === 'gone');
    expect(resetAfter + took, `reset after ${resetAfter} ms`).toBeLessThanOrEqual(30_000);
  }
});

test('WIRE4 LEASE1 a line that answers pings lives, however long it says nothing; one lost answer is forgiven', () => {
  const street = open();
  const anna = street.connect();
  street.pass(3_600_000);
  expect(street.leases.presenceOf(ANNA.id)).toBe('here');
  const pings = anna.pings();
  expect(pings).toBeLessThanOrEqual(450);
  anna.silence();
  street.pass(23_000);
  anna.say();
  street.pass(23_000);
  expect([street.leases.presenceOf(ANNA.id), anna.isOpen()]).toEqual(['here', true]);
});

test('LEASE2 of two devices one dies: its person is still there', () => {
  const street = open();
  const desk = street.connect();
  const phone = street.connect();
  desk.silence();
  street.pass(120_000);
  expect([desk.isOpen(), phone.isOpen()]).toEqual([false, true]);
  expect(street.leases.presenceOf(ANNA.id)).toBe('here');
  phone.silence();
  street.pass(30_000);
  expect(street.leases.presenceOf(ANNA.id)).toBe('gone');
});

test('WIRE4 a visitor’s phone is woken half as often, and is dead 30 s after its last sign of life', () => {
  const street = open();
  const visitor = street.connect(VISITOR);
  street.pass(60_000);
  expect(visitor.pings()).toBeLessThanOrEqual(4);
  visitor.say();
  visitor.silence();
  expect(timeUntil(street, () => !visitor.isOpen())).toBe(30_000);
});
