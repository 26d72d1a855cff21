import { CALL_STAYS_FOR } from '#schema/conversation/callback.ts';
import { MISSED_STAYS_FOR } from '#schema/conversation/missed.ts';
import type { ContactFields } from '#schema/conversation/entry.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { Summary } from '#schema/docs/inbox-document.ts';
import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import type { RoomId } from '#schema/room/room-id.ts';
import type { RoomLine } from '#schema/room/room-line.ts';
import type { Author, ConversationState } from '#schema/words.ts';
import type { Connection } from '../store/database.ts';
import type { Besides, ConversationRow } from './conversation-row.ts';
import type { TaskRow } from './task-row.ts';

/** Reads of the derived tables. */
export interface DerivedStore {
  /** The last entry (row number) that the tables have taken in. */
  readonly watermark: () => number;
  readonly findConversation: (id: ConversationId) => ConversationRow | null;
  /** Those that are open, those closed at or after this time (ms), and those closed without an answer in the week up to it, and those with somebody to call. */
  readonly conversationsForInbox: (closedSince: number) => readonly ConversationRow[];
  readonly findContact: (visitor: VisitorId) => ContactFields | null;
  /** Whether this person has ever taken part in it, as far as the index has come. */
  readonly tookPart: (conversation: ConversationId, person: string) => boolean;
  readonly findTask: (id: CommandId) => TaskRow | null;
  /** Those that are to be done, and those done at or after this time (ms). */
  readonly tasksForInbox: (doneSince: number) => readonly TaskRow[];
  readonly tasksOf: (visitor: VisitorId) => readonly TaskRow[];
  readonly findRoom: (id: RoomId) => RoomLine | null;
  readonly allRooms: () => readonly RoomLine[];
}

interface Row {
  readonly id: ConversationId;
  readonly visitor: VisitorId;
  readonly site: string;
  readonly state: ConversationState;
  readonly assignee_id: string | null;
  readonly assignee_name: string | null;
  readonly started_at: number;
  readonly last_seq: number;
  readonly last_at: number;
  readonly last_text: string;
  readonly last_by: Summary['lastBy'];
  readonly last_message: CommandId | null;
  readonly waiting_since: number | null;
  readonly last_visitor_seq: number;
  readonly closed_at: number | null;
  readonly besides: string | null;
  readonly answer_seq: number;
  readonly lost_to: string | null;
}

const assigneeOf = ({ assignee_id: id, assignee_name: name }: Row): Author | null =>
  id === null ? null : { kind: 'operator', id, name: name ?? '' };

const conversationOf = (row: Row): ConversationRow => ({
  id: row.id,
  visitor: row.visitor,
  site: row.site,
  state: row.state,
  assignee: assigneeOf(row),
  startedAt: row.started_at,
  lastSeq: row.last_seq,
  lastAt: row.last_at,
  lastText: row.last_text,
  lastBy: row.last_by,
  lastMessage: row.last_message,
  waitingSince: row.waiting_since,
  lastVisitorSeq: row.last_visitor_seq,
  closedAt: row.closed_at,
  ...(row.besides !== null && (JSON.parse(row.besides) as Besides)),
  answerSeq: row.answer_seq,
  lostTo: row.lost_to,
});

interface TaskColumns {
  readonly visitor: VisitorId;
  readonly task: string;
  readonly done_at: number | null;
}

const taskOf = ({ visitor, task, done_at: doneAt }: TaskColumns): TaskRow => ({
  visitor,
  task: JSON.parse(task) as TaskRow['task'],
  doneAt,
});

export function createDerivedStore(connection: Connection): DerivedStore {
  const watermark = connection.prepare<{ entry: number }>(`SELECT entry FROM watermarks WHERE name = 'derived'`);
  const conversation = connection.prepare<Row>('SELECT * FROM conversations WHERE id = ?');
  const open = connection.prepare<Row>(`SELECT * FROM conversations WHERE state IN ('waiting', 'active')`);
  const closed = connection.prepare<Row>(
    `SELECT * FROM conversations WHERE state = 'closed' AND (closed_at >= ? OR (closed_at >= ? AND besides LIKE '%"callback":%')
     OR (closed_at >= ? AND waiting_since IS NOT NULL
     AND (answer_seq = 0 OR last_visitor_seq > coalesce((SELECT seen FROM cursors
       WHERE conversation = conversations.id AND participant = conversations.assignee_id), 0))))`,
  );
  const contact = connection.prepare<Required<Pick<ContactFields, 'name' | 'email' | 'phone'>>>(
    'SELECT name, email, phone FROM contacts WHERE visitor = ?',
  );
  const part = connection.prepare(
    'SELECT 1 FROM participants p JOIN documents d ON d.key = p.conversation WHERE d.name = ? AND p.person = ?',
  );
  const task = connection.prepare<TaskColumns>('SELECT visitor, task, done_at FROM tasks WHERE id = ?');
  const toDo = connection.prepare<TaskColumns>('SELECT visitor, task, done_at FROM tasks WHERE done_at IS NULL');
  const done = connection.prepare<TaskColumns>('SELECT visitor, task, done_at FROM tasks WHERE done_at >= ?');
  const tasksOf = connection.prepare<TaskColumns>('SELECT visitor, task, done_at FROM tasks WHERE visitor = ?');
  const room = connection.prepare<{ line: string }>('SELECT line FROM rooms WHERE id = ?');
  const rooms = connection.prepare<{ line: string }>('SELECT line FROM rooms');
  return {
    watermark: () => watermark.one()?.entry ?? 0,
    findConversation: (id) => {
      const row = conversation.one(id);
      return row === null ? null : conversationOf(row);
    },
    conversationsForInbox: (since) =>
      [...open.all(), ...closed.all(since, since - CALL_STAYS_FOR, since - MISSED_STAYS_FOR)].map(conversationOf),
    tookPart: (conversation, person) => part.one(conversationDocument(conversation), person) !== null,
    findTask: (id) => {
      const row = task.one(id);
      return row === null ? null : taskOf(row);
    },
    tasksForInbox: (since) => [...toDo.all(), ...done.all(since)].map(taskOf),
    tasksOf: (visitor) => tasksOf.all(visitor).map(taskOf),
    findRoom: (id) => {
      const row = room.one(id);
      return row === null ? null : (JSON.parse(row.line) as RoomLine);
    },
    allRooms: () => rooms.all().map(({ line }) => JSON.parse(line) as RoomLine),
    findContact: (visitor) => {
      const row = contact.one(visitor);
      return row === null ? null : { name: row.name, email: row.email, phone: row.phone };
    },
  };
}
