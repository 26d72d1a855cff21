import type { Owner } from '../world/scheduler.ts';
import type { World } from '../world/world.ts';
import { createConnection, resetConnections, type Connection, type Onlooker } from './connection.ts';
import { createPath, type Link } from './link.ts';

/** An answer over HTTP, whole. */
export interface PlainAnswer {
  readonly status: number;
  readonly body: string;
}

/** The server's machine as the network sees it. */
export interface Host {
  /** Takes the socket, or refuses it. */
  readonly knock: (connection: Connection, url: string) => void;
  /** Null: nobody listens. The answer may never come. */
  readonly request: (url: string, init: RequestInit) => Promise<PlainAnswer> | null;
  /** Changes with each process; requests of one that ended get no answer. */
  readonly life: () => Owner | null;
  readonly isUp: () => boolean;
}

export interface Network {
  readonly openSocket: (link: Link, tab: Owner, url: string, protocols: readonly string[]) => Connection;
  readonly fetch: (link: Link, tab: Owner, url: string, init: RequestInit) => Promise<Response>;
  /** The server's process is gone; `machine`: with its machine. */
  readonly serverEnded: (machine: boolean) => void;
  readonly clientEnded: (tab: Owner, says: boolean) => void;
  readonly connections: () => readonly Connection[];
}

const BEARER = 'bearer.';

interface Exchange {
  readonly life: Owner;
  readonly fail: () => void;
}

export function createNetwork(world: World, host: Host, onlooker: Onlooker): Network {
  resetConnections();
  const connections = new Map<Connection, Owner>();
  const exchanges = new Set<Exchange>();

  function ask(
    link: Link,
    url: string,
    init: RequestInit,
    answered: (answer: PlainAnswer) => void,
    failed: () => void,
  ) {
    const up = createPath(world, link, 'up');
    const down = createPath(world, link, 'down');
    const end = (): void => {
      up.destroy();
      down.destroy();
    };
    const arrive = (): void => {
      if (!host.isUp()) return;
      const life = host.life();
      const answer = life === null ? null : host.request(url, init);
      const fail = (): void =>
        down.send(1, () => {
          end();
          failed();
        });
      if (life === null || answer === null) return fail();
      const exchange: Exchange = { life, fail };
      exchanges.add(exchange);
      void answer.then((given) => {
        if (!exchanges.delete(exchange) || !life.alive) return;
        if (link.random.chance(link.requests.unanswered)) return fail();
        down.send(given.body.length + 200, () => {
          end();
          answered(given);
        });
      });
    };
    const late = link.random.chance(link.requests.late) ? link.random.between(500, 60_000) : 0;
    up.send((typeof init.body === 'string' ? init.body.length : 0) + 200, () => {
      if (late === 0) arrive();
      else world.after(late, arrive, null);
    });
  }

  return {
    openSocket: (link, tab, url, protocols) => {
      const bearer = protocols.find((name) => name.startsWith(BEARER))?.slice(BEARER.length) ?? null;
      const connection = createConnection(world, link, tab, bearer, onlooker, (knocking) => host.knock(knocking, url));
      connections.set(connection, tab);
      return connection;
    },
    fetch: (link, tab, url, init) =>
      new Promise((resolve, reject) => {
        let over = false;
        const settle = (how: () => void): void =>
          world.hand(tab, () => {
            if (over) return;
            over = true;
            how();
          });
        const failed = (): void => settle(() => reject(new TypeError('fetch failed')));
        init.signal?.addEventListener('abort', () => settle(() => reject(new DOMException('aborted', 'AbortError'))));
        if (link.isRefusing) return void world.after(3, failed, tab);
        const answered = ({ status, body }: PlainAnswer): void => settle(() => resolve(new Response(body, { status })));
        ask(link, url, init, answered, failed);
        // A browser asks once more when the connection that it kept breaks under the request; both may have arrived.
        if (init.method === 'POST' && link.random.chance(link.requests.twice))
          world.after(link.random.between(1, 5_000), () => ask(link, url, init, answered, failed), null);
      }),
    serverEnded: (machine) => {
      for (const connection of connections.keys()) connection.serverEnded(machine ? host.isUp : null);
      connections.clear();
      for (const { fail } of exchanges) if (!machine) fail();
      exchanges.clear();
    },
    clientEnded: (tab, says) => {
      for (const [connection, owner] of connections) {
        if (owner !== tab) continue;
        connection.clientEnded(says);
        connections.delete(connection);
      }
    },
    connections: () => [...connections.keys()],
  };
}
