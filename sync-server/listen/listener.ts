import { EDIT_WINDOW, STAFF_FRAME_BYTES, TEXT_BYTES, VISITOR_FRAME_BYTES } from '#schema/limits.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { CloseReason } from '#schema/wire/close-codes.ts';
import type { Actor } from '#schema/words.ts';
import type { Crowd } from '../admit/crowd.ts';
import type { Blocks } from '../blocks/blocks.ts';
import type { Log } from '../log.ts';
import type { Identity } from '../ports.ts';
import type { Leases } from '../presence/leases.ts';
import type { Visitors } from '../presence/visitors.ts';
import { textFrame } from '../publish/websocket-frame.ts';
import { createDocumentSession, type DocumentSession } from './document-session.ts';
import { createFlusher, createLine, type Line } from './line.ts';
import { createSyncSession, type SessionDeps, type SyncSession } from './sync-session.ts';
import type { WatchSession } from '../watch/visit-session.ts';
import type { WatchRoom } from '../watch/watch-room.ts';
import type { Welcome, WireSocket } from './wire.ts';

/** The first room of the street behind the door (door.ts): keeps sockets alive, counts them, and hears what they say. */
export interface Listener {
  readonly welcome: Welcome;
  readonly isClosing: () => boolean;
  /** Says goodbye to all and takes nobody any more; resolves when all are gone, or after two seconds. */
  readonly close: () => Promise<void>;
  /** Everybody has to come back, because what they were told of documents no longer holds. */
  readonly sendAway: () => void;
  /** The same for those of one visitor: who it is, or whether it is anybody, is to be asked again. */
  readonly sendAwayVisitor: (visitor: VisitorId) => void;
  readonly sockets: () => number;
}

export interface ListenerDeps extends SessionDeps {
  readonly identity: Pick<Identity, 'onRevoked'>;
  readonly crowd: Crowd;
  readonly log: Log;
  readonly leases: Pick<Leases, 'arrived' | 'left'>;
  readonly visitors: Pick<Visitors, 'arrived' | 'left'>;
  readonly blocks: Pick<Blocks, 'saw' | 'arrived' | 'left' | 'cameTo'>;
  /** The most of one file of such a sender. */
  readonly fileBytes: (actor: Actor) => number;
  readonly setSockets: (count: number) => void;
  readonly watch: Pick<WatchRoom, 'enter'>;
}

type Session = SyncSession | DocumentSession | WatchSession;
interface Connected {
  readonly session: Session;
  /** Asks again who it is: a session may have been ended meanwhile. */
  readonly isStillKnown: () => Promise<boolean>;
  lastHeard: number;
  /** It is gone: nothing more is counted or told of it. */
  readonly end: (how: 'closed' | 'silent') => void;
}

/** A session that is over holds its socket at most so long, and as long as it is believed (identity/known-sessions.ts). */
const RECOGNISE_EVERY = 30_000;
const GOODBYE_WITHIN = 2_000;
const TURNED_AWAY_WITHIN = 1_000;
/** Told to those who are sent away, ms: long enough for a restart, spread by their own jitter. */
const COME_BACK_AFTER = 3_000;

/**
 * `pingEvery` and `deadAfter` (ms without a sign of life): a person must be known to be gone within 30 s (LEASE1), which two
 * unanswered pings and the time for a reload leave room for; a visitor's phone is not woken as often.
 */
const VISITOR = { frameBytes: VISITOR_FRAME_BYTES, openDocuments: 20, pingEvery: 15_000, deadAfter: 30_000 };
const STAFF = { frameBytes: STAFF_FRAME_BYTES, openDocuments: 1_000, pingEvery: 8_000, deadAfter: 24_000 };
const limitsOf = (actor: Actor) => (actor.kind === 'visitor' ? VISITOR : STAFF);

export function createListener(deps: ListenerDeps): Listener {
  const { clock, timers, log } = deps;
  const flusher = createFlusher();
  const connected = new Set<Connected>();
  let closing = false;
  let allGone: (() => void) | null = null;

  const welcome: Welcome = (webSocket, stream, { caller, address, agent, country, target }) => {
    webSocket.on('error', (error) => log.debug({ error: error.message }, 'a socket failed'));
    const line = createLine(webSocket, stream, flusher);
    // The goodbye was said while it was being recognised.
    if (closing) return turnAway(webSocket, line, 'restarting');
    if (caller.kind === 'refused') return turnAway(webSocket, line, caller.reason);
    const { actor } = caller;
    const isWatch = target.kind === 'watch';
    const kind = isWatch ? 'watch' : 'talk';
    const guest = actor.kind === 'visitor' ? deps.crowd.enter(actor.id, address, kind) : null;
    if (actor.kind === 'visitor' && guest === null) return turnAway(webSocket, line, 'overloaded');
    if (actor.kind === 'visitor' && !isWatch) deps.blocks.saw(actor.id, address, agent);
    const { frameBytes, openDocuments } = limitsOf(actor);
    const told = { textBytes: TEXT_BYTES, editWindow: EDIT_WINDOW, frameBytes, fileBytes: deps.fileBytes(actor) };
    const session =
      target.kind === 'all'
        ? createSyncSession(actor, line, { told, openDocuments }, deps)
        : target.kind === 'watch'
          ? deps.watch.enter(actor, line, { agent, country })
          : createDocumentSession(actor, line, { ...target, frameBytes }, deps);
    const { isStillKnown } = caller;
    const end: Connected['end'] = (how) => {
      if (!connected.delete(connection)) return;
      deps.setSockets(connected.size);
      session.end(how);
      guest?.leave();
      if (actor.kind === 'operator') deps.leases.left(actor.id, how);
      else if (!isWatch) {
        deps.visitors.left(actor.id);
        deps.blocks.left(actor.id);
      }
      if (connected.size === 0) allGone?.();
    };
    const connection: Connected = { session, isStillKnown, lastHeard: clock.now(), end };
    connected.add(connection);
    deps.setSockets(connected.size);
    if (actor.kind === 'operator') deps.leases.arrived(actor.id);
    else if (!isWatch) {
      deps.visitors.arrived(actor.id);
      deps.blocks.arrived(actor.id);
    }
    const heard = (): void => void (connection.lastHeard = clock.now());
    webSocket.on('pong', heard);
    webSocket.on('ping', heard);
    webSocket.on('message', (data: Buffer, isBinary: boolean) => {
      heard();
      if (!line.isOpen()) return;
      if (guest !== null && !guest.maySpeak()) return line.close('overloaded');
      try {
        session.receive(data, isBinary);
      } catch (error) {
        log.error({ error: String(error) }, 'a frame could not be dealt with');
        line.close('overloaded');
      }
    });
    webSocket.on('close', () => end('closed'));
    pingLater(webSocket, connection);
    if (actor.kind === 'operator') recogniseLater(connection);
  };

  /** Whoever is not taken in is told why. Some never answer a goodbye, and their sockets cost as much as anybody's. */
  function turnAway(webSocket: WireSocket, line: Line, reason: CloseReason): void {
    line.close(reason);
    const cancel = timers.after(TURNED_AWAY_WITHIN, () => line.terminate());
    webSocket.on('close', cancel);
  }

  /** One timer a socket, so that a thousand pings do not leave in one turn. It is dead to the millisecond, not at the next ping. */
  function pingLater(webSocket: WireSocket, connection: Connected): void {
    const { pingEvery, deadAfter } = limitsOf(connection.session.actor);
    const left = connection.lastHeard + deadAfter - clock.now();
    timers.after(Math.max(1, Math.min(pingEvery, left)), () => {
      if (!connected.has(connection)) return;
      if (clock.now() - connection.lastHeard >= deadAfter) {
        connection.end('silent');
        return connection.session.line.terminate();
      }
      pingLater(webSocket, connection);
      if (!connection.session.line.isOpen()) return;
      webSocket.ping();
      connection.session.catchUp();
    });
  }

  /** Nobody tells of a session that ends because its time is over. While it cannot be asked for, the socket stays. */
  function recogniseLater(connection: Connected): void {
    timers.after(RECOGNISE_EVERY, () => {
      if (!connected.has(connection)) return;
      recogniseLater(connection);
      connection.isStillKnown().then(
        (known) => {
          if (!known) connection.session.line.close('unauthorized');
        },
        (error: unknown) => log.warn({ error: String(error) }, 'a session could not be looked up; its socket stays'),
      );
    });
  }

  // One of the sessions of this person ended; the sockets of the others stay.
  deps.identity.onRevoked((person) => {
    for (const { session, isStillKnown } of connected) {
      if (session.actor.kind !== 'operator' || session.actor.id !== person) continue;
      isStillKnown().then(
        (known) => {
          if (!known) session.line.close('unauthorized');
        },
        () => session.line.close('overloaded'),
      );
    }
  });

  return {
    welcome,
    isClosing: () => closing,
    close: () => {
      closing = true;
      const bye = textFrame(JSON.stringify({ t: 'bye', retryAfter: COME_BACK_AFTER }));
      for (const { session } of connected) {
        if ('isMultiplexed' in session) session.line.push(bye);
        session.line.close('restarting');
      }
      if (connected.size === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const cancel = timers.after(GOODBYE_WITHIN, () => {
          for (const { session } of connected) session.line.terminate();
        });
        allGone = () => {
          cancel();
          resolve();
        };
      });
    },
    sendAway: () => {
      for (const { session } of connected) session.line.close('restarting');
    },
    sendAwayVisitor: (visitor) => {
      for (const { session } of connected) if (session.actor.id === visitor) session.line.close('restarting');
    },
    sockets: () => connected.size,
  };
}
