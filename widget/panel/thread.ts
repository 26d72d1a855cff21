import type { CursorOf, LinkState, OutboxRow } from '#client/interface.ts';
import { keepSame } from '#client/overlay/keep-same.ts';
import { stateOfMessage, stateOfRow } from '#client/overlay/message-state.ts';
import type { Conversation, Head, Message } from '#schema/conversation/conversation.ts';
import type { Invited } from '#schema/conversation/invited.ts';
import type { FileInfo } from '#schema/files.ts';
import type { MessageId } from '#schema/ids.ts';
import { EDIT_WINDOW } from '#schema/limits.ts';
import { isEntryFor } from './rows.ts';

/** How far the visitor's own message has got; the two late ones carry the error mark. */
export type Mark = 'waiting' | 'late' | 'late-offline' | 'accepted' | 'delivered' | 'seen';

export interface MessageLine {
  readonly kind: 'message';
  readonly key: string;
  readonly id: MessageId;
  readonly seq: number;
  readonly isOwn: boolean;
  readonly name: string;
  /** The id of who said it. */
  readonly by: string;
  readonly at: number;
  /** Null once it was taken back. */
  readonly text: string | null;
  readonly file: FileInfo | undefined;
  /** Of a file that asked; absent while nobody has said anything. */
  readonly answer: 'accepted' | 'refused' | undefined;
  readonly isEdited: boolean;
  readonly mark: Mark | null;
  /** The server has not answered yet; then each message shows its own mark. */
  readonly isUnanswered: boolean;
  /** The command that the server refused, the message itself or a change of it. */
  readonly refused: OutboxRow | null;
  readonly isChangeable: boolean;
  /** The first of several in a row by the same side: carries the name. */
  readonly isFirst: boolean;
  /** The last of several in a row that have got equally far: carries time and mark. */
  readonly isLast: boolean;
}

/** `lost`: whoever answered lost the connection, and a colleague will go on. `team`: handed over to a department. */
export type EventKind = 'taken' | 'handed-over' | 'team' | 'lost' | 'brought-in' | 'left' | 'closed' | 'reopened';

export type ThreadLine =
  | MessageLine
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'new'; readonly key: string }
  | {
      readonly kind: 'event';
      readonly key: string;
      readonly what: EventKind;
      readonly name: string;
    };

export interface ThreadFacts {
  /** With the waiting commands laid over it. */
  readonly conversation: Conversation | null;
  /** Of this conversation, what the outbox still holds. */
  readonly rows: readonly OutboxRow[];
  readonly cursors: Readonly<Record<string, CursorOf>>;
  readonly link: LinkState;
  /** The first entry that was new when the panel was opened; null when none was. */
  readonly newFrom: number | null;
  /** By this device's clock, and by the server's; ms. */
  readonly now: number;
  readonly serverNow: number;
  /** The lines as they are drawn now. */
  readonly drawn: readonly ThreadLine[];
}

/** Within this time two messages of one side stand together under one name; ms. */
const TOGETHER = 3 * 60_000;

/** The start says nothing to a visitor, and of what a newer server tells this version knows nothing (LEASE11). */
const SHOWN: readonly string[] = ['text', 'taken', 'handed-over', 'brought-in', 'left', 'closed', 'reopened'];

/** The lines of the thread, oldest first. One that is drawn already and has not changed is the same object again. */
export function threadOf(facts: ThreadFacts): readonly ThreadLine[] {
  const lines: ThreadLine[] = [];
  let day = '';
  let isNewShown = false;
  for (const message of facts.conversation?.messages ?? []) {
    const { invited } = message as { readonly invited?: Invited };
    // Who looked on and goes changes nothing for the visitor.
    if (!invited && (!SHOWN.includes(message.kind) || 'looked' in message)) continue;
    const at = shownAt(message);
    const today = new Date(at).toDateString();
    // What was written in a tunnel stands among what was said since: the same day may come twice.
    if (today !== day) lines.push({ kind: 'day', key: `day ${message.id}`, at });
    day = today;
    const isNew = facts.newFrom !== null && message.seq >= facts.newFrom && message.by.kind === 'operator';
    if (isNew && !isNewShown) {
      lines.push({ kind: 'new', key: 'new' });
      isNewShown = true;
    }
    lines.push(lineOf(invited ? wordsOf(message, invited) : message, facts));
  }
  const all = lines.map((line, index) => grouped(line, lines[index - 1], lines[index + 1]));
  return keepSame(facts.drawn, all);
}

/** What shows before there is a talk: the invitation to it. */
export const talkUpon = (invited: Invited, at: number): Conversation => ({
  head: { state: 'waiting' } as Head,
  messages: [
    { kind: 'started', seq: 0, id: 'invited' as MessageId, at, by: { kind: 'system', id: '', name: '' }, invited },
  ],
  edits: new Map(),
});

/** The words upon which a talk was begun stand in it as if they had been said. */
const wordsOf = ({ seq, id, at }: Message, { by, name, text }: Invited): Message => ({
  seq,
  id,
  at,
  kind: 'text',
  by: { kind: 'operator', id: by === 'site' ? '' : by, name },
  text,
});

/** What was written without a line tells that time, and stands under its day. */
const shownAt = (message: Message & { readonly writtenAt?: number }): number => message.writtenAt ?? message.at;

function lineOf(message: Message, facts: ThreadFacts): ThreadLine {
  if (message.kind !== 'text') {
    const handed = message.kind === 'handed-over' ? message : null;
    const what = handed?.from ? 'lost' : handed?.department ? 'team' : (message.kind as EventKind);
    const { name } = handed === null ? ('who' in message ? message.who : message.by) : (handed.from ?? handed.to);
    return { kind: 'event', key: message.id, what, name };
  }
  const edit = facts.conversation?.edits.get(message.id) ?? null;
  const isGone = edit !== null && 'gone' in edit;
  const isOwn = message.by.kind === 'visitor';
  const concerned = facts.rows.filter((row) => isEntryFor(row, message.id));
  // The row as it stands: another object each time would be another note each time, and take the keyboard from its buttons.
  const refused = concerned.find((row) => row.state.kind === 'rejected') ?? null;
  const isSent = concerned.every((row) => row.command.type !== 'message.send');
  return {
    kind: 'message',
    key: message.id,
    id: message.id,
    seq: message.seq,
    isOwn,
    name: message.by.name,
    by: message.by.id,
    at: shownAt(message),
    text: isGone ? null : edit === null ? message.text : edit.text,
    file: message.file,
    answer: edit === null || isGone ? undefined : edit.file,
    isEdited: edit !== null && !isGone && !edit.file,
    mark: isOwn && !isGone ? markOf(message, concerned, facts) : null,
    isUnanswered: concerned.some((row) => row.state.kind === 'waiting'),
    refused,
    isChangeable: isOwn && !isGone && refused === null && (!isSent || facts.serverNow - message.at < EDIT_WINDOW),
    isFirst: true,
    isLast: true,
  };
}

/** The message itself may have arrived long ago while a change of it still waits; what waits longest counts. */
function markOf(message: Message, concerned: readonly OutboxRow[], { cursors, link, now }: ThreadFacts): Mark {
  const waiting = concerned.find((row) => row.state.kind === 'waiting');
  const state = waiting === undefined ? stateOfMessage(message, cursors) : stateOfRow(waiting, link, now);
  if (state.kind === 'late') return state.why === 'offline' ? 'late-offline' : 'late';
  // Whoever was refused or held was taken care of before.
  return state.kind === 'rejected' || state.kind === 'held' ? 'waiting' : state.kind;
}

function grouped(line: ThreadLine, before: ThreadLine | undefined, after: ThreadLine | undefined): ThreadLine {
  if (line.kind !== 'message') return line;
  const isWith = (other: ThreadLine | undefined): boolean =>
    other?.kind === 'message' &&
    other.isOwn === line.isOwn &&
    other.name === line.name &&
    Math.abs(other.at - line.at) < TOGETHER;
  const isLast = !isWith(after) || (after?.kind === 'message' && after.mark !== line.mark);
  return { ...line, isFirst: !isWith(before), isLast };
}
