/** Fills a file with open conversations, as a desk has them on its worst day: through the server's own migrations and writes. */
import { prepareWrites } from '#sync-server/commit/write-statements.ts';
import { createOrders } from '#sync-server/commit/orders.ts';
import { openDatabase } from '#sync-server/store/database.ts';
import { migrate } from '#sync-server/store/migrate.ts';
import type { Effect } from '#schema/conversation/entry.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { createIdFactory, type CommandId, type ConversationId, type VisitorId } from '#schema/ids.ts';
import { createRandom, type Random } from '../../tests/support/random.ts';

const SITES = ['shop', 'blog', 'help'];
/** What everybody talks with. */
export const WORDS =
  'hello where is my parcel order number glaze teapot colour delivery friday refund invoice address please thanks wrong size broken'.split(
    ' ',
  );
/** Conversations of one transaction. */
const AT_ONCE = 100;
const MESSAGES = 12;
/** Those that wait longest are what a device keeps first: some 20,000 messages. */
const LONG_ONES = 300;
const LONG_MESSAGES = 70;

/**
 * @param until when the last words were said, ms; the first conversation has waited for a week
 * @returns how many messages each conversation has
 */
export function fillDesk(file: string, conversations: number, until: number): ReadonlyMap<string, number> {
  const connection = openDatabase(file);
  migrate(connection);
  connection.exec('PRAGMA synchronous = OFF');
  const order = createOrders(prepareWrites(connection));
  const random = createRandom(7);
  let now = 0;
  const source = { now: () => now, randomBytes: (length: number) => bytesOf(random, length) };
  const newCommandId = createIdFactory<CommandId>(source);
  const newConversationId = createIdFactory<ConversationId>(source);
  const step = (7 * 86_400_000) / conversations;
  const filled = new Map<string, number>();
  let row = 1;
  for (let first = 0; first < conversations; first += AT_ONCE) {
    const documents: (string | number)[] = [];
    const entries: (string | number | null)[] = [];
    const firstRow = row;
    for (let key = first + 1; key <= Math.min(conversations, first + AT_ONCE); key += 1) {
      now = Math.floor(until - (conversations - key + 1) * step);
      const visitor = `v${Buffer.from(bytesOf(random, 16)).toString('base64url')}` as VisitorId;
      const document = conversationDocument(newConversationId());
      const messages = key <= LONG_ONES ? LONG_MESSAGES : MESSAGES;
      filled.set(document, messages);
      documents.push(key, document, `epoch-${String(key)}`);
      const effects: Effect[] = [
        { kind: 'started', visitor, site: random.pick(SITES) },
        ...Array.from({ length: messages }, (): Effect => ({ kind: 'said', text: sentence(random) })),
      ];
      for (const [index, effect] of effects.entries()) {
        now += 1_000;
        const by = JSON.stringify({ kind: 'visitor', id: visitor, name: '' });
        entries.push(key, index + 1, now, newCommandId(), row, by, JSON.stringify(effect), null);
        row += 1;
      }
    }
    const outcome = order({
      kind: 'commit',
      batch: { generation: 0, firstRow, documents, entries, unchanged: [] },
    });
    if (outcome.kind !== 'committed') throw new Error(`not written: ${JSON.stringify(outcome)}`);
  }
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
  return filled;
}

const sentence = (random: Random): string =>
  Array.from({ length: random.between(4, 17) }, () => random.pick(WORDS)).join(' ');

const bytesOf = (random: Random, length: number): Uint8Array =>
  Uint8Array.from({ length }, () => random.between(0, 255));
