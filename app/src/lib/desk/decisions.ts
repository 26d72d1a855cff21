import type { OutboxRow } from '#client/interface.ts';

/**
 * What its author must decide on or be told of, oldest first. A take that came too late goes without saying where a reply of
 * the same conversation is held: that card tells who has it.
 */
export function undecidedOf(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  const said = new Set(needless(rows));
  return rows.filter((row) => row.state.kind !== 'waiting' && !said.has(row));
}

/** Refused takes of conversations in which a reply is held. */
export function needless(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  const held = new Set(rows.filter(({ state }) => state.kind === 'held').map(conversationOf));
  return rows.filter(
    (row) => row.state.kind === 'rejected' && row.command.type === 'conversation.take' && held.has(conversationOf(row)),
  );
}

const conversationOf = ({ command: { payload } }: OutboxRow): string | null =>
  'conversation' in payload ? payload.conversation : null;
