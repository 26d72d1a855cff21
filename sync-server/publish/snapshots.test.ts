import { afterEach, expect, test } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { connect, startConversation, textsIn } from '../testing/test-client.ts';
import { openTestStreet } from '../testing/test-street.ts';

type Opened = Awaited<ReturnType<typeof openTestStreet>>;
let street: Opened | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

const visitorRate = { burst: 1e3, window: 1_000, aDay: 1e3 };

test('RUN3 an orderly end leaves a snapshot of each longer document, and the next start opens it with that alone', async () => {
  const first = await openTestStreet({ visitorRate });
  street = first;
  const visitor = await connect(first, 'visitor.ann');
  const long = await startConversation(visitor);
  const short = await startConversation(visitor);
  for (let index = 0; index < 40; index += 1) {
    await visitor.command('message.send', { conversation: long, text: `${index}`, lastSeen: 0 });
  }
  await visitor.command('message.send', { conversation: short, text: 'short', lastSeen: 0 });
  await visitor.close();
  await first.stop();
  street = await openTestStreet({
    dataDir: first.dataDir,
    prepare: (connection) => {
      expect(connection.prepare('SELECT seq FROM snapshots').all()).toEqual([{ seq: 41 }]);
      // Nothing of this is read again when the snapshot is there.
      connection.exec('DELETE FROM entries WHERE document = 1 AND seq < 41');
    },
  });
  const again = await connect(street, 'visitor.ann');
  const opened = await again.open(conversationDocument(long));
  expect(typeof opened === 'number' ? opened : textsIn(opened)).toHaveLength(40);
});
