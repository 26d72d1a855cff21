import { DatabaseFile } from '#sync-server/store/database-file.ts';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import type { Entry } from '#schema/conversation/entry.ts';
import type { CommandId } from '#schema/ids.ts';
import { BEARER_PREFIX, SUBPROTOCOL } from '#schema/wire/protocol.ts';
import type { Caller } from './people.ts';
import type { ServerProcess } from './server-process.ts';
import { until } from './until.ts';

/** What the truth is: read from outside, past everything that is tested. */

export interface StoredEntry extends Entry {
  /** Grows in the order of commits. */
  readonly row: number;
  readonly document: string;
}

function query<Row>({ dataDir }: Pick<ServerProcess, 'dataDir'>, sql: string): readonly Row[] {
  const database = new DatabaseFile(join(dataDir, 'holdline.db'), { readonly: true, timeout: 5_000 });
  try {
    return database.prepare(sql).all() as Row[];
  } finally {
    database.close();
  }
}

const hexToId = (hex: string): CommandId => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as CommandId;

/** Every entry in the file, in the order of commits. */
export function readEntries(server: Pick<ServerProcess, 'dataDir'>): readonly StoredEntry[] {
  type Row = Pick<StoredEntry, 'row' | 'document' | 'seq' | 'at'> & {
    readonly hex: string;
    readonly author: string;
    readonly effect: string;
  };
  const sql = `SELECT e.id AS row, d.name AS document, e.seq, e.at, lower(hex(e.command)) AS hex, e.author, e.effect
    FROM entries e JOIN documents d ON d.key = e.document ORDER BY e.id`;
  return query<Row>(server, sql).map(({ hex, author, effect, ...row }) => ({
    ...row,
    id: hexToId(hex),
    by: JSON.parse(author) as Entry['by'],
    effect: JSON.parse(effect) as Entry['effect'],
  }));
}

/** Commands that were accepted and changed nothing. */
export const readUnchanged = (server: Pick<ServerProcess, 'dataDir'>): ReadonlySet<CommandId> =>
  new Set(
    query<{ readonly hex: string }>(server, 'SELECT lower(hex(command)) AS hex FROM unchanged').map(({ hex }) =>
      hexToId(hex),
    ),
  );

/** How many chapters are sealed. */
export const readChapters = (server: Pick<ServerProcess, 'dataDir'>): number =>
  query<{ readonly n: number }>(server, 'SELECT count(*) AS n FROM chapters')[0]?.n ?? 0;

export const protocolsOf = ({ token }: Caller): string[] => [SUBPROTOCOL, BEARER_PREFIX + token];
export const socketUrl = ({ origin }: Pick<ServerProcess, 'origin'>, path = ''): string =>
  `${origin.replace('http', 'ws')}/sync${path}`;

/** A document's bytes exactly as the server gives them to one who has nothing. Rejects with the code when it refuses. */
export function readBytes(
  server: Pick<ServerProcess, 'origin'>,
  caller: Caller,
  document: string,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(socketUrl(server, `/${document}`), protocolsOf(caller));
    socket.binaryType = 'arraybuffer';
    socket.on('open', () => {
      const ask = encoding.createEncoder();
      encoding.writeVarUint(ask, 0);
      encoding.writeVarUint(ask, 0);
      encoding.writeVarUint8Array(ask, new Uint8Array([0]));
      socket.send(encoding.toUint8Array(ask));
    });
    socket.on('message', (data: ArrayBuffer) => {
      const decoder = decoding.createDecoder(new Uint8Array(data));
      if (decoding.readVarUint(decoder) !== 0 || decoding.readVarUint(decoder) !== 1) return;
      resolve(decoding.readVarUint8Array(decoder).slice());
      socket.close();
    });
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)));
    socket.on('error', reject);
  });
}

/** A stock y-websocket client on one document. */
export function stockClient(
  server: Pick<ServerProcess, 'origin'>,
  caller: Caller,
  document: string,
  params: Record<string, string> = {},
): { readonly doc: Y.Doc; readonly provider: WebsocketProvider; readonly destroy: () => void } {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(socketUrl(server), document, doc, {
    protocols: protocolsOf(caller),
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params,
  });
  return {
    doc,
    provider,
    destroy: () => {
      provider.destroy();
      provider.awareness.destroy();
      doc.destroy();
    },
  };
}

/** What a fresh stock client has after its first sync. */
export async function readWithStockClient(
  server: Pick<ServerProcess, 'origin'>,
  caller: Caller,
  document: string,
): Promise<Uint8Array> {
  const { doc, provider, destroy } = stockClient(server, caller, document);
  try {
    await until(`${document} is there`, () => provider.synced);
    return Y.encodeStateAsUpdate(doc);
  } finally {
    destroy();
  }
}

export const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
