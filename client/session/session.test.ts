import { expect, test } from 'vitest';
import type { ClientFrame, ServerFrame } from '#schema/wire/frames.ts';
import { createVirtualClock, type VirtualClock } from '../../tests/support/virtual-clock.ts';
import { ANNA } from '../../tests/support/scripted-server.ts';
import type { PageEvent, Socket } from '../environment.ts';
import { createBackOff } from './back-off.ts';
import type { Session } from './session-contract.ts';
import { createSession } from './session.ts';

interface FakeSocket extends Socket {
  readonly madeAt: number;
  readonly said: ClientFrame[];
  closed: boolean;
  readonly tell: (frame: ServerFrame) => void;
}

interface Street {
  readonly clock: VirtualClock;
  readonly session: Session;
  readonly sockets: FakeSocket[];
  readonly lost: number[];
  readonly page: (event: PageEvent) => void;
  readonly welcome: (socket?: FakeSocket) => void;
  readonly last: () => FakeSocket;
}

/** A session whose network is this test. `answers`: pings get their pong. */
function street({ visible = true, answers = true, jitter = 0.5 } = {}): Street & {
  answers: boolean;
  /** Plain requests get an answer. */
  isReachable: boolean;
  /** How long that takes, ms. */
  slow: number;
} {
  const clock = createVirtualClock();
  const sockets: FakeSocket[] = [];
  const lost: number[] = [];
  let page: (event: PageEvent) => void = () => undefined;
  const openSocket = (): Socket => {
    const socket: FakeSocket = {
      binaryType: '',
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      madeAt: clock.now(),
      said: [],
      closed: false,
      send: (data) => {
        const frame = JSON.parse(data as string) as ClientFrame;
        socket.said.push(frame);
        if (frame.t === 'ping' && world.answers) socket.tell({ t: 'pong', n: frame.n, serverTime: clock.now() });
      },
      close: () => {
        socket.closed = true;
      },
      tell: (frame) => socket.onmessage?.({ data: JSON.stringify(frame) }),
    };
    sockets.push(socket);
    return socket;
  };
  const session = createSession(
    {
      openSocket,
      page: {
        isVisible: () => visible,
        watch: (listener) => {
          page = listener;
          return () => undefined;
        },
      },
      now: clock.now,
      setTimeout: clock.setTimeout,
      clearTimeout: clock.clearTimeout,
      randomBytes: (length) => new Uint8Array(length).fill(Math.floor(jitter * 256)),
    },
    {
      url: 'ws://server/sync',
      protocols: () => [],
      hello: () => ({ t: 'hello', protocol: 2, device: 'device-1' }),
      answers: (within) =>
        world.slow === 0
          ? Promise.resolve(world.isReachable)
          : new Promise((resolve) => {
              clock.setTimeout(() => resolve(world.isReachable && world.slow <= within), Math.min(world.slow, within));
            }),
    },
    {
      isOurs: () => true,
      welcome: () => undefined,
      frame: () => undefined,
      bytes: () => undefined,
      clock: () => undefined,
      life: () => undefined,
      lost: (code) => lost.push(code),
    },
  );
  const last = (): FakeSocket => sockets.at(-1) as FakeSocket;
  const world = {
    clock,
    session,
    sockets,
    lost,
    answers,
    isReachable: false,
    slow: 0,
    last,
    page: (event: PageEvent) => page(event),
    welcome: (socket = last()) => {
      socket.onopen?.();
      socket.tell({
        t: 'welcome',
        protocol: 2,
        serverTime: clock.now(),
        actor: ANNA,
        limits: { textBytes: 1, editWindow: 1, frameBytes: 1 },
      });
    },
  };
  session.start();
  return world;
}

test('SESS2 waits grow with full jitter from half a second to thirty, and to four while somebody looks', () => {
  const longest = (patient: boolean): number[] => {
    const backOff = createBackOff(() => 1);
    return Array.from({ length: 9 }, () => backOff.next(patient));
  };
  expect(longest(true)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  expect(longest(false).slice(0, 5)).toEqual([500, 1_000, 2_000, 4_000, 4_000]);
  expect(createBackOff(() => 0).next(true)).toBe(0);
});

test('SESS2 ten stable seconds or an online event reset the waits; a shorter visit does not', () => {
  const { sockets, clock, welcome, last, page } = street({ visible: false });
  const waitAfterLoss = (): number => {
    const before = sockets.length;
    const from = clock.now();
    last().onclose?.({ code: 1006 });
    while (sockets.length === before) clock.advance(1);
    return clock.now() - from;
  };
  for (let n = 0; n < 5; n += 1) waitAfterLoss();
  expect(waitAfterLoss()).toBeGreaterThan(7_000);
  welcome();
  clock.advance(9_000);
  expect(waitAfterLoss()).toBeGreaterThan(7_000);
  welcome();
  clock.advance(10_000);
  expect(waitAfterLoss()).toBeLessThan(500);
  for (let n = 0; n < 6; n += 1) waitAfterLoss();
  last().onclose?.({ code: 1006 });
  const before = sockets.length;
  page('online');
  expect(sockets.length).toBe(before + 1);
  expect(waitAfterLoss()).toBeLessThan(500);
});

test('WIRE4 SESS3 a socket that does not answer within three seconds of waking is dead; its close is not waited for', () => {
  for (const event of ['online', 'wake'] as const) {
    const world = street();
    world.welcome();
    const dead = world.last();
    world.answers = false;
    world.page(event);
    expect(dead.said.at(-1)?.t).toBe('ping');
    world.clock.advance(2_999);
    expect(world.session.link.current.state).toBe('live');
    world.clock.advance(1);
    expect(world.session.link.current.state).toBe('offline');
    expect(dead).toMatchObject({ closed: true, onmessage: null, onclose: null });
    world.clock.advance(500);
    expect(world.sockets).toHaveLength(2);
    world.welcome();
    expect(world.session.link.current.state).toBe('live');
  }
});

test('WIRE4 a silent line is found out by the routine alone, and an answered one is left in peace', () => {
  const world = street();
  world.welcome();
  world.clock.advance(120_000);
  expect(world.sockets).toHaveLength(1);
  expect(world.last().said.filter(({ t }) => t === 'ping').length).toBeGreaterThanOrEqual(8);
  world.answers = false;
  world.clock.advance(23_001);
  expect(world.lost).toEqual([1006]);
});

test('WIRE4 after the device slept the answer gets its chance before the line is called dead', () => {
  const world = street();
  world.welcome();
  world.answers = false;
  world.session.doubt();
  world.answers = true;
  world.clock.sleep(3_600_000);
  expect(world.session.link.current.state).toBe('live');
  world.clock.advance(3_000);
  expect(world.lost).toEqual([]);
});

test('SESS3 a try that shook hands and is not welcomed in four seconds gets another beside it; whichever is welcomed first stays', () => {
  const world = street();
  const { sockets, clock, session } = world;
  const start = clock.now();
  for (let second = 0; second < 12; second += 1) {
    world.last().onopen?.();
    clock.advance(1_000);
  }
  expect(sockets.map(({ madeAt }) => madeAt - start)).toEqual([0, 4_000, 8_000, 12_000]);
  expect(sockets.map(({ closed }) => closed)).toEqual([true, true, false, false]);
  expect(session.link.current).toEqual({ state: 'offline', since: start });
  const [, , older, newer] = sockets as [FakeSocket, FakeSocket, FakeSocket, FakeSocket];
  world.welcome(older);
  expect(session.link.current.state).toBe('live');
  expect([older.closed, newer.closed]).toEqual([false, true]);
  clock.advance(60_000);
  expect(sockets).toHaveLength(4);
});

test('SESS3 a handshake without an answer is given up once the server answers a plain request, and not before: nothing could open beside it', async () => {
  const world = street();
  const { sockets, clock, session } = world;
  clock.advance(12_000);
  await Promise.resolve();
  expect(sockets).toHaveLength(1);
  expect(session.link.current.state).toBe('offline');
  world.isReachable = true;
  clock.advance(2_000);
  await Promise.resolve();
  expect(sockets).toHaveLength(2);
  expect(sockets[0]?.closed).toBe(true);
  world.welcome();
  expect(session.link.current.state).toBe('live');
});

test('SESS3 an answer to a plain request counts also when a slow line takes longer for it than until the next is asked', async () => {
  const world = street();
  const { sockets, clock } = world;
  [world.isReachable, world.slow] = [true, 2_500];
  for (let passed = 0; passed < 7_000; passed += 100) {
    clock.advance(100);
    await Promise.resolve();
  }
  expect(sockets).toHaveLength(2);
});

test('SESS3 a handshake that nothing answers is begun anew every sixteen seconds', () => {
  const { sockets, clock } = street();
  const start = clock.now();
  clock.advance(60_000);
  expect(sockets.map(({ madeAt }) => madeAt - start)).toEqual([0, 16_000, 32_000, 48_000]);
});

test('SESS3 where the server answers requests sooner than handshakes, a slow handshake gets ever more time', async () => {
  const world = street();
  const { sockets, clock } = world;
  world.isReachable = true;
  const waits: number[] = [];
  for (let tries = 1; tries < 5; tries += 1) {
    const since = clock.now();
    while (sockets.length === tries) {
      clock.advance(100);
      await Promise.resolve();
    }
    waits.push(clock.now() - since);
  }
  expect(waits).toEqual([4_000, 8_000, 16_000, 16_000]);
});

test('SESS5 a final code stops it for good, whatever wakes the page', () => {
  const { sockets, clock, session, welcome, last, page } = street();
  welcome();
  last().onclose?.({ code: 4426 });
  expect(session.link.current).toMatchObject({ state: 'stopped', code: 4426 });
  page('online');
  page('wake');
  session.hurry();
  clock.advance(600_000);
  expect(sockets).toHaveLength(1);
});

test('1012 and 1013 mean come back, after a bye no sooner than it spread', () => {
  const { sockets, clock, welcome, last, session } = street();
  welcome();
  last().tell({ t: 'bye', retryAfter: 8_000 });
  last().onclose?.({ code: 1012 });
  clock.advance(3_900);
  expect(sockets).toHaveLength(1);
  clock.advance(200);
  expect(sockets).toHaveLength(2);
  last().onclose?.({ code: 1013 });
  expect(session.link.current.state).toBe('offline');
  clock.advance(600);
  expect(sockets).toHaveLength(3);
});

test('APP1 offline counts from the loss through all tries in vain', () => {
  const { clock, session, welcome, last } = street();
  expect(session.link.current.state).toBe('connecting');
  welcome();
  clock.advance(5_000);
  const since = clock.now();
  last().onclose?.({ code: 1006 });
  for (let n = 0; n < 20; n += 1) {
    clock.advance(2_000);
    last().onclose?.({ code: 1006 });
  }
  expect(session.link.current).toEqual({ state: 'offline', since });
});

test('the offline event ends the line at once, because a browser without a network freezes sockets', () => {
  const { session, welcome, page, last, clock, sockets } = street();
  welcome();
  const frozen = last();
  page('offline');
  expect(session.link.current.state).toBe('offline');
  expect(frozen.closed).toBe(true);
  clock.advance(500);
  expect(sockets).toHaveLength(2);
});
