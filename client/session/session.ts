import { CLOSE_CODES, isFinal } from '#schema/wire/close-codes.ts';
import type { ServerFrame } from '#schema/wire/frames.ts';
import { randomFraction, type ClientEnvironment, type PageEvent, type Socket, type Timer } from '../environment.ts';
import type { LinkState } from '../interface.ts';
import { createSettable } from '../watchable.ts';
import { createBackOff } from './back-off.ts';
import type { Session, SessionEvents, SessionOptions } from './session-contract.ts';

const STABLE_AFTER = 10_000;
const PING_EVERY = 10_000;
const PING_JITTER = 5_000;
const DEADLINE = 3_000;
/** A ping of the routine may wait behind a large document on a slow line. */
const ROUTINE_DEADLINE = 8_000;
/** A try not welcomed by then is doubted, and goes on: it may be deaf, or the line just slow. */
const WELCOME_DEADLINE = 4_000;
/** A server that does not answer a plain request within this is asked once more; */
const ANSWER_DEADLINE = 2_000;
/** what it answers to one before counts all the same: a slow line needs as long for a request as for a handshake. */
const LATEST_ANSWER = 6_000;
/** A handshake gets no longer than this, whatever is the matter. */
const LONGEST_HANDSHAKE = 16_000;
const WELCOME_DEADLINE_UNSEEN = 12_000;

type Phase =
  | { readonly at: 'idle' | 'stopped' }
  | { readonly at: 'waiting'; readonly timer: Timer }
  | {
      readonly at: 'opening';
      readonly socket: Socket;
      readonly since: number;
      readonly timer: Timer;
      readonly isOpen: boolean;
    }
  | { readonly at: 'live'; readonly socket: Socket; readonly since: number };

type Ports = Pick<ClientEnvironment, 'openSocket' | 'page' | 'now' | 'randomBytes' | 'setTimeout' | 'clearTimeout'>;

/**
 * The one real socket of a browser.
 *
 * 1. At most one socket is live; whatever else was opened is abandoned, without handlers, the moment one is welcomed.
 * 2. A socket past a deadline is dead at that moment: nobody waits for its `close`, which phones never send.
 * 3. It comes back for ever with full jitter, except after a final close code.
 * 4. Link state: `offline` lasts from the loss to the next welcome, however many tries lie between.
 */
export function createSession(ports: Ports, options: SessionOptions, events: SessionEvents): Session {
  const link = createSettable<LinkState>({ state: 'connecting', since: ports.now() });
  const fraction = (): number => randomFraction(ports.randomBytes);
  const backOff = createBackOff(fraction);
  let phase: Phase = { at: 'idle' };
  /** An older try that may still be welcomed while a newer one is opening. */
  let spare: Socket | null = null;
  let heardAt = 0;
  let helloAt = 0;
  let pings = 0;
  /** Each doubt that proved true makes the next one slower, or a slow line would be cut again and again. */
  let disappointments = 0;
  /** Tries given up in a row although the server answered: perhaps they were only slow. */
  let givenUp = 0;
  let askedToWait: number | null = null;
  let pingTimer: Timer | null = null;
  let deadline: { readonly timer: Timer; readonly due: number } | null = null;
  let unwatch: (() => void) | null = null;

  const clear = (timer: Timer | null | undefined): null => {
    if (timer !== null && timer !== undefined) ports.clearTimeout(timer);
    return null;
  };

  const abandon = (socket: Socket | null): void => {
    if (socket === null) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.onerror = () => undefined;
    socket.close();
  };

  const drop = (): void => {
    pingTimer = clear(pingTimer);
    deadline = clear(deadline?.timer);
    if (phase.at === 'waiting' || phase.at === 'opening') ports.clearTimeout(phase.timer);
    if (phase.at === 'opening' || phase.at === 'live') abandon(phase.socket);
    abandon(spare);
    spare = null;
  };

  const connect = (): void => {
    drop();
    open();
  };

  const open = (): void => {
    const socket = ports.openSocket(options.url, options.protocols());
    socket.binaryType = 'arraybuffer';
    const patience = ports.page.isVisible() ? WELCOME_DEADLINE * 2 ** Math.min(givenUp, 2) : WELCOME_DEADLINE_UNSEEN;
    phase = { at: 'opening', socket, since: ports.now(), timer: ports.setTimeout(overdue, patience), isOpen: false };
    socket.onopen = () => {
      if (phase.at === 'opening' && phase.socket === socket) phase = { ...phase, isOpen: true };
      helloAt = ports.now();
      socket.send(JSON.stringify(options.hello()));
    };
    socket.onmessage = ({ data }) => receive(socket, data);
    socket.onclose = ({ code }) => {
      if (spare !== socket || isFinal(code)) lost(code);
      else spare = null;
    };
    socket.onerror = () => undefined;
  };

  const overdue = (): void => {
    if (phase.at !== 'opening') return;
    if (!ports.page.isVisible()) return lost(1006);
    if (link.current.state === 'connecting') link.set({ state: 'offline', since: link.current.since });
    const { socket, since, isOpen } = phase;
    if (isOpen) {
      abandon(spare);
      spare = socket;
      return open();
    }
    if (ports.now() - since >= LONGEST_HANDSHAKE) return connect();
    phase = { ...phase, timer: ports.setTimeout(overdue, ANSWER_DEADLINE) };
    void options.answers(LATEST_ANSWER).then((answered) => {
      if (!answered || phase.at !== 'opening' || phase.socket !== socket || phase.isOpen) return;
      givenUp += 1;
      connect();
    });
  };

  const lost = (code: number): void => {
    const before = phase;
    drop();
    const now = ports.now();
    if (before.at === 'live' && now - before.since >= STABLE_AFTER) {
      backOff.reset();
      disappointments = 0;
    }
    if (isFinal(code)) {
      phase = { at: 'stopped' };
      link.set({ state: 'stopped', since: now, code });
    } else {
      const wait = askedToWait === null ? backOff.next(!ports.page.isVisible()) : fraction() * askedToWait;
      askedToWait = null;
      phase = { at: 'waiting', timer: ports.setTimeout(connect, wait) };
      if (before.at === 'live') link.set({ state: 'offline', since: now });
      else if (link.current.state === 'connecting') link.set({ state: 'offline', since: link.current.since });
    }
    if (before.at === 'live') events.lost(code);
  };

  const receive = (socket: Socket, data: unknown): void => {
    heardAt = ports.now();
    // Any frame is a sign of life.
    deadline = clear(deadline?.timer);
    if (typeof data !== 'string') return events.bytes(new Uint8Array(data as ArrayBuffer));
    const frame = JSON.parse(data) as ServerFrame;
    const heardLife = (): void => {
      if ('life' in frame && frame.life !== undefined) events.life(frame.life);
    };
    if (frame.t === 'welcome') {
      if (phase.at !== 'opening') return;
      if (!events.isOurs(frame.actor)) return lost(CLOSE_CODES.unauthorized.code);
      ports.clearTimeout(phase.timer);
      abandon(phase.socket === socket ? spare : phase.socket);
      spare = null;
      phase = { at: 'live', socket, since: heardAt };
      givenUp = 0;
      events.clock(frame.serverTime, heardAt - helloAt);
      scheduleRoutine();
      heardLife();
      events.welcome(frame);
      const { preview, unattended, back, departments, limits } = frame;
      link.set({ state: 'live', since: heardAt, preview, unattended, back, departments, fileBytes: limits.fileBytes });
    } else if (frame.t === 'pong') {
      events.clock(frame.serverTime, heardAt - frame.n);
      heardLife();
    } else if (frame.t === 'suspended') {
      link.set({ ...link.current, suspended: frame.until } as LinkState);
    } else if (frame.t === 'unattended') {
      const { on, back, departments } = frame;
      link.set({ ...link.current, unattended: on, back, departments } as LinkState);
    } else if (frame.t === 'queue') {
      link.set({ ...link.current, queue: frame } as LinkState);
    } else if (frame.t === 'mine') {
      link.set({ ...link.current, mine: frame } as LinkState);
    } else if (frame.t === 'bye') {
      askedToWait = frame.retryAfter;
    } else events.frame(frame);
  };

  const scheduleRoutine = (): void => {
    pingTimer = ports.setTimeout(
      () => {
        ping(ROUTINE_DEADLINE);
        scheduleRoutine();
      },
      PING_EVERY + fraction() * PING_JITTER,
    );
  };

  /** `n` of a ping is the time it was sent, so that the answer also tells the round trip. */
  const ping = (patience: number): void => {
    if (phase.at !== 'live') return;
    const now = ports.now();
    const due = now + Math.min(patience * 2 ** disappointments, 15_000);
    if (deadline !== null && deadline.due <= due) return;
    clear(deadline?.timer);
    const timer = ports.setTimeout(() => {
      deadline = null;
      // A timer that comes much too late means that the device slept: the answer had no chance.
      if (ports.now() - due > 2_000) return ping(DEADLINE);
      disappointments += 1;
      lost(1006);
    }, due - now);
    deadline = { timer, due };
    pings = Math.max(pings + 1, now);
    send({ t: 'ping', n: pings });
  };

  const hurry = (): void => {
    if (phase.at === 'live') ping(DEADLINE);
    else if (phase.at === 'waiting') connect();
    else if (phase.at === 'opening' && ports.now() - phase.since > 1_000) connect();
  };

  const pageChanged = (event: PageEvent): void => {
    if (event === 'online') {
      backOff.reset();
      hurry();
    } else if (event === 'wake') hurry();
    else if (event === 'offline' && phase.at === 'live') lost(1006);
  };

  const send: Session['send'] = (frame) => {
    if (phase.at !== 'live') return false;
    phase.socket.send(frame instanceof Uint8Array ? frame : JSON.stringify(frame));
    return true;
  };

  return {
    link,
    send,
    doubt: () => ping(DEADLINE),
    hurry,
    start: () => {
      if (phase.at !== 'idle') return;
      unwatch = ports.page.watch(pageChanged);
      link.set({ state: 'connecting', since: ports.now() });
      connect();
    },
    stop: () => {
      const wasLive = phase.at === 'live';
      unwatch?.();
      drop();
      phase = { at: 'idle' };
      if (wasLive) events.lost(1000);
    },
  };
}
