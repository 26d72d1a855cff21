import type { DocumentName } from '#schema/docs/document-name.ts';
import type { OwnData } from '#schema/http/own-data.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { OwnTalk } from '../joining/own-talks.ts';
import { CLEANING } from '../search/forget.ts';
import type { Connection } from '../store/database.ts';
import type { Erasure } from './erasure.ts';

/** A closed conversation; a walk over many goes on behind it. */
export interface ClosedConversation {
  readonly closedAt: number;
  readonly id: ConversationId;
  readonly site: string;
}

/** The card of a visitor. */
export interface KeptCard {
  readonly name: DocumentName;
  readonly visitor: VisitorId;
  /** No conversation of this visitor is on the disk. */
  readonly isAlone: boolean;
}

/** A document that is gone for good. */
export interface Gone {
  readonly number: number;
  readonly document: DocumentName;
}

/** Reads for those who keep documents for years. */
export interface KeepStore {
  /** When a document went for good, ms; null when it did not. */
  readonly goneAt: (document: DocumentName) => number | null;
  readonly isErased: (erasure: Pick<Erasure, 'visitor' | 'at'>) => boolean;
  /** What went after this number, of one visitor or (null) of all, in order. */
  readonly goneAfter: (number: number, visitor: VisitorId | null, limit: number) => readonly Gone[];
  /** The greatest number of what is gone, of one visitor or (null) of all; 0 when nothing is. */
  readonly newestGone: (visitor: VisitorId | null) => number;
  /** Numbers mean something only within it. */
  readonly era: () => string;
  /** The search index still holds words of what was deleted. */
  readonly isCleaning: () => boolean;
  readonly conversationsOf: (visitor: VisitorId) => readonly ConversationId[];
  /** The last ones by what happened in them. */
  readonly talksOf: (visitor: VisitorId) => readonly OwnTalk[];
  /** Who turned out to be this one. */
  readonly formerOf: (visitor: VisitorId) => readonly VisitorId[];
  /** What is kept of letters about this visitor's conversations, the oldest first. */
  readonly lettersOf: (visitor: VisitorId) => readonly OwnData['letters'][number][];
  /** All cards by their names, behind `after`. */
  readonly cardsAfter: (after: string, limit: number) => readonly KeptCard[];
  /** Closed at or before this time (ms), the longest closed first, behind `after`. */
  readonly toDelete: KeepStore['toPack'];
  /** Closed at or before this time (ms) and not packed since, the longest closed first, behind `after`. */
  readonly toPack: (
    closedBefore: number,
    after: { readonly closedAt: number; readonly id: string },
    limit: number,
  ) => readonly ClosedConversation[];
}

export function createKeepStore(connection: Connection): KeepStore {
  const toPack = connection.prepare<ClosedConversation>(
    // Without the hint the planner takes the index of all that is closed, and walks over everything that is packed.
    `SELECT closed_at AS closedAt, id, site FROM conversations INDEXED BY conversations_to_pack
     WHERE state = 'closed' AND packed_at IS NULL AND closed_at <= ? AND (closed_at, id) > (?, ?) ORDER BY closed_at, id LIMIT ?`,
  );
  const toDelete = connection.prepare<ClosedConversation>(
    `SELECT closed_at AS closedAt, id, site FROM conversations INDEXED BY conversations_open
     WHERE state = 'closed' AND closed_at <= ? AND (closed_at, id) > (?, ?) ORDER BY closed_at, id LIMIT ?`,
  );
  const goneAt = connection.prepare<{ at: number }>('SELECT at FROM gone WHERE document = ?');
  const erased = connection.prepare('SELECT 1 FROM erasures WHERE visitor = ? AND at = ?');
  const goneAfter = connection.prepare<Gone>(
    'SELECT number, document FROM gone WHERE number > ? ORDER BY number LIMIT ?',
  );
  const goneOf = connection.prepare<Gone>(
    'SELECT number, document FROM gone WHERE visitor = ? AND number > ? ORDER BY number LIMIT ?',
  );
  const newest = connection.prepare<{ number: number | null }>('SELECT max(number) AS number FROM gone');
  const newestOf = connection.prepare<{ number: number | null }>(
    'SELECT max(number) AS number FROM gone WHERE visitor = ?',
  );
  const era = connection.prepare<{ value: string }>("SELECT value FROM settings WHERE key = 'gone-era'");
  const cleaning = connection.prepare(`SELECT entry FROM watermarks WHERE name = '${CLEANING}'`);
  const conversations = connection.prepare<{ id: ConversationId }>('SELECT id FROM conversations WHERE visitor = ?');
  const former = connection.prepare<{ visitor: VisitorId }>('SELECT visitor FROM visitor_aliases WHERE is_now = ?');
  const talks = connection.prepare<Omit<OwnTalk, 'isOpen'> & { readonly open: number }>(
    `SELECT id, visitor, last_at AS lastAt, state <> 'closed' AS open FROM conversations WHERE visitor = ?
     ORDER BY open DESC, last_at DESC LIMIT 50`,
  );
  const letters = connection.prepare<OwnData['letters'][number]>(
    `SELECT made_at AS at, kind, state, conversation FROM letters
     WHERE conversation IN (SELECT id FROM conversations WHERE visitor = ?) ORDER BY id`,
  );
  // `0` is the character behind `/`. Rows of `contacts` would not do: a card on which a visit alone stands has none.
  const cards = connection.prepare<{ name: DocumentName; visitor: VisitorId; alone: number }>(
    `SELECT name, substr(name, 9) AS visitor, NOT EXISTS (SELECT 1 FROM conversations WHERE visitor = substr(name, 9)) AS alone
     FROM documents WHERE name > ? AND name >= 'contact/' AND name < 'contact0' ORDER BY name LIMIT ?`,
  );
  return {
    cardsAfter: (after, limit) =>
      cards.all(after, limit).map(({ name, visitor, alone }) => ({ name, visitor, isAlone: alone === 1 })),
    lettersOf: (visitor) => letters.all(visitor),
    goneAt: (document) => goneAt.one(document)?.at ?? null,
    isErased: ({ visitor, at }) => erased.one(visitor, at) !== null,
    goneAfter: (number, visitor, limit) =>
      visitor === null ? goneAfter.all(number, limit) : goneOf.all(visitor, number, limit),
    newestGone: (visitor) => (visitor === null ? newest.one() : newestOf.one(visitor))?.number ?? 0,
    era: () => era.one()?.value ?? '',
    isCleaning: () => cleaning.one() !== null,
    conversationsOf: (visitor) => conversations.all(visitor).map(({ id }) => id),
    talksOf: (visitor) => talks.all(visitor).map(({ open, ...talk }) => ({ ...talk, isOpen: open === 1 })),
    formerOf: (visitor) => former.all(visitor).map((row) => row.visitor),
    toDelete: (closedBefore, { closedAt, id }, limit) => toDelete.all(closedBefore, closedAt, id, limit),
    toPack: (closedBefore, { closedAt, id }, limit) => toPack.all(closedBefore, closedAt, id, limit),
  };
}
