import type { LinkState, OutboxRow } from '#client/interface.ts';

/**
 * What its author must decide on or be told of, oldest first. A take that came too late goes without saying where a reply of
 * the same conversation is held or was refused because somebody else answers: that card tells who has it.
 */
export function undecidedOf(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  const said = new Set(needless(rows));
  return rows.filter((row) => row.state.kind !== 'waiting' && !said.has(row));
}

/** Refused takes of conversations in which the card of a reply tells the same. */
export function needless(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  const told = new Set(rows.filter(tellsWhoAnswers).map(conversationOf));
  return rows.filter(
    (row) => row.state.kind === 'rejected' && row.command.type === 'conversation.take' && told.has(conversationOf(row)),
  );
}

/** Deciding on this one also settles the take before it. */
export const tellsWhoAnswers = ({ command, state }: OutboxRow): boolean =>
  command.type === 'message.send' &&
  (state.kind === 'held' || (state.kind === 'rejected' && state.rejection.reason === 'not-yours'));

/**
 * Whether this conversation is a person's only as far as this device knows: taken without a line, and nobody knows yet who was
 * quicker.
 */
export const isTentative = (rows: readonly OutboxRow[], link: LinkState, me: string): boolean =>
  link.state !== 'live' && rows.some((row) => row.state.kind === 'waiting' && isClaim(row.command, me));

function isClaim({ type, payload }: OutboxRow['command'], me: string): boolean {
  if (type === 'conversation.hand-over') return payload.to === me;
  return type === 'conversation.take' || type === 'conversation.reopen';
}

const conversationOf = ({ command: { payload } }: OutboxRow): string | null =>
  'conversation' in payload ? payload.conversation : null;
