import { createDecoder, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { readSyncMessage, writeUpdate } from 'y-protocols/sync';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { AttachmentListener, Line } from '../session/line.ts';
import { createProviderFeed } from './read-only-feed.ts';
import type { OpenReplica } from './replica-events.ts';

/** A stock document behind a line of one reader. */
function setUp() {
  const server = new Y.Doc();
  server.getArray('messages').push(['one']);
  const listeners: AttachmentListener[] = [];
  const sent: Uint8Array[] = [];
  const line: Pick<Line, 'attach'> = {
    attach: (_document, listener) => {
      listeners.push(listener);
      return {
        send: (message) => {
          sent.push(message);
          const decoder = createDecoder(message);
          const answer = createEncoder();
          writeVarUint(answer, readVarUint(decoder));
          readSyncMessage(decoder, answer, server, null);
          listener.message(toUint8Array(answer));
        },
        detach: () => void listeners.splice(listeners.indexOf(listener), 1),
      };
    },
  };
  const doc = new Y.Doc();
  const states: string[] = [];
  const replica = {
    name: 'conversation/x',
    doc,
    epoch: 'e1',
    get state() {
      return states.at(-1) ?? 'empty';
    },
    setState: (state: string) => void states.push(state),
    refuse: () => void states.push('refused'),
  } as unknown as OpenReplica;
  const stop = createProviderFeed(line).attach(replica);
  return { server, listeners, sent, doc, states, stop };
}

test('DOC2 the read-only feed brings what is there and what comes, and sends nothing but what it has', () => {
  const { server, listeners, sent, doc, states } = setUp();
  listeners[0]?.opened();
  expect(states).toEqual(['synced']);
  server.on('update', (update: Uint8Array) => {
    const encoder = createEncoder();
    writeVarUint(encoder, 0);
    writeUpdate(encoder, update);
    listeners[0]?.message(toUint8Array(encoder));
  });
  server.getArray('messages').push(['two']);
  expect(doc.getArray('messages').toJSON()).toEqual(['one', 'two']);
  listeners[0]?.message(new Uint8Array([0, 0, 1, 0]));
  listeners[0]?.message(new Uint8Array([1, 1, 0]));
  expect(sent.map((message) => [...message.slice(0, 2)])).toEqual([[0, 0]]);
});

test('DOC5 a lost line is waited for and a refusal is not', async () => {
  const { listeners, states, stop } = setUp();
  listeners[0]?.opened();
  listeners.shift()?.closed(1012);
  expect(states.at(-1)).toBe('cached');
  await Promise.resolve();
  expect(listeners).toHaveLength(1);
  listeners[0]?.opened();
  expect(states.at(-1)).toBe('synced');
  listeners.shift()?.closed(4404);
  await Promise.resolve();
  expect(states.at(-1)).toBe('refused');
  expect(listeners).toHaveLength(0);
  stop();
});
