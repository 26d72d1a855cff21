import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The server's side of uploads, in memory: notes from where on each piece was sent, and how much of it came. */
export interface TusServer {
  readonly port: number;
  readonly origin: string;
  /** `METHOD offset`, as they came. */
  readonly asked: readonly string[];
  readonly bytesOf: (id: string) => Buffer;
  /** How often each upload was announced. */
  readonly announced: () => number;
  /** Answers the next requests with this instead; null: as it should. */
  refusal: { readonly status: number; readonly error: string } | null;
  /** What is whole was cleaned to so many bytes, and tells of these from now on. */
  cleanedTo: number | null;
  /** The bytes of every file that is asked for. */
  serves: Uint8Array | null;
  readonly close: () => Promise<void>;
}

export async function startTusServer(): Promise<TusServer> {
  const uploads = new Map<
    string,
    { readonly about: Record<string, string>; readonly size: number; bytes: Buffer; turn: number }
  >();
  const asked: string[] = [];
  let announced = 0;

  const describe = (response: ServerResponse, id: string): void => {
    const upload = uploads.get(id);
    const length = server.cleanedTo ?? upload?.size ?? 0;
    const isWhole = upload !== undefined && upload.bytes.length === upload.size;
    response.setHeader('upload-offset', String(isWhole ? length : (upload?.bytes.length ?? 0)));
    response.setHeader('upload-length', String(length));
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const id = url.split('/').at(-1) ?? '';
    asked.push(`${method} ${String(headers['upload-offset'] ?? '')}`.trim());
    if (server.refusal !== null) {
      response.writeHead(server.refusal.status).end(JSON.stringify({ error: server.refusal.error }));
      return;
    }
    if (method === 'POST') {
      announced += 1;
      const pairs = String(headers['upload-metadata']).split(',');
      const about = Object.fromEntries(
        pairs.map((pair) => {
          const [key = '', value = ''] = pair.split(' ');
          return [key, Buffer.from(value, 'base64').toString()];
        }),
      ) as Record<string, string>;
      const name = about['id'] ?? '';
      if (!uploads.has(name))
        uploads.set(name, { about, size: Number(headers['upload-length']), bytes: Buffer.alloc(0), turn: 0 });
      describe(response, name);
      response.writeHead(201).end();
      return;
    }
    if (server.serves !== null) {
      response.setHeader('content-length', String(server.serves.length));
      return void response.end(server.serves);
    }
    const upload = uploads.get(id);
    if (upload === undefined) return void response.writeHead(404).end('{"error":"not-found"}');
    // One writer: who comes later ends the one before (FILE1).
    upload.turn += 1;
    const { turn } = upload;
    if (method === 'PATCH') {
      if (Number(headers['upload-offset']) !== upload.bytes.length)
        return void response.writeHead(409).end('{"error":"wrong-offset"}');
      for await (const chunk of request) {
        if (turn !== upload.turn) return void response.destroy();
        upload.bytes = Buffer.concat([upload.bytes, chunk as Buffer]);
      }
    }
    describe(response, id);
    const { name, type } = upload.about;
    if (method === 'GET') response.end(JSON.stringify({ id, name, type, size: server.cleanedTo ?? upload.size }));
    else response.writeHead(method === 'HEAD' ? 200 : 204).end();
  }

  const http = createServer((request, response) => {
    // A line that broke.
    answer(request, response).catch(() => response.destroy());
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const server: TusServer = {
    port,
    origin: `http://127.0.0.1:${port}`,
    asked,
    bytesOf: (id) => uploads.get(id)?.bytes ?? Buffer.alloc(0),
    announced: () => announced,
    refusal: null,
    cleanedTo: null,
    serves: null,
    close: async () => {
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
    },
  };
  return server;
}
