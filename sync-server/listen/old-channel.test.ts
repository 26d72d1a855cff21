import { afterEach, expect, test } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { encodeDocumentFrame } from '#schema/wire/document-frame.ts';
import { connect, startConversation, syncMessage } from '../testing/test-client.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';
import { systemTimers } from '../timers.ts';

let street: TestStreet | null = null;
afterEach(() => street?.close());

test('DOC4 DOC7 a question about a chapter that has ended meanwhile is not answered with the next one', async () => {
  street = await openTestStreet({
    chapterLimits: { messages: 5, bytes: 1e9 },
    timers: { ...systemTimers, after: (ms, run) => systemTimers.after(ms === 1_000 ? 20 : ms, run) },
  });
  const visitor = await connect(street, 'visitor.ann');
  const operator = await connect(street, 'operator.operator');
  const conversation = await startConversation(visitor);
  await operator.open(conversationDocument(conversation));
  const opened = operator.received.find((frame) => frame.t === 'opened');
  for (let n = 0; n < 5; n += 1) await visitor.command('message.send', { conversation, text: String(n), lastSeen: 0 });
  await operator.until(() => operator.received.some((frame) => frame.t === 'closed'));
  const from = operator.received.length;
  operator.socket.send(encodeDocumentFrame(opened?.channel ?? 0, syncMessage(0, Uint8Array.of(0))));
  operator.say({ t: 'ping', n: 1 });
  await operator.until(() => operator.received.slice(from).some((frame) => frame.t === 'pong'));
  expect(operator.received.slice(from).filter((frame) => frame.t === 'sync')).toEqual([]);
});
