import { afterEach, expect, test } from 'vitest';
import type { ConversationId } from '#schema/ids.ts';
import { manualTime } from '../testing/manual-time.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';
import { TELL_EVERY } from './queue.ts';
import { COUNTS_FOR } from './waited.ts';

const MINUTE = 60_000;
let street: TestStreet & { readonly dataDir: string };
let time: ReturnType<typeof manualTime>;
afterEach(() => street.close());

/** A life of the server that begins so much later. */
async function open(dataDir?: string, later = 0): Promise<void> {
  time = manualTime();
  time.pass(later);
  street = await openTestStreet({ ...time, ...(dataDir !== undefined && { dataDir }) });
}

const say = (visitor: TestClient, conversation: ConversationId, text: string) =>
  visitor.command('message.send', { conversation, text, lastSeen: 0 });

let pings = 0;
/** Time passes, in which these clients, and no others, give signs of life. */
async function pass(ms: number, ...alive: readonly TestClient[]): Promise<void> {
  for (let left = ms; left > 0; left -= 5_000) {
    time.pass(Math.min(5_000, left));
    for (const client of alive) {
      const n = (pings += 1);
      client.say({ t: 'ping', n });
      await client.until(() => client.received.some((frame) => frame.t === 'pong' && frame.n === n));
    }
  }
}

/** What this page was told of its place, as `place/wait`. */
const told = ({ received }: TestClient): readonly string[] =>
  received.flatMap((frame) => (frame.t === 'queue' ? [`${frame.place}/${frame.wait ?? 'nobody knows'}`] : []));

async function tellPlaces(visitor: TestClient, times: number): Promise<readonly string[]> {
  time.pass(TELL_EVERY);
  await visitor.until(() => told(visitor).length >= times);
  return told(visitor);
}

test('QUEUE1 QUEUE2 after a restart the first visitor is told what was measured before it, and who has gone stands in no line; after a night nobody knows', async () => {
  await open();
  const operator = await connect(street, 'operator.operator');
  for (let n = 0; n < 5; n += 1) {
    const visitor = await connect(street, `visitor.served${n}`);
    const id = await startConversation(visitor);
    await say(visitor, id, 'hello');
    await pass(MINUTE + 5_000, operator, visitor);
    await operator.command('conversation.take', { conversation: id });
    if (n === 0) await operator.command('conversation.close', { conversation: id });
    await visitor.close();
  }
  const gone = await connect(street, 'visitor.gone');
  await say(gone, await startConversation(gone), 'is anybody there?');
  const ann = await connect(street, 'visitor.ann');
  await say(ann, await startConversation(ann), 'hello');
  expect(await tellPlaces(ann, 1)).toEqual(['2/2']);
  const passed = time.clock.now() - Date.now();
  await street.stop();

  await open(street.dataDir, passed + MINUTE);
  const back = await connect(street, 'visitor.ann');
  expect(await tellPlaces(back, 1)).toEqual(['1/2']);
  const another = await connect(street, 'visitor.gone');
  expect(await tellPlaces(another, 1)).toEqual(['1/2']);
  expect(await tellPlaces(back, 2)).toEqual(['1/2', '2/2']);
  await street.stop();

  await open(street.dataDir, passed + COUNTS_FOR);
  const morning = await connect(street, 'visitor.ann');
  expect(await tellPlaces(morning, 1)).toEqual(['1/nobody knows']);
});
