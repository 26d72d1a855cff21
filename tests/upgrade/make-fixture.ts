/**
 * `npm run fixture`: a populated database of the version that stands here, made by a real server that was talked to, and what
 * everybody could read in it. Committed once for each version of the data, and opened by every later one (upgrade.test.ts).
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DatabaseFile } from '#sync-server/store/database-file.ts';
import type * as Y from 'yjs';
import type { Command } from '#schema/commands/command.ts';
import { draftDocument, operatorDocument, ownDraftDocument, type DocumentName } from '#schema/docs/document-name.ts';
import { createIdFactory, type CommandId, type ConversationId } from '#schema/ids.ts';
import { visitorIdOf } from '#sync-server/identity/visitor-token.ts';
import { hire, mustPost, newCommand, newConversationId, newVisitor, signIn, type Caller } from '../support/people.ts';
import { OWNER, startServer } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import {
  contentOf,
  countRows,
  openDraft,
  readDraft,
  readEverything,
  type Fixture,
  type FixtureDraft,
} from './fixture.ts';

const LINES = [
  'Is the blue kettle back in stock?',
  'Dzień dobry, czy wysyłacie do Łodzi? 👋',
  'Когда придёт мой заказ?',
  'It is, we have twelve of them.',
  'See https://shop.example/kettles?colour=blue for the others.',
  'Two lines\nof one message, with a cafe\u0301 in it.',
];
const line = (n: number): string => `${LINES[n % LINES.length] ?? ''} (${n})`;

const LONG_AGO = 120 * 86_400_000;
const oldId = createIdFactory<CommandId>({ now: () => Date.now() - LONG_AGO, randomBytes });
/** The command as it would be if it had been given long ago. */
const longAgo = (command: Command): Command => ({ ...command, id: oldId() });

const server = await startServer({ VISITOR_LIMIT: 'off' });
try {
  const owner = await signIn(server);
  const anna = await hire(server, owner, 'operator', 'Anna');
  const boris = await hire(server, owner, 'admin', 'Boris');
  await hire(server, owner, 'observer', 'Olena');
  const visitors = Array.from({ length: 6 }, newVisitor);
  const conversations: { readonly id: ConversationId; readonly visitor: Caller }[] = [];

  const asItIs = (command: Command): Command => command;
  const start = async (visitor: Caller, when = asItIs): Promise<ConversationId> => {
    const id = newConversationId();
    const page = { url: 'https://shop.example/kettles', title: 'Kettles' };
    await mustPost(server, visitor, when(newCommand('conversation.start', { conversation: id, site: 'shop', page })));
    conversations.push({ id, visitor });
    return id;
  };
  const say = async (who: Caller, conversation: ConversationId, text: string, lastSeen = 0, when = asItIs) => {
    const command = when(newCommand('message.send', { conversation, text, lastSeen }));
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
  // Too short for a chapter, and long enough for a snapshot, which after a chapter depends on where that one ended.
  const patient = newVisitor();
  const middling = await start(patient);
  for (let n = 0; n < 240; n += 1) await say(patient, middling, line(n));
  // Long enough for chapters, and whatever a later version does to long ones.
  const regular = newVisitor();
  const long = await start(regular);
  for (let n = 0; n < 640; n += 1) await say(regular, long, line(n));
  await mustPost(server, anna, newCommand('conversation.take', { conversation: long }));
  await say(anna, long, 'That was a lot.', 641);

  // Closed long ago: it gets packed.
  const past = newVisitor();
  const packed = await start(past, longAgo);
  for (let n = 0; n < 8; n += 1) await say(past, packed, line(n), 0, longAgo);
  await mustPost(server, anna, longAgo(newCommand('conversation.take', { conversation: packed })));
  await mustPost(server, anna, longAgo(newCommand('note.add', { conversation: packed, text: 'Long ago.' })));
  await mustPost(server, anna, longAgo(newCommand('conversation.close', { conversation: packed })));

  // Erased, and a new person since.
  const erased = { visitor: newVisitor(), conversation: newConversationId(), word: 'unforgettableword' };
  const { visitor: stranger, conversation: forgotten } = erased;
  await mustPost(server, stranger, newCommand('conversation.start', { conversation: forgotten, site: 'shop' }));
  await mustPost(server, stranger, newCommand('contact.update', { name: erased.word }));
  await say(stranger, forgotten, erased.word);
  const erasing = await fetch(`${server.origin}/api/contacts/${visitorIdOf(stranger.token)}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${owner.token}` },
  });
  if (!erasing.ok) throw new Error(`erasing: ${erasing.status}`);
  await say(stranger, await start(stranger), 'Hello, I am new here.');

  // What staff are writing: one draft of many updates, one of two people, what is one's own.
  const path = join(server.dataDir, 'holdline.db');
  const write = async (who: Caller, document: DocumentName, ...steps: ((doc: Y.Doc) => void)[]): Promise<void> => {
    const { doc, destroy } = await openDraft(server, who, document);
    for (const step of steps) doc.transact(() => step(doc));
    const written = contentOf(document, doc);
    await until(`${document} is saved`, async () => (await readDraft(server, who, document)) === written);
    destroy();
  };
  const [, active, reopened] = conversations;
  if (active === undefined || reopened === undefined) throw new Error('too few talked');
  const letters = [...'Dear 🫖 drinker, Łódź is on our way.'];
  const shared = draftDocument(active.id);
  await write(
    anna,
    shared,
    ...letters.map((letter) => (doc: Y.Doc) => doc.getText('reply').insert(doc.getText('reply').length, letter)),
  );
  await write(
    owner,
    shared,
    (doc) => doc.getText('reply').insert(0, '[checked] '),
    (doc) => doc.getText('reply').delete(0, 1),
  );
  const own = ownDraftDocument(reopened.id, anna.id);
  await write(anna, own, (doc) => doc.getText('note').insert(0, 'asks again'));
  const preferences = operatorDocument(owner.id);
  await write(owner, preferences, (doc) => doc.getMap('preferences').set('language', 'pl'));

  await until('a chapter is sealed', () => countRows(path, 'chapters') > 0);
  await server.stop();
  const back = new DatabaseFile(path);
  back.prepare('UPDATE conversations SET closed_at = closed_at - ? WHERE id = ?').run(LONG_AGO, packed);
  back.close();
  await server.start();
  await until('the old one is packed', () => countRows(path, 'packs') > 0, 30_000);

  const read = await readEverything(server, { owner, conversations });
  const drafts: FixtureDraft[] = [];
  for (const [by, document] of [
    ['operator', shared],
    ['operator', own],
    ['owner', preferences],
  ] as const)
    drafts.push({ by, document, content: await readDraft(server, by === 'owner' ? owner : anna, document) });
  // What is derived follows behind.
  await until('everything has settled', async () => (await fetch(`${server.origin}/readyz`)).ok);
  await server.stop();
  if (countRows(path, 'snapshots') === 0) throw new Error('no document was long enough for a snapshot');

  const database = new DatabaseFile(path);
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
    drafts,
    erased,
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
