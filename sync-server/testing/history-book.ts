import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Effect, Entry } from '#schema/conversation/entry.ts';
import type { Invited } from '#schema/conversation/invited.ts';
import { contactDocument, conversationDocument, deskDocument, type DocumentName } from '#schema/docs/document-name.ts';
import { historyRequestSchema, type HistoryPage } from '#schema/http/history.ts';
import type { CommandId, ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import type { Author } from '#schema/words.ts';
import { prepareWrites } from '../commit/write-statements.ts';
import { rowAfter, type ConversationRow } from '../derive/conversation-row.ts';
import { findHistory } from '../search/find-history.ts';
import { createHistoryStore } from '../search/history-store.ts';
import { openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';

const MINUTE = 60_000;
export const BOOK_BEGINS = Date.UTC(2026, 0, 1);

const uuid = (kind: string, name: string): string => {
  const digits = createHash('sha256').update(`${kind} ${name}`).digest('hex');
  return `01900000-0000-7000-8000-${digits.slice(0, 12)}`;
};
export const conversationNamed = (name: string): ConversationId => uuid('conversation', name) as ConversationId;
export const operatorNamed = (name: string): Author & { readonly id: OperatorId } => ({
  kind: 'operator',
  id: uuid('operator', name) as OperatorId,
  name,
});
export const visitorOf = (conversation: string): Author & { readonly id: VisitorId } => ({
  kind: 'visitor',
  id: `v${createHash('sha256').update(conversation).digest().subarray(0, 16).toString('base64url')}` as VisitorId,
  name: '',
});

/** Conversations written straight into the tables as the server would have left them, a minute apart, and searched. Tests only. */
export function openHistoryBook() {
  const folder = mkdtempSync(join(tmpdir(), 'holdline-history-'));
  const connection = openDatabase(join(folder, 'holdline.db'));
  migrate(connection);
  const writes = prepareWrites(connection);
  const store = createHistoryStore(connection);
  const documents = new Map<DocumentName, { readonly key: number; seq: number }>();
  const rows = new Map<string, ConversationRow | null>();
  let row = 0;
  let now = BOOK_BEGINS;

  function add(name: DocumentName, by: Author, effect: Effect): Entry {
    const isNew = !documents.has(name);
    const document = documents.get(name) ?? { key: documents.size + 1, seq: 0 };
    documents.set(name, document);
    row += 1;
    now += MINUTE;
    document.seq += 1;
    const id = uuid('command', String(row)) as CommandId;
    const entry = { seq: document.seq, at: now, id, by, effect };
    const target = effect.kind === 'edited' || effect.kind === 'unsent' ? effect.message : null;
    writes.commit({
      generation: 0,
      firstRow: row,
      documents: isNew ? [document.key, name, 'epoch'] : [],
      entries: [document.key, entry.seq, now, id, 0, JSON.stringify(by), JSON.stringify(effect), target],
      unchanged: [],
    });
    return entry;
  }

  /** An entry of the conversation with this name, which is started when it is not there yet. Its command's id. */
  function entry(name: string, by: Author, effect: Effect): CommandId {
    const id = conversationNamed(name);
    const visitor = visitorOf(name).id;
    const all: Entry[] = [];
    if (!documents.has(conversationDocument(id)))
      all.push(
        add(
          conversationDocument(id),
          visitorOf(name),
          effect.kind === 'started' ? effect : { kind: 'started', visitor, site: 'shop' },
        ),
      );
    if (effect.kind !== 'started') all.push(add(conversationDocument(id), by, effect));
    for (const one of all) rows.set(name, rowAfter(id, rows.get(name) ?? null, one));
    const conversation = rows.get(name);
    writes.saveDerived({ conversations: conversation ? [conversation] : [], contacts: [], watermark: row });
    return uuid('command', String(row)) as CommandId;
  }

  return {
    connection,
    entry,
    index: writes.index,
    say: (name: string, by: Author, text: string): CommandId => entry(name, by, { kind: 'said', text }),
    ask: (name: string, text: string): CommandId => entry(name, visitorOf(name), { kind: 'said', text }),
    start: (name: string, site: string, invited?: Invited): CommandId =>
      entry(name, visitorOf(name), { kind: 'started', visitor: visitorOf(name).id, site, ...(invited && { invited }) }),
    note: (name: string, by: Author, text: string): void =>
      void add(deskDocument(conversationNamed(name)), by, { kind: 'noted', text }),
    contact: (
      name: string,
      fields: { readonly name?: string; readonly email?: string; readonly phone?: string },
    ): void => {
      const visitor = visitorOf(name);
      add(contactDocument(visitor.id), visitor, { kind: 'contact-updated', fields });
      const { name: called = '', email = '', phone = '' } = fields;
      writes.saveDerived({
        conversations: [],
        contacts: [{ visitor: visitor.id, name: called, email, phone }],
        watermark: row,
      });
    },
    /** Takes in what is there, and answers as the route does. */
    find: (request: v.InferInput<typeof historyRequestSchema>): HistoryPage => {
      while (writes.index(64) === 64);
      return findHistory(store, v.parse(historyRequestSchema, request));
    },
    keyOf: (name: string): number => documents.get(conversationDocument(conversationNamed(name)))?.key ?? 0,
    contactKeyOf: (name: string): number => documents.get(contactDocument(visitorOf(name).id))?.key ?? 0,
    pass: (ms: number): void => void (now += ms),
    now: (): number => now,
    close: (): void => {
      connection.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
