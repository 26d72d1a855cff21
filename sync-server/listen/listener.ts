import { EDIT_WINDOW, STAFF_FRAME_BYTES, TEXT_BYTES, VISITOR_FRAME_BYTES } from '#schema/limits.ts';
import type { OperatorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import type { Crowd } from '../admit/crowd.ts';
import type { Log } from '../log.ts';
import type { Identity } from '../ports.ts';
import { textFrame } from '../publish/websocket-frame.ts';
import { createDocumentSession, type DocumentSession } from './document-session.ts';
import { createFlusher, createLine } from './line.ts';
import { createSyncSession, type SessionDeps, type SyncSession } from './sync-session.ts';
import type { Welcome, WireSocket } from './wire.ts';

/** The first room of the street behind the door (door.ts): keeps sockets alive, counts them, and hears what they say. */
export interface Listener {
  readonly welcome: Welcome;
  readonly isClosing: () => boolean;
  /** Says goodbye to all and takes nobody any more; resolves when all are gone, or after two seconds. */
  readonly close: () => Promise<void>;
  /** Everybody has to come back, because what they were told of documents no longer holds. */
  readonly sendAway: () => void;
  readonly sockets: () => number;
}

export interface ListenerDeps extends SessionDeps {
  readonly identity: Pick<Identity, 'onRevoked'>;
  readonly crowd: Crowd;
  readonly log: Log;
  /** A person's first socket opened, or the last one went. */
  readonly presence: (person: OperatorId, online: boolean) => void;
  readonly setSockets: (count: number) => void;
}

type Session = SyncSession | DocumentSession;
interface Connected {
  readonly session: Session;
  /** Asks again who it is: a session may have been ended meanwhile. */
  readonly isStillKnown: () => Promise<boolean>;
  lastHeard: number;
}

const PING_EVERY = 15_000;
const DEAD_AFTER = 30_000;
const GOODBYE_WITHIN = 2_000;
/** Told to those who are sent away, ms: long enough for a restart, spread by their own jitter. */
const COME_BACK_AFTER = 3_000;

const VISITOR = { frameBytes: VISITOR_FRAME_BYTES, openDocuments: 20 };
const STAFF = { frameBytes: STAFF_FRAME_BYTES, openDocuments: 1_000 };
const limitsOf = (actor: Actor) => (actor.kind === 'visitor' ? VISITOR : STAFF);

export function createListener(deps: ListenerDeps): Listener {
  const { clock, timers, log } = deps;
  const flusher = createFlusher();
  const connected = new Set<Connected>();
  const socketsOf = new Map<OperatorId, number>();
  let closing = false;
  let allGone: (() => void) | null = null;

  function countPerson(actor: Actor, change: 1 | -1): void {
    if (actor.kind !== 'operator') return;
    const before = socketsOf.get(actor.id) ?? 0;
    socketsOf.set(actor.id, before + change);
    if (before + change === 0) socketsOf.delete(actor.id);
    if (before === 0 || before + change === 0) deps.presence(actor.id, change === 1);
  }

  const welcome: Welcome = (webSocket, stream, { caller, address, target }) => {
    webSocket.on('error', (error) => log.debug({ error: error.message }, 'a socket failed'));
    const line = createLine(webSocket, stream, flusher);
    // The goodbye was said while it was being recognised.
    if (closing) return line.close('restarting');
    if (caller.kind === 'refused') return line.close(caller.reason);
    const { actor } = caller;
    const guest = actor.kind === 'visitor' ? deps.crowd.enter(actor.id, address) : null;
    if (actor.kind === 'visitor' && guest === null) return line.close('overloaded');
    const { frameBytes, openDocuments } = limitsOf(actor);
    const told = { textBytes: TEXT_BYTES, editWindow: EDIT_WINDOW, frameBytes };
    const session =
      target.kind === 'all'
        ? createSyncSession(actor, line, { told, openDocuments }, deps)
        : createDocumentSession(actor, line, { ...target, frameBytes }, deps);
    const { isStillKnown } = caller;
    const connection: Connected = { session, isStillKnown, lastHeard: clock.now() };
    connected.add(connection);
    deps.setSockets(connected.size);
    countPerson(actor, 1);
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
    webSocket.on('close', () => {
      connected.delete(connection);
      deps.setSockets(connected.size);
      session.end();
      guest?.leave();
      countPerson(actor, -1);
      if (connected.size === 0) allGone?.();
    });
    pingLater(webSocket, connection);
  };

  /** One timer a socket, so that a thousand pings do not leave in one turn. */
  function pingLater(webSocket: WireSocket, connection: Connected): void {
    timers.after(PING_EVERY, () => {
      if (!connected.has(connection)) return;
      if (clock.now() - connection.lastHeard >= DEAD_AFTER) return connection.session.line.terminate();
      if (connection.session.line.isOpen()) {
        webSocket.ping();
        connection.session.catchUp();
      }
      pingLater(webSocket, connection);
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
    sockets: () => connected.size,
  };
}
