import type { Socket } from '#client/environment.ts';
import type { Actor } from '#schema/words.ts';
import type { WireSocket, WireStream } from '#sync-server/listen/wire.ts';
import type { Owner } from '../world/scheduler.ts';
import type { World } from '../world/world.ts';
import { framesIn, type RawFrame } from './frames.ts';
import { createPath, type Link } from './link.ts';

/** Who looks on at what passes: the oracle. */
export interface Onlooker {
  /** The server has written it; whether it ever arrives is another matter. */
  readonly written: (connection: Connection, frame: RawFrame) => void;
  readonly reachedClient: (connection: Connection, frame: RawFrame) => void;
  readonly reachedServer: (connection: Connection, data: Buffer, isBinary: boolean) => void;
}

export interface Connection {
  readonly id: number;
  readonly link: Link;
  readonly bearer: string | null;
  /** Of the server; null before it was recognised. */
  actor: Actor | null;
  readonly socket: Socket;
  /** The server's process has taken it. */
  readonly accept: (life: Owner, mostBytes: number) => { readonly webSocket: WireSocket; readonly stream: WireStream };
  /** Nobody listens there. */
  readonly refuse: () => void;
  /** The server's process ended: its system says so at once, or, when the whole machine went, to whoever asks once it is back. */
  readonly serverEnded: (machineIsBack: (() => boolean) | null) => void;
  /** A box in between forgets it: both sides are told, if what tells them gets through. */
  readonly cut: () => void;
  /** The client's process ended. */
  readonly clientEnded: (says: boolean) => void;
}

const HEADER = 8;
const CLOSED_WITHIN = 30_000;

let made = 0;
export const resetConnections = (): void => void (made = 0);

/** A WebSocket from the browser's end to the server's, over TCP as it behaves. */
export function createConnection(
  world: World,
  link: Link,
  tab: Owner,
  bearer: string | null,
  onlooker: Onlooker,
  knock: (connection: Connection) => void,
): Connection {
  const up = createPath(world, link, 'up');
  const down = createPath(world, link, 'down');
  const listeners = new Map<string, ((...given: never[]) => void)[]>();
  let life: Owner | null = null;
  let mostBytes = Infinity;
  let client: 'connecting' | 'open' | 'closing' | 'closed' = 'connecting';
  let server: 'none' | 'open' | 'closing' | 'closed' | 'dead' = 'none';
  let machineIsBack: (() => boolean) | null = null;
  made += 1;

  const emit = (event: string, ...given: unknown[]): void => {
    if (life === null) return;
    world.hand(life, () => {
      for (const listener of listeners.get(event) ?? []) listener(...(given as never[]));
    });
  };

  const serverClosed = (): void => {
    if (server === 'closed' || server === 'dead' || server === 'none') return;
    server = 'closed';
    down.destroy();
    emit('close');
  };
  const clientClosed = (code: number): void => {
    if (client === 'closed') return;
    client = 'closed';
    world.hand(tab, () => socket.onclose?.({ code }));
  };
  /** A segment that says: there is no such connection. */
  const reset = (): void => {
    down.send(1, () => {
      clientClosed(1006);
      up.destroy();
      down.destroy();
    });
  };

  const knockedInVain = (): void => {
    if (machineIsBack?.() !== false) reset();
  };

  const socket: Socket = {
    binaryType: 'arraybuffer',
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: (data) => {
      if (client !== 'open' || !tab.alive) return;
      const isBinary = typeof data !== 'string';
      const bytes = isBinary ? Buffer.from(data) : Buffer.from(data, 'utf8');
      up.send(bytes.length + HEADER, () => {
        if (server === 'dead') return knockedInVain();
        if (server !== 'open' && server !== 'closing') return;
        // As `ws` does with a frame of more than twice the limit.
        if (bytes.length > 2 * mostBytes) return webSocket.close(1009);
        onlooker.reachedServer(connection, bytes, isBinary);
        emit('message', bytes, isBinary);
      });
    },
    close: () => {
      if (client === 'closed' || client === 'closing' || !tab.alive) return;
      const wasOpen = client === 'open';
      client = 'closing';
      up.send(HEADER, () => {
        if (server === 'dead') return knockedInVain();
        serverClosed();
        if (!wasOpen) return;
        clientClosed(1005);
      });
    },
  };

  const webSocket: WireSocket = {
    OPEN: 1,
    get readyState() {
      return server === 'open' ? 1 : server === 'closing' ? 2 : 3;
    },
    on: (event: string, listener: (...given: never[]) => void) => {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
    },
    ping: () => {
      if (server !== 'open') return;
      down.send(HEADER, () => {
        // The browser answers by itself, whatever its tab does.
        if (client !== 'closed') up.send(HEADER, () => emit('pong'));
      });
    },
    close: (code) => {
      if (server !== 'open') return;
      server = 'closing';
      down.send(HEADER, () => {
        if (client === 'closed') return;
        up.send(HEADER, serverClosed);
        clientClosed(code);
      });
      world.after(CLOSED_WITHIN, serverClosed, life);
    },
    terminate: () => {
      if (server !== 'open' && server !== 'closing') return;
      reset();
      const { alive } = life ?? { alive: false };
      server = 'closed';
      // Not in the middle of what the caller is doing.
      if (alive) world.after(0, () => emit('close'), life);
    },
  };

  /** Of a frame that is written in parts: what was written, and what is to be called when it has left. */
  let begun: Buffer = Buffer.alloc(0);
  let leaving: (() => void)[] = [];
  let isCorked = false;
  const expectWhole = (): void => {
    if (begun.length > 0) throw new Error('the server wrote no whole WebSocket frame');
  };
  const whenLeft = (): (() => void) => {
    const told = leaving;
    leaving = [];
    return () => {
      for (const tell of told) tell();
    };
  };

  const stream: WireStream = {
    get writableLength() {
      return down.waiting() * link.weight;
    },
    write: (bytes, left) => {
      if (life?.alive !== true || server === 'closed') return;
      const { frames, rest } = framesIn(Buffer.concat([begun, bytes]));
      begun = rest;
      if (left !== undefined) leaving.push(left);
      if (!isCorked) expectWhole();
      for (const frame of frames) onlooker.written(connection, frame);
      const last = frames.length - 1;
      for (const [index, frame] of frames.entries())
        down.send(
          frame.payload.length + HEADER,
          () => {
            if (client !== 'open') return;
            onlooker.reachedClient(connection, frame);
            const data = frame.isBinary ? new Uint8Array(frame.payload).buffer : frame.payload.toString('utf8');
            world.hand(tab, () => socket.onmessage?.({ data }));
          },
          index === last ? whenLeft() : undefined,
        );
    },
    cork: () => {
      isCorked = true;
    },
    uncork: () => {
      isCorked = false;
      expectWhole();
    },
    once: (_event, listener) => {
      const owner = life;
      down.onEmpty(() => {
        if (owner !== null) world.after(0, listener, owner);
      });
    },
  };

  const connection: Connection = {
    id: made,
    link,
    bearer,
    actor: null,
    socket,
    accept: (next, limit) => {
      life = next;
      mostBytes = limit;
      server = 'open';
      down.send(200, () => {
        if (client !== 'connecting') return;
        client = 'open';
        world.hand(tab, () => socket.onopen?.());
      });
      return { webSocket, stream };
    },
    refuse: reset,
    serverEnded: (isBack) => {
      if (server === 'closed' || server === 'none') return;
      server = 'dead';
      machineIsBack = isBack;
      down.forget();
      if (isBack === null) reset();
    },
    cut: () => {
      down.send(1, () => clientClosed(1006));
      up.send(1, serverClosed);
    },
    clientEnded: (says) => {
      if (client === 'closed') return;
      client = 'closed';
      if (says) up.send(1, serverClosed);
      else {
        up.destroy();
        down.destroy();
      }
    },
  };

  if (link.isRefusing) world.after(5, () => clientClosed(1006), tab);
  else up.send(500, () => knock(connection));
  return connection;
}
