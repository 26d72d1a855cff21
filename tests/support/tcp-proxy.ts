import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * A TCP line that can fail the way real ones do. The page talks to it as if it were the server, so cookies and policies are
 * real, and the browser sees true resets, silence and slowness, which no emulation in a browser gives to an open WebSocket.
 */
export interface TcpProxy {
  readonly port: number;
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /**
   * What happens to bytes from the client (`up`) and to it (`down`). `drop` swallows them: one way is a lost answer, both ways a
   * half-open line. A connection that lost bytes stays deaf in that direction for ever, as one whose path was forgotten;
   * connections made after `pass` are sound.
   */
  readonly set: (lanes: { readonly up?: Lane; readonly down?: Lane }) => void;
  /** Resets every connection at once; both ends see an error. */
  readonly reset: () => void;
  /** New connections are reset; old ones go on. */
  readonly refuse: (refused: boolean) => void;
  /** Each way takes this much longer, and carries this many bytes a second (null: as many as come). */
  readonly slow: (speed: { readonly delay: number; readonly rate: number | null }) => void;
  /** Where the server is now: it may come back on another port. */
  readonly retarget: (port: number) => void;
  /** Connections open now. */
  readonly open: () => number;
  /** Connections ever taken, refused ones not counted. */
  readonly taken: () => number;
  readonly close: () => Promise<void>;
}

export type Lane = 'pass' | 'drop';

interface Connection {
  readonly client: Socket;
  readonly server: Socket;
}

/** Listens on a free port of the loopback, or on `port`. */
export async function startTcpProxy(options: { readonly target: number; readonly port?: number }): Promise<TcpProxy> {
  const connections = new Set<Connection>();
  const lanes: { up: Lane; down: Lane } = { up: 'pass', down: 'pass' };
  let { target } = options;
  let refused = false;
  let delay = 0;
  let rate: number | null = null;
  let taken = 0;

  /** Copies one direction, in order, as late and as slowly as told at that moment. */
  const carry = (from: Socket, to: Socket, lane: 'up' | 'down'): void => {
    let deaf = false;
    let freeAt = 0;
    const later = (work: () => void, bytes: number): void => {
      const now = performance.now();
      const start = Math.max(now + delay, freeAt);
      freeAt = rate === null ? start : start + (bytes / rate) * 1000;
      if (freeAt <= now) work();
      else setTimeout(work, freeAt - now);
    };
    from.on('data', (bytes: Buffer) => {
      if (lanes[lane] === 'drop') deaf = true;
      if (deaf) return;
      later(() => {
        if (!to.destroyed) to.write(bytes);
      }, bytes.length);
    });
    from.on('end', () => {
      if (!deaf && lanes[lane] === 'pass') later(() => to.end(), 0);
    });
    // A line that lost bytes also loses the news that its other end is gone.
    from.on('close', () => {
      if (!deaf && lanes[lane] === 'pass') later(() => to.destroy(), 0);
    });
    from.on('error', () => from.destroy());
  };

  const listener = createServer((client) => {
    if (refused) return void client.resetAndDestroy();
    taken += 1;
    const server = connect({ host: '127.0.0.1', port: target });
    const connection = { client, server };
    connections.add(connection);
    client.setNoDelay(true);
    server.setNoDelay(true);
    carry(client, server, 'up');
    carry(server, client, 'down');
    client.on('close', () => connections.delete(connection));
  });
  listener.listen(options.port ?? 0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;

  const reset = (): void => {
    for (const { client, server } of connections) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
    connections.clear();
  };

  return {
    port,
    origin: `http://127.0.0.1:${String(port)}`,
    set: (next) => Object.assign(lanes, next),
    reset,
    refuse: (next) => {
      refused = next;
    },
    slow: (speed) => {
      ({ delay, rate } = speed);
    },
    retarget: (next) => {
      target = next;
    },
    open: () => connections.size,
    taken: () => taken,
    close: async () => {
      reset();
      listener.close();
      await once(listener, 'close');
    },
  };
}
