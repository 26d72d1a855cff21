import type { HistoryConversation } from '#schema/http/history.ts';
import type { Invited } from '#schema/conversation/invited.ts';
import type { Score } from '#schema/conversation/rating.ts';
import { parseDocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import type { ConversationState } from '#schema/words.ts';
import type { Connection } from '../store/database.ts';

/** A message or note as the index keeps it. */
export interface FoundRow {
  /** Grows in the order of acceptance. */
  readonly id: number;
  readonly conversation: number;
  readonly seq: number;
  readonly at: number;
  readonly note: 0 | 1;
  readonly kind: HistoryConversation['found'][number]['by']['kind'] | null;
  readonly person: string | null;
  readonly name: string | null;
  readonly text: string;
}

/** A conversation without its visitor's name and its number of messages. */
export type PlainConversation = Omit<HistoryConversation, 'name' | 'messages' | 'hits' | 'hasMoreHits' | 'found'>;

/** Where a walk through rows stands and goes: from `from` (not itself) to `to` (itself), towards smaller numbers or greater ones. */
export interface Walk {
  readonly isBackwards: boolean;
  readonly from: number;
  readonly to: number;
}

export interface ListPlace {
  readonly at: number;
  readonly id: string;
}

/** Reads of the search index, of committed rows. */
export interface HistoryStore {
  readonly newestRow: () => number;
  /** The first row that was accepted at this time or later, as far as clocks went forward. */
  readonly rowSince: (at: number) => number;
  /** Rows that fit an expression of FTS5, in the order of the walk. */
  readonly candidates: (expression: string, walk: Walk, limit: number) => readonly FoundRow[];
  /** Rows of a conversation, the first in the order that was asked for. */
  readonly rowsOf: (conversation: number, upTo: number, isBackwards: boolean, limit: number) => readonly FoundRow[];
  readonly conversation: (key: number) => PlainConversation | null;
  readonly keyOf: (id: ConversationId) => number | null;
  /** Conversations by their last entry, beyond a place. */
  readonly list: (beyond: ListPlace, isBackwards: boolean, limit: number) => readonly PlainConversation[];
  readonly tookPart: (person: OperatorId, conversation: number) => boolean;
  readonly contactsOf: (expression: string, limit: number) => readonly Contact[];
  readonly conversationsOfVisitor: (visitor: VisitorId, limit: number) => readonly PlainConversation[];
  readonly visitorName: (visitor: VisitorId) => string;
  readonly countMessages: (conversation: number) => number;
  readonly sites: () => readonly string[];
}

export interface Contact {
  readonly visitor: VisitorId;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

interface Row {
  readonly id: ConversationId;
  readonly visitor: VisitorId;
  readonly site: string;
  readonly state: ConversationState;
  readonly assignee_id: string | null;
  readonly assignee_name: string | null;
  readonly started_at: number;
  readonly last_at: number;
  readonly last_text: string;
  readonly rating: Score | null;
  readonly invited_by: Invited['by'] | null;
  readonly invited_name: string | null;
  readonly invited_text: string | null;
}

const conversationOf = (row: Row): PlainConversation => ({
  id: row.id,
  visitor: row.visitor,
  site: row.site,
  state: row.state,
  assignee: row.assignee_id === null ? null : { kind: 'operator', id: row.assignee_id, name: row.assignee_name ?? '' },
  startedAt: row.started_at,
  lastAt: row.last_at,
  lastText: row.last_text,
  ...(row.rating !== null && { rating: row.rating }),
  ...(row.invited_by !== null && {
    invited: { by: row.invited_by, name: row.invited_name ?? '', text: row.invited_text ?? '' },
  }),
});

const COLUMNS = `id, visitor, site, state, assignee_id, assignee_name, started_at, last_at, last_text,
  json_extract(besides, '$.rating.score') AS rating, json_extract(besides, '$.invited.by') AS invited_by,
  json_extract(besides, '$.invited.name') AS invited_name, json_extract(besides, '$.invited.text') AS invited_text`;
const FOUND = 's.id, s.conversation, s.seq, s.at, s.note, p.kind, p.person, p.name, s.text';

export function createHistoryStore(connection: Connection): HistoryStore {
  const newest = connection.prepare<{ id: number | null }>('SELECT max(id) AS id FROM searchable');
  const rowFrom = connection.prepare<{ id: number; at: number }>(
    'SELECT id, at FROM searchable WHERE id >= ? ORDER BY id LIMIT 1',
  );
  const walkOf = (comparisons: string, order: string) =>
    connection.prepare<FoundRow>(
      `SELECT ${FOUND} FROM searchable_words w JOIN searchable s ON s.id = w.rowid LEFT JOIN speakers p ON p.id = s.speaker
       WHERE w.searchable_words MATCH ? AND ${comparisons} ORDER BY w.rowid ${order} LIMIT ?`,
    );
  const back = walkOf('w.rowid < ? AND w.rowid >= ?', 'DESC');
  const forth = walkOf('w.rowid > ? AND w.rowid <= ?', 'ASC');
  const rowsInOrder = (order: string) =>
    connection.prepare<FoundRow>(
      `SELECT ${FOUND} FROM searchable s LEFT JOIN speakers p ON p.id = s.speaker
       WHERE s.conversation = ? AND s.id <= ? ORDER BY s.id ${order} LIMIT ?`,
    );
  const rowsBack = rowsInOrder('DESC');
  const rowsForth = rowsInOrder('ASC');
  const nameOfKey = connection.prepare<{ name: string }>('SELECT name FROM documents WHERE key = ?');
  const keyOfName = connection.prepare<{ key: number }>('SELECT key FROM documents WHERE name = ?');
  const conversation = connection.prepare<Row>(`SELECT ${COLUMNS} FROM conversations WHERE id = ?`);
  const listInOrder = (comparison: string, order: string) =>
    connection.prepare<Row>(
      `SELECT ${COLUMNS} FROM conversations WHERE (last_at, id) ${comparison} (?, ?)
       ORDER BY last_at ${order}, id ${order} LIMIT ?`,
    );
  const listBack = listInOrder('<', 'DESC');
  const listForth = listInOrder('>', 'ASC');
  const ofVisitor = connection.prepare<Row>(
    `SELECT ${COLUMNS} FROM conversations WHERE visitor = ? ORDER BY last_at DESC LIMIT ?`,
  );
  const participant = connection.prepare('SELECT 1 FROM participants WHERE person = ? AND conversation = ?');
  const contacts = connection.prepare<Contact>(
    `SELECT c.visitor, c.name, c.email, c.phone FROM contact_words w JOIN searchable_contacts c ON c.id = w.rowid
     WHERE w.contact_words MATCH ? ORDER BY w.rowid DESC LIMIT ?`,
  );
  const contactName = connection.prepare<{ name: string }>('SELECT name FROM contacts WHERE visitor = ?');
  const count = connection.prepare<{ n: number }>(
    'SELECT count(*) AS n FROM searchable WHERE conversation = ? AND note = 0',
  );
  const sites = connection.prepare<{ name: string }>('SELECT name FROM sites ORDER BY name LIMIT 100');
  const newestRow = (): number => newest.one()?.id ?? 0;
  return {
    newestRow,
    rowSince: (at) => {
      let low = 0;
      let high = newestRow() + 1;
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        const row = rowFrom.one(middle);
        if (row === null || row.at >= at) high = middle;
        else low = row.id + 1;
      }
      return low;
    },
    candidates: (expression, { isBackwards, from, to }, limit) =>
      (isBackwards ? back : forth).all(expression, from, to, limit),
    rowsOf: (key, upTo, isBackwards, limit) => (isBackwards ? rowsBack : rowsForth).all(key, upTo, limit),
    conversation: (key) => {
      const address = parseDocumentName(nameOfKey.one(key)?.name ?? '');
      const row = address?.kind === 'conversation' ? conversation.one(address.conversation) : null;
      return row === null ? null : conversationOf(row);
    },
    keyOf: (id) => keyOfName.one(`conversation/${id}`)?.key ?? null,
    list: ({ at, id }, isBackwards, limit) =>
      (isBackwards ? listBack : listForth).all(at, id, limit).map(conversationOf),
    tookPart: (person, key) => participant.one(person, key) !== null,
    contactsOf: (expression, limit) => contacts.all(expression, limit),
    conversationsOfVisitor: (visitor, limit) => ofVisitor.all(visitor, limit).map(conversationOf),
    visitorName: (visitor) => contactName.one(visitor)?.name ?? '',
    countMessages: (key) => count.one(key)?.n ?? 0,
    sites: () => sites.all().map(({ name }) => name),
  };
}
