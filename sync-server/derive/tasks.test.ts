import { afterEach, expect, test } from 'vitest';
import { INBOX_DOCUMENT, contactDocument } from '#schema/docs/document-name.ts';
import { readCard } from '#schema/docs/contact-document.ts';
import { readTasks, type DeskTask } from '#schema/docs/inbox-document.ts';
import type { CommandId, OperatorId, VisitorId } from '#schema/ids.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createLiveDocument } from '../publish/live-document.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { newId, openTestStreet, visitorActor } from '../testing/test-street.ts';
import { createInboxTasks } from './inbox-tasks.ts';
import type { TaskRow } from './task-row.ts';

type Opened = Awaited<ReturnType<typeof openTestStreet>>;
let street: Opened | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

const ann = visitorActor('ann').id as VisitorId;

async function desk(opened: Opened, name: string): Promise<TestClient> {
  const client = await connect(opened, name);
  await client.open(INBOX_DOCUMENT);
  return client;
}

const taskOf = (client: TestClient, id: string): DeskTask | undefined =>
  readTasks(client.replica(INBOX_DOCUMENT)).get(id as CommandId);

test('CARD5 DER2 a task is on every desk as it is put, called by its contact’s name, done, and after a restart', async () => {
  const opened = await openTestStreet();
  street = opened;
  const visitor = await connect(opened, 'visitor.ann');
  const about = await startConversation(visitor);
  const anna = await desk(opened, 'operator.operator');
  const boris = await desk(opened, 'operator.other');
  const assignee = opened.people.actor('other').id as OperatorId;
  const [id, second] = [newId(), newId()];
  const fields = { visitor: ann, title: ' Call  back ', due: 5_000, assignee, remindAt: 4_000 };
  await anna.command('task.add', { ...fields, about }, id);
  await anna.command('task.add', { ...fields, title: 'Write' }, second);
  await boris.until(() => taskOf(boris, second) !== undefined);
  expect(taskOf(boris, id)).toMatchObject({ id, visitor: ann, name: '', title: 'Call back', due: 5_000, about });
  expect(taskOf(boris, id)).toMatchObject({ remindAt: 4_000, assignee: { id: assignee }, by: { name: 'operator' } });
  expect(await boris.command('task.add', { ...fields, title: ' ' })).toMatchObject({ rejection: { reason: 'empty' } });
  const nobody = newId() as OperatorId;
  expect(await boris.command('task.add', { ...fields, assignee: nobody })).toMatchObject({
    rejection: { reason: 'no-such-person' },
  });

  await visitor.command('contact.update', { name: 'Ann' });
  await boris.command('task.change', { ...fields, task: id as CommandId, title: 'Call at nine', due: null });
  await boris.until(() => taskOf(boris, id)?.name === 'Ann' && taskOf(boris, id)?.title === 'Call at nine');
  await anna.command('task.done', { visitor: ann, task: id as CommandId, done: true });
  await boris.until(() => taskOf(boris, id)?.doneAt !== undefined);
  // Somebody else's task is not of this contact.
  const stranger = visitorActor('bob').id as VisitorId;
  const stolen = { ...fields, visitor: stranger, task: second as CommandId, title: 'stolen' };
  expect(await anna.command('task.change', stolen)).toMatchObject({ rejection: { reason: 'not-found' } });
  // In one breath with what adds it, it is there.
  const [third, actor] = [newId() as CommandId, opened.people.actor('operator')];
  const inOneBreath = await Promise.all(
    [
      { id: third, type: 'task.add' as const, payload: fields },
      { id: newId() as CommandId, type: 'task.change' as const, payload: { ...fields, task: third, title: 'At ten' } },
    ].map((command) => opened.street.submit(actor, { ...command, writtenAt: Date.now() })),
  );
  expect(inOneBreath.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
  await boris.until(() => taskOf(boris, third)?.title === 'At ten');
  // Each line says how far it goes.
  expect([id, second, third].map((task) => taskOf(boris, task)?.seq)).toEqual([5, 2, 7]);
  await opened.stop();

  const again = await openTestStreet({ dataDir: opened.dataDir });
  street = again;
  const reader = await desk(again, 'operator.operator');
  expect(taskOf(reader, id)).toMatchObject({ title: 'Call at nine', name: 'Ann', due: null });
  expect(taskOf(reader, id)?.doneAt).toBeTypeOf('number');
  expect(taskOf(reader, second)).toMatchObject({ title: 'Write', visitor: ann });
  const card = await reader.open(contactDocument(ann));
  if (typeof card === 'number') throw new Error(`refused with ${card}`);
  expect(readCard(card).tasks).toMatchObject([
    { id, title: 'Call at nine', done: { by: { name: 'operator' } } },
    { id: second, done: null },
    { id: third, title: 'At ten' },
  ]);
});

test('CARD9 DER2 a deleted task is on no desk, also after a restart and when somebody changes it; brought back it is as it was', async () => {
  const opened = await openTestStreet();
  street = opened;
  const anna = await desk(opened, 'operator.operator');
  const assignee = opened.people.actor('operator').id as OperatorId;
  const fields = { visitor: ann, title: 'Call', due: null, assignee, remindAt: null };
  const [id, note] = [newId(), newId()];
  await anna.command('task.add', fields, id);
  await anna.command('contact.note', { visitor: ann, text: 'Calls at nine' }, note);
  await anna.until(() => taskOf(anna, id) !== undefined);
  for (const item of [id, note] as CommandId[])
    await anna.command('contact.remove', { visitor: ann, item, gone: true });
  await anna.until(() => taskOf(anna, id) === undefined);
  await anna.command('task.change', { ...fields, task: id as CommandId, title: 'Write' });
  await opened.stop();

  const again = await openTestStreet({ dataDir: opened.dataDir });
  street = again;
  const reader = await desk(again, 'operator.operator');
  expect(taskOf(reader, id)).toBeUndefined();
  const card = await reader.open(contactDocument(ann));
  if (typeof card === 'number') throw new Error(`refused with ${card}`);
  expect([...readCard(card).gone].toSorted()).toEqual([id, note].toSorted());
  await reader.command('contact.remove', { visitor: ann, item: id as CommandId, gone: false });
  await reader.until(() => taskOf(reader, id)?.title === 'Write');
});

test('CARD5 what was done leaves the desk after a day, is there again when that is taken back, and a new life has all of it', () => {
  const time = manualTime();
  let life = 1;
  const document = createLiveDocument(INBOX_DOCUMENT, {
    nextChannel: () => ++life,
    newEpoch: () => `epoch-${++life}`,
    newClientId: () => ++life,
  });
  const { timers, clock } = time;
  const tasks = createInboxTasks({ document, clock, timers, contactName: () => '', staysFor: 1_000 });
  const by = { kind: 'operator', id: 'anna', name: 'Anna' } as const;
  const task = { id: newId() as CommandId, title: 'a', due: null, assignee: by, remindAt: null, by, at: 0 };
  const row = (doneAt: number | null): TaskRow => ({ visitor: ann, task, doneAt });
  const shown = (): number => {
    let count = 0;
    document.write((doc) => (count = readTasks(doc).size));
    return count;
  };
  tasks.taskChanged(row(clock.now()));
  time.pass(50);
  expect(shown()).toBe(1);
  time.pass(1_000);
  tasks.sweep();
  tasks.flush();
  expect([shown(), tasks.count()]).toEqual([0, 0]);
  tasks.taskChanged(row(null));
  time.pass(50);
  expect(shown()).toBe(1);
  tasks.forget([ann]);
  tasks.flush();
  expect(shown()).toBe(0);
  tasks.taskChanged(row(null));
  document.write((doc) => tasks.fill(doc));
  expect(shown()).toBe(1);
});
