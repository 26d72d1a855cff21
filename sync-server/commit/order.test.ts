import { expect, test } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { connect, newConversation, startConversation, textsIn } from '../testing/test-client.ts';
import { newId, openTestStreet } from '../testing/test-street.ts';
import type { CommitOutcome, EntryBatch, Writer } from './writer.ts';

/** A writer whose next commit fails, and the one after it too, as soon as it is told to. */
function twiceFailingWriter() {
  let left = 0;
  let failedGeneration = -1;
  let failSecond: () => void = () => undefined;
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  let turn: Promise<unknown> = Promise.resolve();
  const one = async (writer: Writer, batch: EntryBatch): Promise<CommitOutcome> => {
    if (batch.generation <= failedGeneration) return { kind: 'failed', detail: 'behind a failed batch' };
    if (left === 0) return writer.commit(batch);
    left -= 1;
    if (left === 0) {
      await new Promise<void>((resolve) => {
        failSecond = resolve;
        arrive();
      });
    }
    failedGeneration = batch.generation;
    return { kind: 'failed', detail: 'SQLITE_FULL' };
  };
  const wrap = (writer: Writer): Writer => ({
    ...writer,
    commit: (batch) => {
      const outcome = turn.then(() => one(writer, batch));
      turn = outcome;
      return outcome;
    },
  });
  return { wrap, arrived, failTwice: () => void (left = 2), failSecond: () => failSecond() };
}

test('COMMIT3 OUT3 what came behind a command that has to be tried again does not pass it', async () => {
  const writer = twiceFailingWriter();
  const street = await openTestStreet({ wrapWriter: writer.wrap });
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  const [one, two] = [newId(), newId()];
  const send = (text: string, id: string) => visitor.command('message.send', { conversation, text, lastSeen: 0 }, id);
  writer.failTwice();
  const first = send('one', one);
  await writer.arrived;
  const second = send('two', two);
  visitor.say({ t: 'ping', n: 1 });
  await visitor.until(() => visitor.received.some((frame) => frame.t === 'pong'));
  writer.failSecond();
  expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual(['retry', 'retry']);
  await Promise.all([send('one', one), send('two', two)]);
  const doc = await visitor.open(conversationDocument(conversation));
  expect(typeof doc === 'number' ? doc : textsIn(doc)).toEqual(['one', 'two']);
  await street.close();
});

test('COMMIT3 OUT8 a first message is not refused for good because the start before it had to be tried again', async () => {
  const writer = twiceFailingWriter();
  const street = await openTestStreet({ wrapWriter: writer.wrap });
  const visitor = await connect(street, 'visitor.ann');
  const conversation = newConversation();
  const [start, words] = [newId(), newId()];
  const begin = () => visitor.command('conversation.start', { conversation, site: 'shop' }, start);
  const say = () => visitor.command('message.send', { conversation, text: 'hello', lastSeen: 0 }, words);
  writer.failTwice();
  const first = begin();
  await writer.arrived;
  const second = say();
  visitor.say({ t: 'ping', n: 1 });
  await visitor.until(() => visitor.received.some((frame) => frame.t === 'pong'));
  writer.failSecond();
  await Promise.all([first, second]);
  expect((await Promise.all([begin(), say()])).map(({ status }) => status)).toEqual(['accepted', 'accepted']);
  await street.close();
});
