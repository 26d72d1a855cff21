import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Effect } from '#schema/conversation/entry.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { createOrders, type WriterOrder } from '../commit/orders.ts';
import { prepareWrites } from '../commit/write-statements.ts';
import type { CommitOutcome } from '../commit/writer.ts';
import { openDatabase, type Connection } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { newId } from './test-street.ts';

/** A database with the writer's orders over it, in this thread: rows as the street writes them, without sockets. Tests only. */
export interface TemporaryRows {
  readonly connection: Connection;
  readonly dataDir: string;
  readonly order: (order: WriterOrder) => CommitOutcome;
  /** Writes a document of these effects, the first of which starts it; returns the command ids in order. */
  readonly write: (document: WrittenDocument) => readonly string[];
  readonly close: () => void;
}

export interface WrittenDocument {
  readonly key: number;
  readonly name: string;
  readonly effects: readonly Effect[];
  /** Of the first entry, ms; the others follow a second apart. */
  readonly at?: number;
  /** Entries that are there already. */
  readonly behind?: number;
}

export const someVisitor = `v${'a'.repeat(22)}` as VisitorId;
const someAuthor = { kind: 'visitor', id: someVisitor, name: 'Ann' } as const;
export const someConversation = (n: number): ConversationId =>
  `01900000-0000-7000-8000-${String(n).padStart(12, '0')}` as ConversationId;

/** Started, and then so many messages. */
export const talk = (messages: number, words = 'message'): readonly Effect[] => [
  { kind: 'started', visitor: someVisitor, site: 'shop' },
  ...Array.from({ length: messages }, (_, index): Effect => ({ kind: 'said', text: `${words} ${index}` })),
];

export function openTemporaryRows(): TemporaryRows {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdline-rows-'));
  const connection = openDatabase(join(dataDir, 'holdline.db'));
  migrate(connection);
  const order = createOrders(prepareWrites(connection));
  const newest = connection.prepare<{ row: number | null }>('SELECT max(id) AS row FROM entries');
  return {
    connection,
    dataDir,
    order,
    write: ({ key, name, effects, at = 1_700_000_000_000, behind = 0 }) => {
      const ids = effects.map(() => newId());
      const outcome = order({
        kind: 'commit',
        batch: {
          generation: 0,
          firstRow: (newest.one()?.row ?? 0) + 1,
          documents: behind === 0 ? [key, name, `epoch-${key}`] : [],
          entries: effects.flatMap((effect, index) => [
            key,
            behind + index + 1,
            at + (behind + index) * 1_000,
            ids[index] ?? '',
            1_000 + index,
            JSON.stringify(someAuthor),
            JSON.stringify(effect),
            effect.kind === 'edited' || effect.kind === 'unsent' ? effect.message : null,
          ]),
          unchanged: [],
        },
      });
      if (outcome.kind !== 'committed') throw new Error(`not written: ${JSON.stringify(outcome)}`);
      return ids;
    },
    close: () => {
      connection.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** One conversation of its own number. */
export const conversationOf = (key: number, effects: readonly Effect[]): WrittenDocument => ({
  key,
  name: conversationDocument(someConversation(key)),
  effects,
});
