import type { Conversation, Message } from '#schema/conversation/conversation.ts';
import type { DeskLine, Note } from '#schema/docs/desk-document.ts';
import type { FileInfo } from '#schema/files.ts';
import type { CommandId } from '#schema/ids.ts';
import type { Change } from '#schema/words.ts';
import type { CursorOf, LinkState, OutboxRow } from '#client/interface.ts';
import { keepSame } from '#client/overlay/keep-same.ts';
import { stateOfMessage, stateOfRow } from '#client/overlay/message-state.ts';

import { mailMarks, type MailMark } from './mailed.ts';
import { dayOf } from '../texts/times.ts';

/** How far something of ours has got. `late`: no answer for five seconds. `unsaved`: only in this tab's memory. */
export type MarkState = 'waiting' | 'late' | 'unsaved' | 'accepted' | 'delivered' | 'seen';

type Words = Extract<Message, { readonly kind: 'text' }>;

/** One line of the thread, from top to bottom. Times in ms. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'new'; readonly key: string }
  | {
      readonly kind: 'event';
      readonly key: string;
      readonly at: number;
      readonly message: Exclude<Message, Words>;
      readonly mark: MarkState | null;
    }
  | {
      readonly kind: 'words';
      readonly key: string;
      readonly at: number;
      readonly message: Words;
      /** As it reads now; null when it was taken back. */
      readonly text: string | null;
      readonly isEdited: boolean;
      readonly file: FileInfo | null;
      /** Of a file that asked. */
      readonly answer: 'accepted' | 'refused' | null;
      readonly isMine: boolean;
      /** Stands on our side. */
      readonly isOurs: boolean;
      readonly mark: MarkState | null;
      /** What became of the letter with it; absent where there is none. */
      readonly mailed?: MailMark;
      /** First of a run of lines by one author. */
      readonly isFirst: boolean;
    }
  | {
      readonly kind: 'note';
      readonly key: string;
      readonly at: number;
      readonly note: Note;
      readonly isMine: boolean;
      readonly mark: MarkState | null;
    };

export interface LinesInput {
  readonly conversation: Conversation;
  readonly notes: readonly Note[];
  /** What the desk tells besides. */
  readonly told: readonly DeskLine[];
  /** Commands of this conversation that wait on this device. */
  readonly waiting: readonly OutboxRow[];
  /** By participant id. */
  readonly cursors: Readonly<Record<string, CursorOf>>;
  readonly me: string;
  readonly link: LinkState;
  /** The device's clock. */
  readonly now: number;
  /** Own seen cursor when the thread was opened: what is beyond it is new. Null shows no divider. */
  readonly seenAtOpening: number | null;
  /** The lines as they are drawn now. */
  readonly drawn: readonly Line[];
}

/** A newer server may tell of things that this version does not know: they are passed over (LEASE11). */
const KNOWN: readonly string[] = [
  'text',
  'started',
  'taken',
  'handed-over',
  'brought-in',
  'left',
  'closed',
  'reopened',
  'rated',
  'callback-asked',
  'callback-cancelled',
  'callback-done',
] satisfies readonly Message['kind'][];

/** Lines by one author within this time stand together. */
export const RUN = 5 * 60_000;

/**
 * The thread as lines: days, events, words and notes in the order of their times, each with its mark. One that is drawn already
 * and has not changed is the same object again.
 */
export function linesOf(input: LinesInput): readonly Line[] {
  const { conversation, notes, me, seenAtOpening } = input;
  const rows = new Map(input.waiting.map((row) => [row.command.id, row]));
  const changes = changesWaiting(input.waiting);
  const mailedOf = mailMarks(input.told);
  const lines: Line[] = [];
  let day = -1;
  let last: { readonly author: string; readonly at: number } | null = null;
  let isNewShown = seenAtOpening === null;

  for (const item of merged(
    conversation.messages.filter(({ kind }) => KNOWN.includes(kind)),
    notes,
  )) {
    const row = rows.get(item.value.id);
    const at = row?.writtenAt ?? item.value.at;
    if (dayOf(at) !== day) {
      day = dayOf(at);
      last = null;
      // A reply that waits since before midnight stands below what was said after it: the same day may come twice.
      lines.push({ kind: 'day', key: `day ${item.value.id}`, at });
    }
    if (item.kind === 'note') {
      const mark = row === undefined ? null : markOf(row, input);
      lines.push({ kind: 'note', key: item.value.id, at, note: item.value, isMine: item.value.by.id === me, mark });
      last = null;
      continue;
    }
    const message = item.value;
    if (!isNewShown && message.kind === 'text' && message.by.kind === 'visitor' && message.seq > (seenAtOpening ?? 0)) {
      isNewShown = true;
      last = null;
      lines.push({ kind: 'new', key: 'new' });
    }
    if (message.kind !== 'text') {
      lines.push({ kind: 'event', key: message.id, at, message, mark: row === undefined ? null : markOf(row, input) });
      last = null;
      continue;
    }
    const edit = conversation.edits.get(message.id);
    const pending = row ?? changes.get(message.id);
    const mailed = message.by.kind === 'operator' ? mailedOf(message.seq) : null;
    lines.push({
      kind: 'words',
      key: message.id,
      at,
      message,
      text: edit === undefined ? message.text : 'gone' in edit ? null : edit.text,
      isEdited: edit !== undefined && !('file' in edit),
      file: message.file ?? null,
      answer: (edit !== undefined && 'file' in edit && edit.file) || null,
      isMine: message.by.id === me,
      isOurs: message.by.kind === 'operator',
      mark: pending === undefined ? sentMark(message, input.cursors) : markOf(pending, input),
      ...(mailed !== null && { mailed }),
      isFirst: last === null || last.author !== message.by.id || at - last.at > RUN,
    });
    last = { author: message.by.id, at };
  }
  return keepSame(input.drawn, lines);
}

/** The newest change of a message that still waits, by the message. */
export function changesWaiting(waiting: readonly OutboxRow[]): ReadonlyMap<CommandId, OutboxRow> {
  const changes = new Map<CommandId, OutboxRow>();
  for (const row of waiting) if ('message' in row.command.payload) changes.set(row.command.payload.message, row);
  return changes;
}

export function markOf(row: OutboxRow, { link, now }: Pick<LinesInput, 'link' | 'now'>): MarkState {
  if (stateOfRow(row, link, now).kind === 'late') return 'late';
  return row.saved ? 'waiting' : 'unsaved';
}

/** What the visitor's devices have told of a message of ours; null for the visitor's own. */
function sentMark(message: Message, cursors: LinesInput['cursors']): MarkState | null {
  if (message.by.kind === 'visitor') return null;
  const { kind } = stateOfMessage(message, cursors);
  return kind === 'seen' || kind === 'delivered' ? kind : 'accepted';
}

type Item = { readonly kind: 'message'; readonly value: Message } | { readonly kind: 'note'; readonly value: Note };

/** Messages keep the order of their `seq`, and notes find their place among them by time. */
function merged(messages: readonly Message[], notes: readonly Note[]): readonly Item[] {
  const items: Item[] = [];
  let next = 0;
  for (const message of messages) {
    for (let note = notes[next]; note !== undefined && note.at < message.at; note = notes[next]) {
      items.push({ kind: 'note', value: note });
      next += 1;
    }
    items.push({ kind: 'message', value: message });
  }
  return [...items, ...notes.slice(next).map((value) => ({ kind: 'note', value }) as const)];
}

/** Who hands a conversation to themselves takes it. */
const isTakeOver = ({ message }: Line & { readonly kind: 'event' }): boolean =>
  message.kind === 'handed-over' && message.by.id === message.to.id;

/** The changes as one would tell them: a change does not say to whom it handed over, the line of the same event does. */
export function toldBy(lines: readonly Line[], changes: readonly Change[]): readonly Change[] {
  const takeOvers = new Set<string>();
  for (const line of lines) if (line.kind === 'event' && isTakeOver(line)) takeOvers.add(line.message.id);
  return changes.map((change) => (takeOvers.has(change.id) ? { ...change, kind: 'taken' } : change));
}
