import type { AcceptedCommand, OutboxRow } from '#client/interface.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';
import type { Rating } from '#schema/conversation/rating.ts';

/** After so long nobody is asked any more about a talk, ms; it can be said all the same. */
const ASKED_FOR = 86_400_000;

/** What the visitor has said of the talk, on whatever device; `isWaiting`: the server has not heard of it yet. `accepted`: what it has taken and the replica does not tell yet. */
export function saidOf(
  conversation: Conversation | null,
  rows: readonly OutboxRow[],
  accepted: readonly AcceptedCommand[],
): { readonly rating: Rating | null; readonly isWaiting: boolean; readonly refused: OutboxRow | null } {
  const own = rows.flatMap((row) =>
    row.command.type === 'conversation.rate' ? [{ row, said: row.command.payload }] : [],
  );
  const refused = own.find(({ row }) => row.state.kind === 'rejected')?.row ?? null;
  const waiting = own.findLast(({ row }) => row.state.kind === 'waiting')?.said;
  const taken = accepted
    .flatMap(({ command }) => (command.type === 'conversation.rate' ? [command.payload] : []))
    .at(-1);
  const said = waiting ?? taken;
  if (said !== undefined) {
    const { score, comment } = said;
    const rating = { score, ...(comment !== undefined && { comment }) };
    return { rating, isWaiting: waiting !== undefined, refused };
  }
  return { rating: conversation?.head.rating ?? null, isWaiting: false, refused };
}

/** The entry that closed a talk in which we have answered and of which the visitor has said nothing yet; null: there is nothing to ask. */
export function toAsk(conversation: Conversation | null, now: number): number | null {
  if (conversation?.head.state !== 'closed') return null;
  const { messages } = conversation;
  const end = messages.findLastIndex(({ kind }) => kind === 'closed');
  const closed = messages[end];
  if (closed === undefined || now - closed.at > ASKED_FOR) return null;
  const begin = messages.findLastIndex(({ kind }, index) => index < end && kind === 'closed');
  // What was said of the talk before stands behind its end.
  const talk = messages.slice(messages.findIndex(({ kind }, index) => index > begin && kind !== 'rated'));
  if (talk.some(({ kind }) => kind === 'rated')) return null;
  // Of a talk that goes back into an earlier chapter we may have answered there.
  const isAnswered = begin === -1 && conversation.previous !== undefined;
  return isAnswered || hasAnswer(talk) ? closed.seq : null;
}

/** Somebody of us has said something. */
export const hasAnswer = (messages: Conversation['messages']): boolean =>
  messages.some(({ kind, by }) => kind === 'text' && by.kind === 'operator');
