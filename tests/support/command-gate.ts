import { createServer, request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';

/**
 * A way to the server on which files pass while commands do not: the state of a device whose outbox is full though it can load
 * pages. Sockets and commands over HTTP are reset while it is shut.
 */
export interface CommandGate {
  readonly origin: string;
  readonly shut: () => void;
  readonly open: () => void;
  readonly close: () => Promise<void>;
}

export async function startCommandGate(options: { readonly target: number }): Promise<CommandGate> {
  const sockets = new Set<Socket>();
  let isShut = false;
  const onward = ({ method, url, headers }: IncomingMessage) => ({
    host: '127.0.0.1',
    port: options.target,
    method,
    path: url,
    headers,
  });

  const gate = createServer((incoming, answer) => {
    if (isShut && incoming.url?.startsWith('/api/commands')) return void incoming.socket.destroy();
    const sent = request(onward(incoming), (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    sent.on('error', () => answer.destroy());
    incoming.pipe(sent);
  });
  gate.on('upgrade', (incoming: IncomingMessage, client: Socket, head: Buffer) => {
    if (isShut) return void client.destroy();
    const server = connect({ host: '127.0.0.1', port: options.target });
    const headers = incoming.rawHeaders.flatMap((name, at, all) =>
      at % 2 === 0 ? [`${name}: ${all[at + 1] ?? ''}`] : [],
    );
    server.write([`GET ${incoming.url ?? '/'} HTTP/1.1`, ...headers, '', ''].join('\r\n'));
    server.write(head);
    server.pipe(client).pipe(server);
    for (const [one, other] of [
      [server, client],
      [client, server],
    ] as const) {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  gate.listen(0, '127.0.0.1');
  await once(gate, 'listening');

  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    origin: `http://127.0.0.1:${String((gate.address() as AddressInfo).port)}`,
    shut: () => {
      isShut = true;
      drop();
    },
    open: () => {
      isShut = false;
    },
    close: async () => {
      drop();
      gate.closeAllConnections();
      gate.close();
      await once(gate, 'close');
    },
  };
}
