import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import type { Connection } from '../store/database.ts';
import type { LetterChange, LetterKind, LetterRow } from './letter-row.ts';

/** Reads of the outbox of mail. */
export interface LetterStore {
  /** Those that wait to leave, and those of which the desk is still to be told; the earliest first. */
  readonly open: () => readonly LetterRow[];
  readonly openOf: (conversation: ConversationId) => readonly LetterRow[];
  /** How far letters of this kind that left have told, and how far any were made; one that was let go again was not. */
  readonly reached: (
    conversation: ConversationId,
    kind: LetterKind,
  ) => { readonly sent: number; readonly made: number };
  /** Message-IDs of the letters about unread words that left, the oldest first. */
  readonly thread: (conversation: ConversationId) => readonly string[];
  /** Transcripts that this visitor asked for since then, `upTo` one; and letters that left for this address. */
  readonly askedBy: (visitor: VisitorId, since: number, upTo?: CommandId) => number;
  readonly sentTo: (addressKey: string, kind: LetterKind, since: number) => number;
  readonly isStopped: (addressKey: string) => boolean;
  /** Whom a letter was made for, and where it went; null: there is none such any more. */
  readonly goneTo: (letter: CommandId) => { readonly visitor: VisitorId; readonly addressKey: string | null } | null;
  /** Where the first letter about this visitor's conversations went, whoever they were then; null: none has left. */
  readonly firstAddress: (visitor: VisitorId) => string | null;
  /** A mail server has said since then (ms) that nobody is there. */
  readonly isRefused: (addressKey: string, since: number) => boolean;
}

/** Behind every id. */
const LAST = '~' as CommandId;

const COLUMNS = `id, kind, conversation, visitor, since, through, asked_by AS askedBy, made_at AS madeAt, state, tries,
 next_at AS nextAt, message_id AS messageId, address_key AS addressKey, telling`;

export function createLetterStore(connection: Connection): LetterStore {
  const open = connection.prepare<LetterRow>(
    `SELECT ${COLUMNS} FROM letters WHERE state = 'waiting' OR telling IS NOT NULL ORDER BY next_at, id`,
  );
  const openOf = connection.prepare<LetterRow>(
    `SELECT ${COLUMNS} FROM letters WHERE conversation = ? AND (state = 'waiting' OR telling IS NOT NULL) ORDER BY id`,
  );
  const reached = connection.prepare<{ sent: number; made: number }>(
    `SELECT coalesce(max(CASE WHEN state = 'sent' THEN through END), 0) AS sent, coalesce(max(through), 0) AS made
     FROM letters WHERE conversation = ? AND kind = ? AND state <> 'dropped'`,
  );
  const thread = connection.prepare<{ messageId: string }>(
    `SELECT message_id AS messageId FROM letters
     WHERE conversation = ? AND kind = 'answer' AND state = 'sent' AND message_id IS NOT NULL ORDER BY id`,
  );
  const asked = connection.prepare<{ n: number }>(
    `SELECT count(*) AS n FROM letters WHERE visitor = ? AND kind = 'transcript' AND made_at > ? AND id <= ?`,
  );
  const sentTo = connection.prepare<{ n: number }>(
    `SELECT count(*) AS n FROM letters WHERE address_key = ? AND kind = ? AND next_at > ? AND state = 'sent'`,
  );
  const stopped = connection.prepare<{ at: number }>('SELECT at FROM mail_stops WHERE address_key = ?');
  // One that came may still be noted as on its way.
  const first = connection.prepare<{ addressKey: string }>(
    `SELECT address_key AS addressKey FROM letters WHERE state IN ('sent', 'waiting') AND address_key IS NOT NULL
     AND conversation IN (SELECT id FROM conversations WHERE visitor = ?) ORDER BY id LIMIT 1`,
  );
  const goneTo = connection.prepare<{ visitor: VisitorId; addressKey: string | null }>(
    'SELECT visitor, address_key AS addressKey FROM letters WHERE id = ?',
  );
  const refused = connection.prepare(
    "SELECT 1 FROM letters WHERE address_key = ? AND next_at > ? AND state = 'refused' LIMIT 1",
  );
  return {
    open: () => open.all(),
    openOf: (conversation) => openOf.all(conversation),
    reached: (conversation, kind) => reached.one(conversation, kind) ?? { sent: 0, made: 0 },
    thread: (conversation) => thread.all(conversation).map(({ messageId }) => messageId),
    askedBy: (visitor, since, upTo = LAST) => asked.one(visitor, since, upTo)?.n ?? 0,
    sentTo: (addressKey, kind, since) => sentTo.one(addressKey, kind, since)?.n ?? 0,
    isStopped: (addressKey) => stopped.one(addressKey) !== null,
    goneTo: (letter) => goneTo.one(letter),
    firstAddress: (visitor) => first.one(visitor)?.addressKey ?? null,
    isRefused: (addressKey, since) => refused.one(addressKey, since) !== null,
  };
}

/** For the writer, within its transaction. Returns how many changes there were. */
export function prepareLetterChanges(connection: Connection): (changes: readonly LetterChange[]) => number {
  const add = connection.prepare(
    `INSERT OR IGNORE INTO letters (id, kind, conversation, visitor, since, through, asked_by, made_at, state, tries, next_at,
     message_id, address_key, telling) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const tried = connection.prepare(
    'UPDATE letters SET state = ?, tries = ?, next_at = ?, message_id = ?, address_key = ?, telling = ? WHERE id = ?',
  );
  const told = connection.prepare('UPDATE letters SET telling = NULL WHERE id = ?');
  const stop = connection.prepare('INSERT OR IGNORE INTO mail_stops (address_key, at) VALUES (?, ?)');
  const resume = connection.prepare('DELETE FROM mail_stops WHERE address_key = ?');
  const forgetRefusals = connection.prepare("UPDATE letters SET state = 'failed' WHERE state = 'refused'");

  function carryOut(change: LetterChange): void {
    switch (change.kind) {
      case 'add': {
        const { id, kind, conversation, visitor, since, through, askedBy, madeAt, ...row } = change.row;
        const { state, tries, nextAt, messageId, addressKey, telling } = row;
        const what = [id, kind, conversation, visitor, since, through, askedBy, madeAt] as const;
        return add.run(...what, state, tries, nextAt, messageId, addressKey, telling);
      }
      case 'tried': {
        const { id, state, tries, nextAt, messageId, addressKey, telling } = change.row;
        return tried.run(state, tries, nextAt, messageId, addressKey, telling, id);
      }
      case 'told':
        return told.run(change.id);
      case 'stop':
        return stop.run(change.addressKey, change.at);
      case 'resume':
        return resume.run(change.addressKey);
      case 'forget-refusals':
        return forgetRefusals.run();
    }
  }

  return (changes) => {
    for (const change of changes) carryOut(change);
    return changes.length;
  };
}
