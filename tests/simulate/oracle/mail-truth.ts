import { contactDocument, conversationDocument, deskDocument } from '#schema/docs/document-name.ts';
import type { Entry } from '#schema/conversation/entry.ts';
import type { CommandId } from '#schema/ids.ts';
import type { LetterRow } from '#sync-server/mail/letter-row.ts';
import type { Letter } from '#sync-server/mail/mail-sender.ts';
import type { WriterOrder } from '#sync-server/commit/orders.ts';
import type { Connection as Database } from '#sync-server/store/database.ts';
import type { ModelDocument } from './document.ts';
import type { Judge } from './judge.ts';
import { DESK_MARK } from './wire.ts';

/** What letters may leave, and what the desk is told of them; read from the disk and from what the mail server has taken. */
export interface MailTruth {
  readonly durable: (order: WriterOrder) => void;
  /** A process has opened what a crash left, or what a backup brought. */
  readonly recovered: (disk: Database) => void;
  readonly taken: (letter: Letter, disk: Database | null) => void;
  /** Its yes was heard a while ago by a process that lives on, on a disk that works. */
  readonly wasHeard: (letter: Letter, disk: Database) => void;
  /** What the server tells the desk by itself is of a letter (MAIL4). */
  readonly isTelling: (id: CommandId, effect: Entry['effect'], document: string) => boolean;
  /** Everything was healed: what left, and what did not, is told. */
  readonly checkTold: (disk: Database) => void;
  readonly counts: () => { readonly letters: number; readonly lettersAgain: number };
}

type Row = Pick<LetterRow, 'id' | 'kind' | 'conversation' | 'visitor' | 'since' | 'through' | 'state' | 'telling'>;
const COLUMNS = 'id, kind, conversation, visitor, since, through, state, telling';
/** As actors write (actors/cast.ts): whose it is, and the number of the text. */
const MARKED = /~v([\w-]+)~ \S+ (\d{1,9}) /g;

export function createMailTruth(
  judge: Judge,
  find: (name: string) => ModelDocument | null,
  /** It bears this mark. */
  isOf: (visitor: string, word: string) => boolean,
): MailTruth {
  /** Message-IDs of each letter, by its row. */
  const idsOf = new Map<CommandId, Set<string>>();
  const tellings = new Map<CommandId, Row>();
  let letters = 0;
  let again = 0;

  const rowOf = (disk: Database, messageId: string): Row | null =>
    disk.prepare<Row>(`SELECT ${COLUMNS} FROM letters WHERE message_id = ?`).one(messageId);

  const isAddressOf = ({ visitor }: Row, address: string): boolean => {
    const card = find(contactDocument(visitor));
    return card === null || card.entries.some(({ effect }) => 'fields' in effect && effect.fields.email === address);
  };

  /** Only what was said there, after one entry and up to another, and nothing that is of the desk. */
  function checkWords(row: Row, { text, subject }: Letter): void {
    judge.check(!`${text}${subject}`.includes(DESK_MARK), 'MAIL4', () => `a letter has words of the desk: ${text}`);
    const talk = find(conversationDocument(row.conversation));
    if (talk === null) return;
    const first = row.kind === 'answer' ? row.since : 0;
    const those = talk.entries.filter(({ seq }) => seq > first && seq <= row.through);
    const messages = new Set(
      those.filter(({ by }) => row.kind !== 'answer' || by.kind === 'operator').map(({ id }) => id),
    );
    const said = talk.entries.flatMap(({ id, effect }) =>
      (effect.kind === 'said' && messages.has(id)) || (effect.kind === 'edited' && messages.has(effect.message))
        ? [effect.text]
        : [],
    );
    for (const [, word = '', number = ''] of text.matchAll(MARKED)) {
      judge.check(isOf(row.visitor, word), 'MAIL4', () => `a letter to ${row.visitor} has words of ${word}`);
      judge.check(
        said.some((words) => words.includes(number)),
        'MAIL4',
        () =>
          `a letter of ${row.conversation} (${row.kind}, ${first} to ${row.through}) says ${number}, which is not said there`,
      );
    }
  }

  /** Nothing is told in two letters. */
  function checkApart(disk: Database, { conversation }: Row): void {
    const sent = disk.prepare<Row>(
      `SELECT ${COLUMNS} FROM letters WHERE conversation = ? AND kind = 'answer' AND state = 'sent' ORDER BY through`,
    );
    sent.all(conversation).reduce((before, { since, through }) => {
      judge.check(since >= before, 'MAIL4', () => `letters of ${conversation} tell of ${since} to ${before} twice`);
      return through;
    }, 0);
  }

  const remember = (row: Row | null): void => {
    if (row !== null && row.telling !== null) tellings.set(row.telling, row);
  };

  return {
    durable: (order) => {
      if (order.kind !== 'keep' || order.order.kind !== 'letters') return;
      for (const change of order.order.changes) if (change.kind === 'tried') remember(change.row as unknown as Row);
    },
    recovered: (disk) =>
      disk.prepare<Row>(`SELECT ${COLUMNS} FROM letters WHERE telling IS NOT NULL`).all().forEach(remember),
    taken: (letter, disk) => {
      if (disk === null) return;
      const { messageId, to } = letter;
      letters += 1;
      const row = rowOf(disk, messageId);
      // It went with its conversation while the letter was on its way.
      if (row === null) {
        const letterId = messageId.slice(1, messageId.indexOf('@'));
        const other = disk.prepare<Row>(`SELECT ${COLUMNS} FROM letters WHERE id = ?`).one(letterId);
        return judge.check(other === null, 'MAIL5', () => `${messageId} left before its id was on the disk`);
      }
      judge.check(row.state === 'waiting', 'MAIL5', () => `${messageId} left once more, and stands as ${row.state}`);
      const ids = idsOf.get(row.id) ?? new Set<string>();
      if (ids.has(messageId)) again += 1;
      idsOf.set(row.id, ids.add(messageId));
      judge.check(ids.size === 1, 'MAIL5', () => `one letter left as ${[...ids].join(' and ')}`);
      judge.check(isAddressOf(row, to), 'MAIL4', () => `a letter of ${row.visitor} went to ${to}`);
      checkWords(row, letter);
      checkApart(disk, row);
    },
    wasHeard: ({ messageId }, disk) => {
      const row = rowOf(disk, messageId);
      judge.check(
        row === null || row.state === 'sent',
        'MAIL5',
        () => `the mail server has taken ${messageId}, and it stands as ${row?.state}`,
      );
    },
    isTelling: (id, effect, document) => {
      const row = tellings.get(id);
      return row !== undefined && effect.kind === 'mailed' && document.endsWith('/desk');
    },
    checkTold: (disk) => {
      for (const row of disk.prepare<Row>(`SELECT ${COLUMNS} FROM letters`).all()) {
        checkApart(disk, row);
        if (row.state !== 'sent' && row.state !== 'failed') continue;
        const told = (find(deskDocument(row.conversation))?.entries ?? []).filter(
          ({ effect }) =>
            effect.kind === 'mailed' &&
            effect.what === row.kind &&
            effect.since === row.since &&
            effect.through === row.through &&
            (effect.failed === undefined) === (row.state === 'sent'),
        );
        judge.check(told.length > 0, 'MAIL4', () => `the desk was not told that a letter is ${row.state}`);
      }
    },
    counts: () => ({ letters, lettersAgain: again }),
  };
}
