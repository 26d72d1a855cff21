import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { conversationDocument, INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import {
  closeCode,
  connect,
  openSocket,
  startConversation,
  syncMessage,
  textsIn,
  type TestClient,
} from '../testing/test-client.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet;
let visitor: TestClient;
let conversation: Awaited<ReturnType<typeof startConversation>>;
const providers: WebsocketProvider[] = [];

beforeEach(async () => {
  street = await openTestStreet();
  visitor = await connect(street, 'visitor.ann');
  conversation = await startConversation(visitor);
});
afterEach(async () => {
  for (const provider of providers.splice(0)) provider.destroy();
  await street.close();
});

/** The unmodified provider, with the WebSocket of Node; the token goes in the subprotocol. */
function stockClient(document: string, bearer: string): { readonly doc: Y.Doc; readonly provider: WebsocketProvider } {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`ws://127.0.0.1:${street.port}/sync`, document, doc, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    protocols: ['holdline.v1', `bearer.${bearer}`],
    disableBc: true,
  });
  providers.push(provider);
  return { doc, provider };
}

const until = (doc: Y.Doc, predicate: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const check = (): void => {
      if (!predicate()) return;
      doc.off('update', check);
      resolve();
    };
    doc.on('update', check);
    check();
  });

test('a stock y-websocket client reads a conversation live, and its writes stay its own', async () => {
  const { doc, provider } = stockClient(conversationDocument(conversation), 'operator.operator');
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
  await visitor.command('message.send', { conversation, text: 'hello', lastSeen: 0 });
  await until(doc, () => textsIn(doc).includes('hello'));
  doc.getArray('messages').push([{ kind: 'text', text: 'written by a stock client' }]);
  await visitor.command('message.send', { conversation, text: 'more', lastSeen: 0 });
  await until(doc, () => textsIn(doc).includes('more'));
  const replica = await visitor.open(conversationDocument(conversation));
  expect(typeof replica === 'number' ? replica : textsIn(replica)).toEqual(['hello', 'more']);
});

test('DOC6 the fifth write of a stock client closes its socket with 4422', async () => {
  const { doc, provider } = stockClient(conversationDocument(conversation), 'operator.operator');
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
  const closed = new Promise((resolve) =>
    provider.once('connection-close', (event: { code: number } | null) => resolve(event?.code)),
  );
  for (let index = 0; index < 5; index += 1) doc.getMap('head').set('state', `closed ${index}`);
  expect(await closed).toBe(4422);
});

test('POL2 a visitor reads its own conversation this way and no other, and says so with final codes', async () => {
  const path = `/sync/${conversationDocument(conversation)}`;
  const own = openSocket(street.port, path, 'visitor.ann');
  own.once('open', () => own.send(syncMessage(0, Uint8Array.of(0))));
  await new Promise((resolve) => own.once('message', resolve));
  expect(await closeCode(openSocket(street.port, path, 'visitor.bob'))).toBe(4404);
  expect(await closeCode(openSocket(street.port, `${path}/desk`, 'visitor.ann'))).toBe(4403);
  expect(await closeCode(openSocket(street.port, '/sync/team', 'visitor.ann'))).toBe(4403);
  expect(await closeCode(openSocket(street.port, '/sync/nonsense', 'operator.owner'))).toBe(4404);
});

test('DOC4 documents that are made anew at each start want to be told the epoch of the replica', async () => {
  const operator = await connect(street, 'operator.operator');
  await operator.open(INBOX_DOCUMENT);
  const epoch = operator.received.flatMap((frame) => (frame.t === 'opened' ? [frame.epoch] : []))[0];
  const open = (query: string) => openSocket(street.port, `/sync/inbox/all${query}`, 'operator.operator');
  expect(await closeCode(open(''))).toBe(4409);
  expect(await closeCode(open('?epoch=of-another-life'))).toBe(4409);
  const right = open(`?epoch=${epoch}`);
  right.once('open', () => right.send(syncMessage(0, Uint8Array.of(0))));
  await new Promise((resolve) => right.once('message', resolve));
});
