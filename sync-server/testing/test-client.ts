import { WebSocket, type ClientOptions } from 'ws';
import * as Y from 'yjs';
import type { Command } from '#schema/commands/command.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { decodeDocumentFrame, encodeDocumentFrame } from '#schema/wire/document-frame.ts';
import { BEARER_PREFIX, PROTOCOL, SUBPROTOCOL, type ServerFrame } from '#schema/wire/frames.ts';
import { newId, type TestStreet } from './test-street.ts';

/** What was received, in order: control frames, and the kinds of document frames. */
export type Received = ServerFrame | { readonly t: 'sync'; readonly channel: number; readonly step: number };

/** A client of the multiplexed socket that keeps replicas and everything it heard. Tests only. */
export interface TestClient {
  readonly socket: WebSocket;
  readonly received: readonly Received[];
  readonly replica: (document: string) => Y.Doc;
  readonly say: (frame: object) => void;
  readonly command: <Type extends Command['type']>(
    type: Type,
    payload: Extract<Command, { readonly type: Type }>['payload'],
    id?: string,
  ) => Promise<CommandResult>;
  /** The replica once it has had the server's answer; a number: the code with which it was refused. */
  readonly open: (document: string) => Promise<Y.Doc | number>;
  /** Writes into the replica and sends the update. */
  readonly write: (document: string, work: (doc: Y.Doc) => void) => void;
  /** Sends bytes as an update of an open document. */
  readonly sendUpdate: (document: string, update: Uint8Array, step?: 1 | 2) => void;
  /** How many writes into this document the server has said to be saved since it was opened last. */
  readonly saved: (document: string) => number;
  /** Resolves when the predicate holds; asked after every frame. */
  readonly until: (predicate: () => boolean) => Promise<void>;
  readonly closed: Promise<number>;
  readonly close: () => Promise<number>;
}

export const syncMessage = (step: number, bytes: Uint8Array): Uint8Array => {
  const message = [0, step];
  let rest = bytes.length;
  while (rest > 127) {
    message.push(128 | (rest & 127));
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...message, rest, ...bytes]);
};

export function openSocket(port: number, path: string, bearer: string | null, options?: ClientOptions): WebSocket {
  const protocols = bearer === null ? [SUBPROTOCOL] : [SUBPROTOCOL, `${BEARER_PREFIX}${bearer}`];
  return new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, options);
}

export const closeCode = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', (code) => resolve(code)));

/** `from`: the address that a proxy would tell. `agent`: what a browser says of itself. `site`: on whose pages it is. */
export async function connect(
  { port }: Pick<TestStreet, 'port'>,
  bearer: string,
  from?: string,
  agent?: string,
  site?: string,
): Promise<TestClient> {
  const headers = {
    ...(from !== undefined && { 'x-forwarded-for': from }),
    ...(agent !== undefined && { 'user-agent': agent }),
  };
  const socket = openSocket(port, '/sync', bearer, { headers });
  socket.on('error', () => undefined);
  socket.setMaxListeners(0);
  const received: Received[] = [];
  const replicas = new Map<string, Y.Doc>();
  const names = new Map<number, string>();
  let watchers: (() => void)[] = [];
  const results = new Map<string, (result: CommandResult) => void>();
  const say = (frame: object): void => socket.send(JSON.stringify(frame));

  const replica = (document: string): Y.Doc => {
    const known = replicas.get(document) ?? new Y.Doc();
    replicas.set(document, known);
    return known;
  };

  function hear(frame: Received): void {
    received.push(frame);
    if (frame.t === 'opened') {
      names.set(frame.channel, frame.document);
      const ask = syncMessage(0, Y.encodeStateVector(replica(frame.document)));
      socket.send(encodeDocumentFrame(frame.channel, ask));
    } else if (frame.t === 'result') results.get(frame.id)?.(frame.result);
  }

  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) {
      const { channel, payload } = decodeDocumentFrame(data) ?? { channel: 0, payload: data };
      const update = payload.subarray(2 + lengthOfVarUint(payload, 2));
      const doc = replica(names.get(channel) ?? '');
      if (payload[1] !== 0) Y.applyUpdate(doc, update);
      else socket.send(encodeDocumentFrame(channel, syncMessage(1, Y.encodeStateAsUpdate(doc, update))));
      hear({ t: 'sync', channel, step: payload[1] ?? -1 });
    } else hear(JSON.parse(String(data)) as ServerFrame);
    for (const watcher of [...watchers]) watcher();
  });

  const until = (predicate: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        if (!predicate()) return;
        watchers = watchers.filter((watcher) => watcher !== check);
        resolve();
      };
      watchers.push(check);
      socket.once('close', (code) => reject(new Error(`the socket was closed with ${code} while waiting`)));
      check();
    });

  const channelOf = (document: string): number => {
    const channel = [...names].findLast(([, name]) => name === document)?.[0];
    if (channel === undefined) throw new Error(`${document} is not open`);
    return channel;
  };
  const sendUpdate: TestClient['sendUpdate'] = (document, update, step = 2) =>
    socket.send(encodeDocumentFrame(channelOf(document), syncMessage(step, update)));

  const closed = closeCode(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const client: TestClient = {
    socket,
    received,
    replica,
    say,
    sendUpdate,
    write: (document, work) => {
      const doc = replica(document);
      const send = (update: Uint8Array): void => sendUpdate(document, update);
      doc.on('update', send);
      doc.transact(() => work(doc));
      doc.off('update', send);
    },
    saved: (document) => {
      const opened = received.findLastIndex((frame) => frame.t === 'opened' && frame.document === document);
      const told = received.slice(opened).findLast((frame) => frame.t === 'saved' && frame.document === document);
      return told?.t === 'saved' ? told.writes : 0;
    },
    until,
    closed,
    command: (type, payload, id = newId()) =>
      new Promise((resolve) => {
        results.set(id, resolve);
        say({ t: 'command', command: { id: id as CommandId, type, writtenAt: Date.now(), payload } });
      }),
    open: async (document) => {
      const from = received.length;
      say({ t: 'open', document, epoch: null });
      const isAnswer = (frame: Received): boolean =>
        (frame.t === 'sync' && frame.step === 1 && names.get(frame.channel) === document) ||
        (frame.t === 'closed' && frame.document === document);
      await until(() => received.slice(from).some(isAnswer));
      const answer = received.slice(from).find(isAnswer);
      return answer?.t === 'closed' ? answer.code : replica(document);
    },
    close: () => {
      socket.close();
      return closed;
    },
  };
  say({ t: 'hello', protocol: PROTOCOL, device: 'a test device', ...(site !== undefined && { site }) });
  await until(() => received.some((frame) => frame.t === 'welcome'));
  return client;
}

function lengthOfVarUint(bytes: Uint8Array, at: number): number {
  let length = 1;
  while ((bytes[at + length - 1] ?? 0) > 127) length += 1;
  return length;
}

export const newConversation = (): ConversationId => newId() as ConversationId;

/** A started conversation of this visitor. */
export async function startConversation(visitor: TestClient): Promise<ConversationId> {
  const conversation = newConversation();
  await visitor.command('conversation.start', { conversation, site: 'shop' });
  return conversation;
}

export const textsIn = (doc: Y.Doc): readonly string[] =>
  (readConversation(doc)?.messages ?? []).flatMap((message) => (message.kind === 'text' ? [message.text] : []));
