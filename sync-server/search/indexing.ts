import { fieldsIn } from '#schema/conversation/contact-card.ts';
import type { ContactFields, Effect } from '#schema/conversation/entry.ts';
import { conversationDocument, parseDocumentName, type DocumentAddress } from '#schema/docs/document-name.ts';
import { foldedText } from '#schema/search/words.ts';
import type { Author } from '#schema/words.ts';
import { inTransaction, type Connection } from '../store/database.ts';
import { CLEANING } from './forget.ts';

/**
 * The writes of the search index. They run in the writer's thread, which reads the entries itself, so that a message costs the
 * main thread nothing. A slice is one transaction with the watermark: after a crash what was behind is taken in, once (DER2).
 */
export interface Indexing {
  /** Takes in at most so many entries after the watermark; how many there were. Fewer than `limit`: there is nothing more to do. */
  readonly take: (limit: number) => number;
}

interface EntryRow {
  readonly id: number;
  readonly document: number;
  readonly name: string;
  readonly seq: number;
  readonly at: number;
  readonly author: string;
  readonly effect: string;
  readonly target: Uint8Array | null;
}

/**
 * Pages of the index that are merged in one slice, and for how many entries of a large slice there is one: about what a slice writes
 * times the levels that it will climb, so that merging keeps up. Behind it every slice would have hundreds of pieces to open.
 */
const MERGED_PAGES = 16;
const ENTRIES_A_PAGE = 4;
/** The same while what was forgotten is merged away. */
const CLEANED_PAGES = 64;
/** What was inserted lately and need not be again; then it is forgotten as a whole. */
const REMEMBERED = 10_000;

interface Readable {
  readonly by: Author;
  readonly effect: Effect;
}

/** Null for a damaged row: its document is refused and reported where it is served (KEEP1); nothing behind it waits here. */
function readableOf(row: EntryRow): Readable | null {
  try {
    return { by: JSON.parse(row.author) as Author, effect: JSON.parse(row.effect) as Effect };
  } catch {
    return null;
  }
}

export function prepareIndexing(connection: Connection): Indexing {
  const watermark = connection.prepare<{ entry: number }>(`SELECT entry FROM watermarks WHERE name = 'search'`);
  const setWatermark = connection.prepare(
    `INSERT INTO watermarks (name, entry) VALUES ('search', ?) ON CONFLICT (name) DO UPDATE SET entry = excluded.entry`,
  );
  const entries = connection.prepare<EntryRow>(
    `SELECT e.id, e.document, d.name, e.seq, e.at, e.author, e.effect, e.target
     FROM entries e JOIN documents d ON d.key = e.document WHERE e.id > ? ORDER BY e.id LIMIT ?`,
  );
  const entryOfCommand = connection.prepare<{ id: number }>('SELECT id FROM entries WHERE command = ?');
  const documentOfName = connection.prepare<{ key: number }>('SELECT key FROM documents WHERE name = ?');
  const insert = connection.prepare(
    'INSERT OR REPLACE INTO searchable (id, conversation, seq, at, note, speaker, text) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const isThere = connection.prepare('SELECT id FROM searchable WHERE id = ?');
  const replaceText = connection.prepare('UPDATE searchable SET text = ? WHERE id = ?');
  const remove = connection.prepare('DELETE FROM searchable WHERE id = ?');
  const putWords = connection.prepare('INSERT OR REPLACE INTO searchable_words (rowid, text) VALUES (?, ?)');
  const removeWords = connection.prepare('DELETE FROM searchable_words WHERE rowid = ?');
  const insertSpeaker = connection.prepare('INSERT OR IGNORE INTO speakers (kind, person, name) VALUES (?, ?, ?)');
  const speaker = connection.prepare<{ id: number }>('SELECT id FROM speakers WHERE person = ? AND name = ?');
  const insertParticipant = connection.prepare(
    'INSERT OR IGNORE INTO participants (person, conversation) VALUES (?, ?)',
  );
  const insertSite = connection.prepare('INSERT OR IGNORE INTO sites (name) VALUES (?)');
  const contact = connection.prepare<Required<ContactFields>>(
    'SELECT name, email, phone FROM searchable_contacts WHERE id = ?',
  );
  const putContact = connection.prepare(
    'INSERT OR REPLACE INTO searchable_contacts (id, visitor, name, email, phone) VALUES (?, ?, ?, ?, ?)',
  );
  const putContactWords = connection.prepare('INSERT OR REPLACE INTO contact_words (rowid, text) VALUES (?, ?)');
  const merge = connection.prepare(`INSERT INTO searchable_words (searchable_words, rank) VALUES ('merge', ?)`);

  const changes = connection.prepare<{ n: number }>('SELECT total_changes() AS n');
  const isCleaning = connection.prepare(`SELECT entry FROM watermarks WHERE name = '${CLEANING}'`);
  const endCleaning = connection.prepare(`DELETE FROM watermarks WHERE name = '${CLEANING}'`);
  const mergeContacts = connection.prepare(`INSERT INTO contact_words (contact_words) VALUES ('optimize')`);

  const speakers = new Map<string, number>();
  const participants = new Set<string>();

  function speakerOf({ kind, id, name }: Author): number | null {
    if (kind === 'visitor') return null;
    const known = speakers.get(`${id} ${name}`);
    if (known !== undefined) return known;
    insertSpeaker.run(kind, id, name);
    const row = speaker.one(id, name)?.id ?? null;
    if (row !== null) speakers.set(`${id} ${name}`, row);
    return row;
  }

  function takesPart({ kind, id }: Author, conversation: number): void {
    if (kind !== 'operator' || participants.has(`${id} ${conversation}`)) return;
    insertParticipant.run(id, conversation);
    if (participants.size >= REMEMBERED) participants.clear();
    participants.add(`${id} ${conversation}`);
  }

  function put({ id, seq, at }: EntryRow, conversation: number, by: Author, text: string, note: 0 | 1): void {
    insert.run(id, conversation, seq, at, note, speakerOf(by), text);
    putWords.run(id, foldedText(text));
  }

  /** The row of the message that an entry is about; null when it is not searchable any more. */
  function targetOf({ target }: EntryRow): number | null {
    const id = target === null ? null : (entryOfCommand.one(target)?.id ?? null);
    return id === null || isThere.one(id) === null ? null : id;
  }

  function takeContact(row: EntryRow, address: DocumentAddress, fields: ContactFields): void {
    if (address.kind !== 'contact') return;
    const { name = '', email = '', phone = '' } = { ...contact.one(row.document), ...fields };
    putContact.run(row.document, address.visitor, name, email, phone);
    putContactWords.run(row.document, foldedText(`${name} ${email} ${phone}`));
  }

  function takeRow(row: EntryRow, address: DocumentAddress, { by, effect }: Readable): void {
    // What colleagues say among themselves is found by nobody else.
    if (address.kind === 'room') return;
    const { document } = row;
    switch (effect.kind) {
      case 'started':
        insertSite.run(effect.site);
        if (effect.answers === undefined) return;
        return put(row, document, by, effect.answers.map(({ ask, answer }) => `${ask}: ${answer}`).join('\n'), 0);
      case 'said':
        put(row, document, by, effect.text, 0);
        return takesPart(by, document);
      case 'edited': {
        const target = targetOf(row);
        if (target === null) return;
        replaceText.run(effect.text, target);
        return putWords.run(target, foldedText(effect.text));
      }
      case 'unsent': {
        const target = targetOf(row);
        if (target === null) return;
        remove.run(target);
        return removeWords.run(target);
      }
      case 'taken':
      case 'reopened':
        return takesPart(by, document);
      case 'handed-over':
        // A department is no person that one could look for.
        return effect.department === undefined ? takesPart(effect.to, document) : undefined;
      case 'brought-in':
        return takesPart(effect.who, document);
      case 'noted': {
        const conversation =
          address.kind === 'desk' ? documentOfName.one(conversationDocument(address.conversation)) : null;
        return conversation === null ? undefined : put(row, conversation.key, by, effect.text, 1);
      }
      case 'contact-updated':
      case 'contact-merged':
      case 'contact-verified':
        return takeContact(row, address, fieldsIn(effect) ?? {});
      default:
        return undefined;
    }
  }

  /** One step towards an index without a trace of what was forgotten; false when there was nothing to do. */
  function clean(): boolean {
    if (isCleaning.one() === null) return false;
    inTransaction(connection, () => {
      const before = changes.one()?.n ?? 0;
      // A negative number merges all there is into one, a step at a time; a step that changes nothing counts as one change.
      merge.run(-CLEANED_PAGES);
      if ((changes.one()?.n ?? 0) - before >= 2) return;
      mergeContacts.run();
      endCleaning.run();
    });
    return true;
  }

  return {
    take: (limit) => {
      const rows = entries.all(watermark.one()?.entry ?? 0, limit);
      const last = rows.at(-1);
      if (last === undefined) return clean() ? limit : 0;
      try {
        inTransaction(connection, () => {
          for (const row of rows) {
            const address = parseDocumentName(row.name);
            const readable = readableOf(row);
            if (address !== null && readable !== null) takeRow(row, address, readable);
          }
          setWatermark.run(last.id);
          merge.run(Math.max(MERGED_PAGES, Math.ceil(rows.length / ENTRIES_A_PAGE)));
        });
      } catch (error) {
        // What was inserted in it is not there.
        speakers.clear();
        participants.clear();
        throw error;
      }
      return rows.length;
    },
  };
}
