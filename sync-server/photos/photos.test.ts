import { afterEach, expect, test } from 'vitest';
import { readTeam } from '#schema/docs/team-document.ts';
import { TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import type { OperatorId } from '#schema/ids.ts';
import { connect, startConversation } from '../testing/test-client.ts';
import { pngOf } from '../testing/test-picture.ts';
import { openTestStreet, visitorActor } from '../testing/test-street.ts';

let street: Awaited<ReturnType<typeof openTestStreet>>;
afterEach(() => street.close());

test('PHOTO3 POL2 a visitor sees the photo of who answers, or has answered, its own conversation, and of nobody else', async () => {
  street = await openTestStreet();
  const { files } = street.street;
  const [visitor, bob] = [visitorActor('ann'), visitorActor('bob')];
  const [operator, other] = [street.people.actor('operator').id, street.people.actor('other').id as OperatorId];
  const ann = await connect(street, 'visitor.ann');
  const conversation = await startConversation(ann);
  expect(files.mayReadPhoto(visitor, operator, conversation)).toBe(false);
  const desk = await connect(street, 'operator.operator');
  await desk.command('conversation.take', { conversation });
  expect([operator, other].map((id) => files.mayReadPhoto(visitor, id, conversation))).toEqual([true, false]);
  expect(files.mayReadPhoto(bob, operator, conversation)).toBe(false);
  expect(files.mayReadPhoto(visitor, operator, null)).toBe(false);
  expect(files.mayReadPhoto(street.people.actor('other'), operator, null)).toBe(true);
  await desk.command('conversation.hand-over', { conversation, to: other });
  await expect.poll(() => files.mayReadPhoto(visitor, operator, conversation), { timeout: 8_000 }).toBe(true);
  expect(files.mayReadPhoto(visitor, other, conversation)).toBe(true);
});

test('PHOTO2 every desk hears of a photo that was put, changed or taken away', async () => {
  street = await openTestStreet();
  const desk = await connect(street, 'operator.operator');
  await desk.open(TEAM_DOCUMENT);
  const id = street.people.actor('other').id as OperatorId;
  street.connection
    .prepare(`INSERT INTO people VALUES (?, 'Other', 'other@example.com', 1, NULL, 'operator', 0, 0, 0)`)
    .run(id);
  const photoOf = () => readTeam(desk.replica(TEAM_DOCUMENT)).get(id)?.photo;
  const put = street.photos.put(id, pngOf(96, 96));
  expect(put.ok).toBe(true);
  await desk.until(() => photoOf() === (put.ok ? put.value : ''));
  street.photos.remove(id);
  await desk.until(() => photoOf() === undefined);
});
