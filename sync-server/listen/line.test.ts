import { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { encodeDocumentFrame } from '#schema/wire/document-frame.ts';
import { connect, startConversation, syncMessage } from '../testing/test-client.ts';
import { openTestStreet } from '../testing/test-street.ts';
import { createFlusher, createLine } from './line.ts';

const MIB = 1024 * 1024;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A line to a reader that takes nothing until it is told to. */
function slowLine() {
  let taken = 0;
  let goOn: (() => void) | null = null;
  const codes: number[] = [];
  const socket = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      goOn = () => {
        taken += chunk.length;
        done();
      };
    },
  });
  const webSocket = { readyState: 1, OPEN: 1, close: (code: number) => codes.push(code) } as unknown as WebSocket;
  const line = createLine(webSocket, socket, createFlusher());
  return {
    line,
    codes,
    taken: () => taken,
    unsent: () => socket.writableLength,
    read: async () => {
      while (socket.writableLength > 0) {
        goOn?.();
        await turn();
      }
    },
  };
}

test('PUB3 a large answer does not make its reader too slow; what comes behind it and is not read does', async () => {
  const { line, codes, read, taken } = slowLine();
  line.answer(1, () => [Buffer.alloc(20 * MIB)]);
  await turn();
  line.push(Buffer.alloc(3 * MIB));
  await turn();
  expect(codes).toEqual([]);
  await read();
  expect(taken()).toBe(23 * MIB);
  line.answer(1, () => [Buffer.alloc(20 * MIB)]);
  line.push(Buffer.alloc(5 * MIB));
  await turn();
  expect(codes).toEqual([1013]);
});

test('PUB3 answers wait for room, and of those to the same question only the newest is made', async () => {
  const { line, read, taken, unsent } = slowLine();
  const made: string[] = [];
  const answer = (key: number, name: string, bytes: number) =>
    line.answer(key, () => {
      made.push(name);
      return [Buffer.alloc(bytes)];
    });
  answer(1, 'first', 2 * MIB);
  for (let index = 0; index < 1_000; index += 1) answer(1, `again ${index}`, 2 * MIB);
  answer(2, 'another', 10);
  line.answer(3, () => null);
  await turn();
  expect(made).toEqual(['first']);
  expect(unsent()).toBe(2 * MIB);
  await read();
  expect(made).toEqual(['first', 'again 999', 'another']);
  expect(taken()).toBe(4 * MIB + 10);
});

test('PUB3 whoever asks for a conversation thousands of times in one breath does not fill our memory', async () => {
  const street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  const text = 'x'.repeat(8_000);
  const send = () => visitor.command('message.send', { conversation, text, lastSeen: 0 });
  await Promise.all(Array.from({ length: 18 }, send));
  // A visitor would be sent away for so much noise (WIRE7).
  const asker = await connect(street, 'operator.operator');
  await asker.open(conversationDocument(conversation));
  const opened = asker.received.find((frame) => frame.t === 'opened');
  const ask = encodeDocumentFrame(opened?.t === 'opened' ? opened.channel : 0, syncMessage(0, Uint8Array.of(0)));
  const answers = () => asker.received.filter((frame) => frame.t === 'sync' && frame.step === 1).length;
  const before = answers();
  asker.socket.pause();
  for (let index = 0; index < 3_000; index += 1) asker.socket.send(ask);
  asker.say({ t: 'ping', n: 1 });
  asker.socket.resume();
  await asker.until(() => asker.received.some((frame) => frame.t === 'pong'));
  expect(answers() - before).toBeGreaterThan(0);
  expect(answers() - before).toBeLessThan(1_000);
  await street.close();
});
