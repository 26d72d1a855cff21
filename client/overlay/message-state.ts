import type { MessageId } from '#schema/ids.ts';
import { LATE_AFTER } from '#schema/limits.ts';
import type { Rejection } from '#schema/rejection.ts';
import type { Author, Change } from '#schema/words.ts';
import type { CursorOf, LinkState, OutboxRow } from '../interface.ts';

/** What stands beside an own message. */
export type MessageState =
  /** On this device: the clock. */
  | { readonly kind: 'waiting' }
  /** The error mark: waiting for more than five seconds. It is sent again by itself in any case. */
  | { readonly kind: 'late'; readonly why: 'offline' | 'no-answer' }
  | { readonly kind: 'held'; readonly changes: readonly Change[] }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  /** One tick, two ticks, two coloured ticks. */
  | { readonly kind: 'accepted' | 'delivered' | 'seen' };

/** The state of a waiting command. Times in ms; `now` by the device's clock. */
export function stateOfRow(row: OutboxRow, link: LinkState, now: number): MessageState {
  if (row.state.kind !== 'waiting') return row.state;
  if (now - lateFrom(row, link) < LATE_AFTER) return { kind: 'waiting' };
  return { kind: 'late', why: link.state === 'live' ? 'no-answer' : 'offline' };
}

/** The state of a message that the server has: `cursors` are those of its conversation. */
export function stateOfMessage(
  message: { readonly seq: number; readonly by: Author },
  cursors: Readonly<Record<string, CursorOf>>,
): MessageState {
  let kind: 'accepted' | 'delivered' | 'seen' = 'accepted';
  for (const cursor of Object.values(cursors)) {
    if (cursor.kind === message.by.kind) continue;
    if (cursor.seen >= message.seq) return { kind: 'seen' };
    if (cursor.delivered >= message.seq) kind = 'delivered';
  }
  return { kind };
}

/** The state of any own message, waiting or not. */
export function stateOf(
  message: { readonly id: MessageId; readonly seq: number; readonly by: Author },
  view: {
    readonly rows: readonly OutboxRow[];
    readonly cursors: Readonly<Record<string, CursorOf>>;
    readonly link: LinkState;
    readonly now: number;
  },
): MessageState {
  const row = view.rows.find(({ command }) => command.id === message.id);
  return row === undefined ? stateOfMessage(message, view.cursors) : stateOfRow(row, view.link, view.now);
}

/** In how many ms the next of these rows gets its error mark; null when none will. */
export function nextLate(rows: readonly OutboxRow[], link: LinkState, now: number): number | null {
  let next: number | null = null;
  for (const row of rows) {
    if (row.state.kind !== 'waiting') continue;
    const left = lateFrom(row, link) + LATE_AFTER - now;
    if (left > 0 && (next === null || left < next)) next = left;
  }
  return next;
}

/** Written long ago and sent only now, it has had no time yet: a line that has just come back gets its five seconds. */
const lateFrom = (row: OutboxRow, link: LinkState): number =>
  link.state === 'live' ? Math.max(row.writtenAt, link.since) : row.writtenAt;
