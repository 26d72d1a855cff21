import { afterEach, expect, test } from 'vitest';
import type { VisitorId } from '#schema/ids.ts';
import { ownDataOf } from '../testing/own-data-of.ts';
import { connect, newConversation } from '../testing/test-client.ts';
import { openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet & { readonly dataDir: string };
afterEach(() => street.close());

const ANN = visitorActor('ann').id as VisitorId;

/**
 * Every table, and what it has of a visitor. `given`: it is in what they download (PRIV1). `derived`: made of what is, for search, lists and speed. `staff`: of
 * our own people and of what they think. `mark`: tells nothing of anybody, and is there so that what is gone stays gone. `nothing`: of no visitor.
 */
const TABLES: { readonly [table: string]: 'given' | 'derived' | 'staff' | 'mark' | 'nothing' } = {
  documents: 'derived',
  entries: 'given',
  packs: 'given',
  chapters: 'derived',
  snapshots: 'derived',
  cursors: 'given',
  conversations: 'derived',
  contacts: 'derived',
  searchable: 'derived',
  speakers: 'derived',
  searchable_contacts: 'derived',
  participants: 'derived',
  files: 'given',
  letters: 'given',
  persons: 'given',
  tasks: 'staff',
  blocks: 'staff',
  block_stops: 'staff',
  staff_updates: 'staff',
  staff_snapshots: 'staff',
  staff_writers: 'staff',
  staff_quarantine: 'staff',
  rooms: 'staff',
  visitor_tokens: 'mark',
  visitor_aliases: 'mark',
  decisions: 'mark',
  erasures: 'mark',
  gone: 'mark',
  mail_stops: 'mark',
  damages: 'nothing',
  watermarks: 'nothing',
  settings: 'nothing',
  people: 'nothing',
  sessions: 'nothing',
  credentials: 'nothing',
  verifications: 'nothing',
  second_factors: 'nothing',
  unchanged: 'nothing',
  sites: 'nothing',
  departments: 'nothing',
  department_members: 'nothing',
  tags: 'nothing',
  categories: 'nothing',
  schedule_weeks: 'nothing',
  schedule_rules: 'nothing',
  push_subscriptions: 'nothing',
  site_secrets: 'nothing',
  workspace_sites: 'nothing',
  lives: 'nothing',
  branches: 'nothing',
  photos: 'nothing',
  site_avatars: 'nothing',
};
/** The search index keeps its own tables beside; what is deleted from it is taken out of them by `keep/scrub.ts`, which has its own tests. */
const isOfIndex = (table: string): boolean => /^sqlite_|_(?:words|data|idx|content|docsize|config)$/.test(table);

const tables = (): readonly string[] =>
  street.connection
    .prepare<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => name)
    .filter((name) => !isOfIndex(name));
const hits = (words: readonly string[]): readonly string[] =>
  tables().filter((table) => {
    const rows = street.connection.prepare<Record<string, unknown>>(`SELECT * FROM "${table}"`).all();
    const text = rows
      .flatMap((row) => Object.values(row))
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
      .join('\n');
    return words.some((word) => text.includes(word));
  });

test('PRIV1 PRIV2 KEEP5 of every table it is known what it has of a visitor: a new one is not passed over', async () => {
  street = await openTestStreet();
  expect(tables().filter((table) => !(table in TABLES))).toEqual([]);
  expect(Object.keys(TABLES).filter((table) => !tables().includes(table))).toEqual([]);
});

test('PRIV1 PRIV2 KEEP5 all that a visitor ever said is in what they download, and after an erasure in no table but those of marks, which have no word of it', async () => {
  street = await openTestStreet();
  const ann = await connect(street, 'visitor.ann');
  const operator = await connect(street, 'operator.operator');
  const conversation = newConversation();
  const answers = [{ ask: 'Order?', answer: 'w-answered' }];
  const page = { url: 'https://shop.example/w-page', title: 'w-title' };
  await ann.command('conversation.start', { conversation, site: 'shop', page, answers });
  await ann.command('contact.update', { name: 'w-name', email: 'w-mail@example.com', phone: '600 700' });
  await ann.command('contact.visit', { visit: 1, language: 'pl-PL', page: 'https://shop.example/w-entry' });
  await ann.command('message.send', { conversation, text: 'w-words', lastSeen: 0, page });
  await operator.command('conversation.take', { conversation });
  await operator.command('message.send', { conversation, text: 'w-reply', lastSeen: 9 });
  await ann.command('cursor.advance', { conversation, delivered: 4, seen: 4 });
  expect(await ann.command('callback.ask', { conversation, phone: '+48 123 456', when: null })).toMatchObject({
    status: 'accepted',
  });
  await ann.command('conversation.rate', { conversation, score: 2, comment: 'taken-away' });
  await ann.command('conversation.rate', { conversation, score: 2 });
  await ann.command('conversation.rate', { conversation, score: 4, comment: 'w-comment' });
  await operator.command('note.add', { conversation, text: 'n-secret' });
  await operator.command('contact.note', { visitor: ANN, text: 'n-secret' });

  const read = await ownDataOf(street, ANN);
  const told = JSON.stringify(read);
  const words = ['w-answered', 'w-page', 'w-title', 'w-name', 'w-mail@example.com', '600 700', 'w-entry', 'w-words'];
  for (const word of [...words, 'w-reply', '+48 123 456', 'w-comment', 'pl-PL']) expect(told, word).toContain(word);
  expect(told).not.toContain('n-secret');
  // RATE2
  expect(told).not.toContain('taken-away');
  expect(read.conversations[0]?.read).toBe(4);

  expect((await street.street.erase(ANN, 'admin')).ok).toBe(true);
  expect(hits(['w-', 'n-secret', '600 700', '+48 123'])).toEqual([]);
  expect(hits([ANN, conversation]).filter((table) => TABLES[table] !== 'mark')).toEqual([]);
});
