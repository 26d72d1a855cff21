import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OperatorId } from '#schema/ids.ts';
import { HALF_AN_HOUR } from '#schema/schedule/call-times.ts';
import { manualTime } from '../testing/manual-time.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';

let time: ReturnType<typeof manualTime>;
let street: TestStreet & { readonly dataDir: string };
beforeEach(async () => {
  time = manualTime();
  street = await openTestStreet(time);
  works('operator');
});
afterEach(() => street.close());

const ALL_DAY = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: 0, to: 0 }));
const personOf = (name: string): OperatorId => street.people.actor(name).id as OperatorId;
/** The people of a test are in no table. */
function works(name: string): void {
  const id = personOf(name);
  street.connection.exec(
    `INSERT INTO people (id, name, email, email_verified, role, created_at, updated_at) VALUES ('${id}', '', '${id}', 0, 'operator', 0, 0)`,
  );
  street.schedule.change({ zone: 'UTC', weeks: [{ person: id, week: ALL_DAY }] });
}
const slot = (): number => (Math.floor(time.clock.now() / HALF_AN_HOUR) + 4) * HALF_AN_HOUR;
const isOffered = (at: number, site = 'shop'): boolean => street.street.callTimes(site).includes(at);

async function visitorWithTalk(word: string) {
  const visitor = await connect(street, `visitor.${word}`);
  const conversation = await startConversation(visitor);
  return { visitor, conversation };
}
const ask = ({ visitor, conversation }: { visitor: TestClient; conversation: never }, when: number | null) =>
  visitor.command('callback.ask', { conversation, phone: '+48 600 100 200', when });

test('CALL7 of two who ask for the last place at once the first has it, and the other is told and keeps what it had', async () => {
  const [ann, bob] = (await Promise.all(['ann', 'bob'].map(visitorWithTalk))) as never[];
  const at = slot();
  expect(isOffered(at)).toBe(true);
  await ask(bob as never, at + HALF_AN_HOUR);
  const answers = await Promise.all([ask(ann as never, at), ask(bob as never, at)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['accepted', 'rejected']);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ rejection: { reason: 'time-taken' } });
  expect(isOffered(at)).toBe(false);
  // What is not free in a half hour is not free within it.
  expect((await ask(bob as never, at + 60_000)).status).toBe('rejected');
  // As soon as possible is never full.
  expect((await ask(bob as never, null)).status).toBe('accepted');
});

test('CALL7 what is called off, called, or changed to another time is free again, also after a restart', async () => {
  const ann = (await visitorWithTalk('ann')) as never as { visitor: TestClient; conversation: never };
  const at = slot();
  await ask(ann, at);
  expect(isOffered(at)).toBe(false);
  // The same again is the visitor's own place.
  expect((await ask(ann, at)).status).toBe('accepted');
  await ask(ann, at + HALF_AN_HOUR);
  expect([isOffered(at), isOffered(at + HALF_AN_HOUR)]).toEqual([true, false]);
  const { dataDir } = street;
  await street.stop();
  street = await openTestStreet({ ...time, dataDir });
  expect([isOffered(at), isOffered(at + HALF_AN_HOUR)]).toEqual([true, false]);
  const again = await connect(street, 'visitor.ann');
  expect((await again.command('callback.cancel', { conversation: ann.conversation })).status).toBe('accepted');
  expect(isOffered(at + HALF_AN_HOUR)).toBe(true);
});

test('CALL7 each who works then has a place, and without a schedule nothing is full', async () => {
  const people = ['ann', 'bob', 'cid'] as const;
  const [ann, bob, cid] = await Promise.all(people.map(visitorWithTalk));
  works('admin');
  const at = slot();
  const answers = [];
  for (const each of [ann, bob, cid]) answers.push((await ask(each as never, at)).status);
  expect(answers).toEqual(['accepted', 'accepted', 'rejected']);
  street.schedule.change({ weeks: ['operator', 'admin'].map((role) => ({ person: personOf(role), week: [] })) });
  expect((await ask(cid as never, at)).status).toBe('accepted');
  expect(street.street.callTimes('shop')).toEqual([]);
});
