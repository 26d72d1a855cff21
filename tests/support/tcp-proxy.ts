import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Direction, Lane as Pace, MobileNetwork } from './mobile-network.ts';

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
  /** Connections made from now on go by this network, and not as `slow` says. */
  readonly goBy: (network: MobileNetwork) => void;
  /** Bytes taken from the client, and given to it, so far. */
  readonly carried: () => Readonly<Record<Direction, number>>;
  /** Where the server is now: it may come back on another port. */
  readonly retarget: (port: number) => void;
  /** Connections open now. */
  readonly open: () => number;
  /** Connections ever taken, refused ones not counted. */
  readonly taken: () => number;
  readonly close: () => Promise<void>;
}

export type Lane = 'pass' | 'drop';

const NOTHING = Buffer.alloc(0);

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
  let network: MobileNetwork | null = null;
  const carried = { up: 0, down: 0 };

  /** As late and as slowly as `slow` says at that moment. */
  const evenPace = (): Pace => {
    let freeAt = 0;
    return (bytes, now) => {
      const start = Math.max(now + delay, freeAt);
      freeAt = rate === null ? start : start + (bytes / rate) * 1000;
      return [{ bytes, at: freeAt }];
    };
  };

  /** Copies one direction, in order. */
  const carry = (from: Socket, to: Socket, lane: Direction, pace: Pace): void => {
    let deaf = false;
    // Timers of one moment may come in another order than they were set.
    const due: (() => void)[] = [];
    const later = (bytes: Buffer, work: (piece: Buffer) => void): void => {
      const now = performance.now();
      let begin = 0;
      for (const { bytes: length, at } of pace(bytes.length, now)) {
        const piece = bytes.subarray(begin, begin + length);
        begin += length;
        due.push(() => work(piece));
        const next = (): void => due.shift()?.();
        if (at <= now && due.length === 1) next();
        else setTimeout(next, Math.max(0, at - now));
      }
    };
    from.on('data', (bytes: Buffer) => {
      carried[lane] += bytes.length;
      if (lanes[lane] === 'drop') deaf = true;
      if (deaf) return;
      later(bytes, (piece) => {
        if (!to.destroyed) to.write(piece);
      });
    });
    from.on('end', () => {
      if (!deaf && lanes[lane] === 'pass') later(NOTHING, () => to.end());
    });
    // A line that lost bytes also loses the news that its other end is gone.
    from.on('close', () => {
      if (!deaf && lanes[lane] === 'pass') later(NOTHING, () => to.destroy());
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
    const paces = network?.connect(performance.now());
    carry(client, server, 'up', paces?.up ?? evenPace());
    carry(server, client, 'down', paces?.down ?? evenPace());
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
    goBy: (next) => {
      network = next;
    },
    carried: () => ({ ...carried }),
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
