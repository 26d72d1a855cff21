import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { STAFF_FRAME_BYTES, VISITOR_FRAME_BYTES } from '#schema/limits.ts';
import { SUBPROTOCOL } from '#schema/wire/frames.ts';
import { callerAddress, recognise } from '../admit/caller.ts';
import type { Log } from '../log.ts';
import type { Identity } from '../ports.ts';
import type { Listener } from './listener.ts';
import type { Arrival, Target } from './wire.ts';

/** The raw door: turns an HTTP upgrade into a socket, says who comes with it, and hands both on to the listener. */
export interface Door {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface DoorDeps {
  readonly listener: Pick<Listener, 'welcome' | 'isClosing'>;
  readonly identity: Identity;
  readonly publicUrl: string | null;
  readonly trustProxy: boolean;
  readonly log: Log;
}

/** Twice the limit, so that a frame that is a little too long is answered with a code that says so. */
const serverFor = (frameBytes: number): WebSocketServer =>
  new WebSocketServer({
    noServer: true,
    maxPayload: frameBytes * 2,
    perMessageDeflate: false,
    // Never the bearer: it would stand in the answer's headers.
    handleProtocols: (protocols) => (protocols.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });

export function createDoor({ listener, identity, publicUrl, trustProxy, log }: DoorDeps): Door {
  const visitorServer = serverFor(VISITOR_FRAME_BYTES);
  const staffServer = serverFor(STAFF_FRAME_BYTES);

  async function admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const target = targetOf(request.url ?? '/');
    if (target === null || listener.isClosing()) return void socket.destroy();
    // Until the socket is taken over nobody else listens to its errors.
    const ignore = (): void => socket.destroy() as unknown as void;
    socket.on('error', ignore);
    const caller = await recognise(request, identity, publicUrl);
    socket.off('error', ignore);
    if (socket.destroyed) return;
    const server = caller.kind === 'known' && caller.actor.kind === 'operator' ? staffServer : visitorServer;
    const address = callerAddress(request, trustProxy);
    const country = trustProxy ? countryOf(request.headers['cf-ipcountry']) : undefined;
    const arrival: Arrival = { caller, address, agent: request.headers['user-agent'], country, target };
    server.handleUpgrade(request, socket, head, (webSocket) => listener.welcome(webSocket, socket, arrival));
  }

  return {
    upgrade: (request, socket, head) => {
      admit(request, socket, head).catch((error: unknown) => {
        log.error({ error: String(error) }, 'an upgrade failed');
        socket.destroy();
      });
    },
  };
}

/** `XX` and `T1` are what is not known. */
const countryOf = (told: string | readonly string[] | undefined): string | undefined =>
  typeof told === 'string' && /^[A-Z]{2}$/.test(told) && told !== 'XX' ? told : undefined;

/** Null for an address that is not ours. */
function targetOf(url: string): Target | null {
  const [path = '', query = ''] = url.split('?', 2);
  if (path === '/sync') return { kind: 'all' };
  if (path === '/watch') return { kind: 'watch' };
  if (!path.startsWith('/sync/')) return null;
  return { kind: 'document', name: path.slice('/sync/'.length), epoch: new URLSearchParams(query).get('epoch') };
}
