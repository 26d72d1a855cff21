import { afterEach, expect, test } from 'vitest';
import { operatorDocument } from '#schema/docs/document-name.ts';
import { writeHidesWords, writeKind } from '#schema/docs/notification-settings.ts';
import { until } from '../../tests/support/until.ts';
import { startPushService, type PushService } from '../../tests/support/push-service.ts';
import { createLog } from '../log.ts';
import { EXPECTED_FOR } from '../presence/leases.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';
import { systemTimers } from '../timers.ts';
import { createPush, type Push } from './push.ts';
import { createPushSender } from './push-sender.ts';
import type { StoredSubscription } from './push-store.ts';
import { makeVapidKeys } from './vapid.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface World {
  readonly street: TestStreet;
  readonly service: PushService;
  readonly push: Push;
  readonly subscribe: (name: string, language?: string) => ReturnType<PushService['subscribe']>['received'];
}

/** A street whose pushes go to a service of this machine, by subscriptions that stand in memory. */
async function world(): Promise<World> {
  const service = await startPushService();
  const kept = new Map<string, StoredSubscription>();
  const keys = makeVapidKeys();
  const push = createPush({
    store: {
      all: () => [...kept.values()],
      put: (one) => void kept.set(one.endpoint, one),
      remove: (endpoint) => void kept.delete(endpoint),
      vapidKeys: () => keys,
    },
    post: createPushSender({ toLoopback: true }),
    toLoopback: true,
    publicUrl: 'https://chat.example.com',
    clock: { now: Date.now },
    timers: systemTimers,
    log: createLog('silent'),
    random: Math.random,
  });
  // Nobody is expected back any more.
  const after: typeof systemTimers.after = (ms, run) => systemTimers.after(ms === EXPECTED_FOR ? 1 : ms, run);
  const street = await openTestStreet({ push, timers: { ...systemTimers, after } });
  closing.push(service.close, () => Promise.resolve(push.close()), street.close);
  return {
    street,
    service,
    push,
    subscribe: (name, language = 'en') => {
      const { received, ...subscription } = service.subscribe(keys.publicKey);
      push.subscribe(street.people.actor(name).id as never, 'session', { ...subscription, language });
      return received;
    },
  };
}

const sees = (desk: TestClient, isVisible: boolean): void =>
  desk.say({ t: 'look', conversations: [], ...(isVisible && { isVisible }) });
const said = async (visitor: TestClient, conversation: string, text: string): Promise<void> =>
  void (await visitor.command('message.send', { conversation: conversation as never, text, lastSeen: 0 }));

test('NOTIFY7 NOTIFY8 from a visitor’s words to what the browser of an operator who is not there decrypts, signed and addressed', async () => {
  const { street, service, subscribe } = await world();
  const received = subscribe('operator', 'ru');
  const observers = subscribe('observer');
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  await said(visitor, conversation, 'Is the kiln warm?');
  await until('the push', () => received.length === 1);
  const [push] = received;
  expect(push).toMatchObject({
    message: { t: 'call', kind: 'waiting', conversation, text: 'Is the kiln warm?', language: 'ru', name: '' },
    urgency: 'high',
    claims: { aud: service.origin, sub: 'https://chat.example.com' },
  });
  expect(push?.ttl).toBeGreaterThan(600);
  expect(push?.topic).toMatch(/^[\w-]{32}$/);
  expect(push?.topic).not.toContain(conversation.slice(0, 8));
  expect([service.refused, observers]).toEqual([[], []]);
});

test('NOTIFY7 nobody is called who looks at the app on some device, or has seen it; who has another page before the eyes is', async () => {
  const { street, subscribe } = await world();
  const [looking, away, other] = [subscribe('operator'), subscribe('admin'), subscribe('other')];
  const desk = await connect(street, 'operator.operator');
  sees(desk, true);
  const hidden = await connect(street, 'operator.other');
  sees(hidden, true);
  sees(hidden, false);
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  await said(visitor, conversation, 'Hello?');
  await until('the pushes', () => away.length === 1 && other.length === 1);
  // Once for one who waits, however much they write.
  await said(visitor, conversation, 'Anybody?');
  await desk.command('conversation.take', { conversation });
  await said(visitor, conversation, 'There you are');
  sees(desk, false);
  await said(visitor, conversation, 'Still there?');
  await until('what calls whoever answers', () => looking.length === 1);
  expect(looking[0]?.message).toMatchObject({ kind: 'mine', text: 'Still there?' });
  expect([away.length, other.length]).toEqual([1, 1]);
});

test('NOTIFY3 NOTIFY8 what a person chose holds for pushes: hidden words, and kinds that are not to be shown', async () => {
  const { street, subscribe } = await world();
  const [received, all] = [subscribe('operator'), subscribe('admin')];
  const desk = await connect(street, 'operator.operator');
  const own = operatorDocument(street.people.actor('operator').id as never);
  await desk.open(own);
  desk.write(own, (doc) => {
    writeHidesWords(doc, true);
    writeKind(doc, 'waiting', { sound: 'chime', shows: false, repeats: false });
  });
  await desk.until(() => desk.saved(own) > 0);
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  await said(visitor, conversation, 'My card number is 4111');
  await until('the push of another', () => all.length === 1);
  await desk.command('conversation.take', { conversation });
  await said(visitor, conversation, 'and its code is 123');
  await until('the push', () => received.length === 1);
  expect(received[0]?.message).toMatchObject({ kind: 'mine', text: '' });
  expect(JSON.stringify(received)).not.toContain('code');
});

test('NOTIFY8 a subscription that its service has given up is forgotten', async () => {
  const { street, service, push, subscribe } = await world();
  const [received, other] = [subscribe('operator'), subscribe('operator')];
  let gone = 0;
  service.answerWith(() => (gone++ === 0 ? { status: 410 } : { status: 201 }));
  const visitor = await connect(street, 'visitor.ann');
  await said(visitor, await startConversation(visitor), 'Hello');
  await until('one of two is reached', () => received.length + other.length === 1);
  expect(push.standing().devices).toBe(1);
});
