/**
 * `npm run fixture`: a populated database of the version that stands here, made by a real server that was talked to, and what
 * everybody could read in it. Committed once for each version of the data, and opened by every later one (upgrade.test.ts).
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'libsql';
import type { ConversationId } from '#schema/ids.ts';
import { hire, mustPost, newCommand, newConversationId, newVisitor, signIn, type Caller } from '../support/people.ts';
import { OWNER, startServer } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { readEverything, type Fixture } from './fixture.ts';

const LINES = [
  'Is the blue kettle back in stock?',
  'Dzień dobry, czy wysyłacie do Łodzi? 👋',
  'Когда придёт мой заказ?',
  'It is, we have twelve of them.',
  'See https://shop.example/kettles?colour=blue for the others.',
  'Two lines\nof one message, with a cafe\u0301 in it.',
];
const line = (n: number): string => `${LINES[n % LINES.length] ?? ''} (${n})`;

const server = await startServer({ VISITOR_LIMIT: 'off' });
try {
  const owner = await signIn(server);
  const anna = await hire(server, owner, 'operator', 'Anna');
  const boris = await hire(server, owner, 'admin', 'Boris');
  await hire(server, owner, 'observer', 'Olena');
  const visitors = Array.from({ length: 6 }, newVisitor);
  const conversations: { readonly id: ConversationId; readonly visitor: Caller }[] = [];

  const start = async (visitor: Caller): Promise<ConversationId> => {
    const id = newConversationId();
    const page = { url: 'https://shop.example/kettles', title: 'Kettles' };
    await mustPost(server, visitor, newCommand('conversation.start', { conversation: id, site: 'shop', page }));
    conversations.push({ id, visitor });
    return id;
  };
  const say = async (who: Caller, conversation: ConversationId, text: string, lastSeen = 0) => {
    const command = newCommand('message.send', { conversation, text, lastSeen });
    await mustPost(server, who, command);
    return command.id;
  };

  for (const [index, visitor] of visitors.entries()) {
    const card = { name: `Visitor ${index}`, email: index % 2 === 0 ? `v${index}@example.org` : '', phone: '' };
    const talk = await start(visitor);
    await say(visitor, talk, line(index));
    if (index === 0) continue; // waits
    await mustPost(server, visitor, newCommand('contact.update', card));
    await mustPost(server, anna, newCommand('conversation.take', { conversation: talk }));
    // It is so already: remembered without an entry.
    await mustPost(server, anna, newCommand('conversation.take', { conversation: talk }));
    const answer = await say(anna, talk, line(index + 3), 2);
    await mustPost(server, anna, newCommand('message.edit', { conversation: talk, message: answer, text: 'Yes, 12.' }));
    await mustPost(server, visitor, newCommand('cursor.advance', { conversation: talk, delivered: 4, seen: 4 }));
    await mustPost(server, anna, newCommand('note.add', { conversation: talk, text: `Calls back at ${index}.` }));
    if (index === 1) continue; // active
    const slip = await say(visitor, talk, 'wrong window, sorry', 5);
    await mustPost(server, visitor, newCommand('message.unsend', { conversation: talk, message: slip }));
    await mustPost(server, anna, newCommand('conversation.hand-over', { conversation: talk, to: boris.id }));
    await say(boris, talk, 'I take it from here.', 7);
    await mustPost(server, boris, newCommand('conversation.close', { conversation: talk }));
    if (index === 2) await mustPost(server, boris, newCommand('conversation.reopen', { conversation: talk }));
    if (index === 3) await say(visitor, talk, 'One more question', 9); // opens it again
  }
  // Long enough for snapshots, and whatever a later version does to long ones.
  const regular = newVisitor();
  const long = await start(regular);
  for (let n = 0; n < 640; n += 1) await say(regular, long, line(n));
  await mustPost(server, anna, newCommand('conversation.take', { conversation: long }));
  await say(anna, long, 'That was a lot.', 641);

  const read = await readEverything(server, { owner, conversations });
  // What is derived follows behind.
  await until('everything has settled', async () => (await fetch(`${server.origin}/readyz`)).ok);
  await server.stop();

  const database = new Database(join(server.dataDir, 'holdline.db'));
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { readonly user_version: number };
  const compact = join(server.dataDir, 'compact.db');
  database.exec(`VACUUM INTO '${compact}'`);
  database.close();
  const fixture: Fixture = {
    version,
    secret: readFileSync(join(server.dataDir, 'auth-secret'), 'utf8'),
    owner: OWNER,
    operator: { email: 'anna@holdline.test', password: 'a long enough password' },
    conversations: read,
  };
  const place = join(import.meta.dirname, `version-${version}`);
  const bytes = gzipSync(readFileSync(compact), { level: 9 });
  writeFileSync(`${place}.db.gz`, bytes);
  writeFileSync(`${place}.json.gz`, gzipSync(JSON.stringify(fixture), { level: 9 }));
  rmSync(compact);
  console.log(`${place}.db.gz: ${bytes.length} bytes, ${read.length} conversations`);
} finally {
  await server.dispose();
}
