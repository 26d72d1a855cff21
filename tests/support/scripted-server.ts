import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import * as syncProtocol from 'y-protocols/sync';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Command } from '#schema/commands/command.ts';
import type { CommandId, OperatorId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { ClientFrame, ServerFrame } from '#schema/wire/frames.ts';
import { decodeDocumentFrame, encodeDocumentFrame } from '#schema/wire/document-frame.ts';
import type { Actor } from '#schema/words.ts';

/**
 * A server that speaks the wire and does as the test says. It keeps the first answer to each id, as the real one does, and
 * writes each accepted message into its conversation's document before it answers.
 */
export interface ScriptedServer {
  readonly port: number;
  readonly origin: string;
  /** Every command frame as it came, over either door, repeats included. */
  readonly received: { readonly door: 'socket' | 'http'; readonly command: Command }[];
  /** Ids in the order in which they first took effect. */
  readonly applied: CommandId[];
  /** What to answer; undefined means accept. Asked anew at each delivery that has no stored answer. */
  answer: (command: Command) => CommandResult | 'silence' | undefined;
  /** Close code for a document; undefined opens it. */
  refuseDocument: (name: string) => number | undefined;
  readonly document: (name: string) => Y.Doc;
  readonly epochOf: (name: string) => string;
  /** The document starts again from nothing, as after a rebuild. */
  readonly renew: (name: string, epoch: string) => void;
  readonly say: (frame: ServerFrame) => void;
  readonly closeSockets: (code: number) => void;
  readonly sockets: () => number;
  /** Control frames as they came, pings left out. */
  readonly frames: ClientFrame[];
  readonly close: () => Promise<void>;
}

export const ANNA: Actor = {
  kind: 'operator',
  id: '01900000-0000-7000-8000-00000000000a' as OperatorId,
  name: 'Anna',
  role: 'operator',
};

interface ServedDocument {
  doc: Y.Doc;
  epoch: string;
  channel: number;
}

export async function startScriptedServer(actor: Actor = ANNA): Promise<ScriptedServer> {
  const results = new Map<CommandId, CommandResult>();
  const documents = new Map<string, ServedDocument>();
  const readers = new Map<WebSocket, Set<string>>();
  let channels = 0;

  const served = (name: string): ServedDocument => {
    const known = documents.get(name);
    if (known !== undefined) return known;
    channels += 1;
    const fresh: ServedDocument = { doc: new Y.Doc(), epoch: `first-${name}`, channel: channels };
    documents.set(name, fresh);
    publish(name, fresh);
    return fresh;
  };
  const publish = (name: string, { doc, channel }: ServedDocument): void => {
    doc.on('update', (update: Uint8Array) => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, 0);
      syncProtocol.writeUpdate(encoder, update);
      const frame = encodeDocumentFrame(channel, encoding.toUint8Array(encoder));
      for (const [socket, names] of readers) if (names.has(name)) socket.send(frame);
    });
  };

  const submit = (command: Command): CommandResult | 'silence' => {
    const stored = results.get(command.id);
    if (stored !== undefined) return stored;
    const told = server.answer(command);
    if (told === 'silence') return told;
    const result: CommandResult = told ?? { status: 'accepted', seq: server.applied.length + 1, at: Date.now() };
    if (result.status !== 'accepted') return result;
    results.set(command.id, result);
    if (command.type === 'cursor.advance') return result;
    server.applied.push(command.id);
    if (command.type === 'message.send') {
      const { conversation, text } = command.payload;
      served(`conversation/${conversation}`)
        .doc.getArray('messages')
        .push([{ seq: result.seq, id: command.id, text }]);
    }
    return result;
  };

  const http = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.method === 'GET') return void response.end(JSON.stringify({ id: actor.id, name: actor.name }));
    void body(request).then((text) => {
      const { commands } = JSON.parse(text) as { commands: Command[] };
      const answers = commands.map((command) => {
        server.received.push({ door: 'http', command });
        return { id: command.id, result: submit(command) };
      });
      if (answers.some(({ result }) => result === 'silence')) return void response.writeHead(503).end();
      response.end(JSON.stringify({ results: answers, serverTime: Date.now() }));
    });
  });
  const sockets = new WebSocketServer({ server: http, path: '/sync', handleProtocols: () => 'holdline.v1' });

  const take = (socket: WebSocket, frame: ClientFrame): void => {
    const say = (next: ServerFrame): void => socket.send(JSON.stringify(next));
    if (frame.t !== 'ping') server.frames.push(frame);
    switch (frame.t) {
      case 'hello':
        return say({
          t: 'welcome',
          protocol: frame.protocol,
          serverTime: Date.now(),
          actor,
          limits: { textBytes: 8192, editWindow: 600_000, frameBytes: 262_144 },
        });
      case 'ping':
        return say({ t: 'pong', n: frame.n, serverTime: Date.now() });
      case 'open': {
        const code = server.refuseDocument(frame.document);
        if (code !== undefined) return say({ t: 'closed', document: frame.document, code });
        const { channel, epoch } = served(frame.document);
        readers.get(socket)?.add(frame.document);
        return say({ t: 'opened', document: frame.document, channel, epoch });
      }
      case 'close':
        return void readers.get(socket)?.delete(frame.document);
      case 'command': {
        server.received.push({ door: 'socket', command: frame.command });
        const result = submit(frame.command);
        if (result !== 'silence') say({ t: 'result', id: frame.command.id, result });
        return;
      }
      // Nothing was ever erased here, and nobody is told who types or looks.
      case 'gone':
      case 'typing':
      case 'look':
        return;
    }
  };

  const sync = (socket: WebSocket, bytes: Uint8Array): void => {
    const frame = decodeDocumentFrame(bytes);
    const found = [...documents.values()].find(({ channel }) => channel === frame?.channel);
    if (frame === null || found === undefined) return;
    const decoder = decoding.createDecoder(frame.payload);
    if (decoding.readVarUint(decoder) !== 0) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 0);
    syncProtocol.readSyncMessage(decoder, encoder, found.doc, socket);
    if (encoding.length(encoder) > 1) socket.send(encodeDocumentFrame(found.channel, encoding.toUint8Array(encoder)));
  };

  sockets.on('connection', (socket) => {
    readers.set(socket, new Set());
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary) sync(socket, new Uint8Array(data));
      else take(socket, JSON.parse(data.toString()) as ClientFrame);
    });
    socket.on('close', () => readers.delete(socket));
    socket.on('error', () => readers.delete(socket));
  });

  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const server: ScriptedServer = {
    port,
    origin: `http://127.0.0.1:${String(port)}`,
    received: [],
    applied: [],
    frames: [],
    answer: () => undefined,
    refuseDocument: () => undefined,
    document: (name) => served(name).doc,
    epochOf: (name) => served(name).epoch,
    renew: (name, epoch) => {
      channels += 1;
      const fresh: ServedDocument = { doc: new Y.Doc(), epoch, channel: channels };
      documents.set(name, fresh);
      publish(name, fresh);
      for (const [socket, names] of readers) {
        if (names.delete(name)) socket.send(JSON.stringify({ t: 'closed', document: name, code: 4409 }));
      }
    },
    say: (frame) => {
      for (const socket of readers.keys()) socket.send(JSON.stringify(frame));
    },
    closeSockets: (code) => {
      for (const socket of readers.keys()) socket.close(code);
    },
    sockets: () => readers.size,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  return server;
}

async function body(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
