import { afterEach, expect, test } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { readDamages } from '../store/damages.ts';
import { connect, startConversation, textsIn } from '../testing/test-client.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';

let street: (TestStreet & { readonly dataDir: string }) | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

const visitorRate = { burst: 1e3, window: 1_000, aDay: 1e3 };

test('KEEP1 DOC3 a document with a damaged entry is refused, counted and reported, others go on, and once it is whole it is served', async () => {
  const first = await openTestStreet();
  street = first;
  const visitor = await connect(first, 'visitor.ann');
  const damaged = await startConversation(visitor);
  const healthy = await startConversation(visitor);
  for (const conversation of [damaged, healthy])
    await visitor.command('message.send', { conversation, text: 'one canary word', lastSeen: 0 });
  await first.stop();

  const second = await openTestStreet({
    dataDir: first.dataDir,
    prepare: (connection) => connection.exec('UPDATE entries SET at = at + 1 WHERE document = 1 AND seq = 2'),
  });
  street = second;
  const again = await connect(second, 'visitor.ann');
  expect(await again.open(conversationDocument(damaged))).toBe(1013);
  const send = (conversation: typeof damaged) =>
    again.command('message.send', { conversation, text: 'two', lastSeen: 0 });
  expect(await send(damaged)).toMatchObject({ status: 'retry' });
  expect(await send(healthy)).toMatchObject({ status: 'accepted', seq: 3 });
  expect(await second.counted('holdline_damaged_documents')).toBe(1);
  const told = second.logLines.filter((line) => line.includes('entry 2 of document 1 is damaged'));
  expect(told).toHaveLength(1);
  expect(told.join()).not.toContain('canary');
  await second.stop();

  const third = await openTestStreet({
    dataDir: first.dataDir,
    prepare: (connection) => {
      expect(readDamages(connection)).toMatchObject([{ document: conversationDocument(damaged), healedAt: null }]);
      connection.exec('UPDATE entries SET at = at - 1 WHERE document = 1 AND seq = 2');
    },
  });
  street = third;
  expect(await third.counted('holdline_damaged_documents')).toBe(1);
  const later = await connect(third, 'visitor.ann');
  const opened = await later.open(conversationDocument(damaged));
  expect(typeof opened === 'number' ? opened : textsIn(opened)).toEqual(['one canary word']);
  expect(await third.counted('holdline_damaged_documents')).toBe(0);
  await third.stop();
  street = await openTestStreet({ dataDir: first.dataDir });
  expect(readDamages(street.connection)[0]?.healedAt).toBeGreaterThan(0);
});

test('KEEP2 a damaged snapshot is reported, and a whole one stands in its place', async () => {
  const first = await openTestStreet({ visitorRate });
  street = first;
  const visitor = await connect(first, 'visitor.ann');
  const conversation = await startConversation(visitor);
  for (let index = 0; index < 40; index += 1)
    await visitor.command('message.send', { conversation, text: `${index}`, lastSeen: 0 });
  await first.stop();
  let whole: unknown = null;
  const second = await openTestStreet({
    dataDir: first.dataDir,
    prepare: (connection) => {
      [whole] = connection.prepare('SELECT seq, hex(bytes) AS hex FROM snapshots').all();
      connection.exec('UPDATE snapshots SET bytes = zeroblob(100)');
    },
  });
  street = second;
  const again = await connect(second, 'visitor.ann');
  expect(typeof (await again.open(conversationDocument(conversation)))).toBe('object');
  expect(await second.counted('holdline_damaged_snapshots_total')).toBe(1);
  await again.close();
  await second.stop();
  street = await openTestStreet({ dataDir: first.dataDir });
  expect(street.connection.prepare('SELECT seq, hex(bytes) AS hex FROM snapshots').all()).toEqual([whole]);
  expect(readDamages(street.connection)).toMatchObject([{ part: 'snapshot', detail: 'snapshot 41' }]);
});
