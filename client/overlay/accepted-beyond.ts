import type { Conversation } from '#schema/conversation/conversation.ts';
import { newestSeqOf, type Known } from '#schema/conversation/newest-seq.ts';
import type { AcceptedCommand } from '../interface.ts';

const CHANGES: readonly string[] = ['message.edit', 'message.unsend', 'file.answer', 'room.edit', 'room.unsay'];

/**
 * Of what was accepted in this conversation, what it does not tell yet. A change of a message adds no line that could be counted:
 * a replica that has it, or a newer one, has one of that time or later, by the clock that accepted it.
 */
export function acceptedBeyond(
  conversation: (Known & Pick<Conversation, 'edits'>) | null,
  accepted: readonly AcceptedCommand[],
): readonly AcceptedCommand[] {
  const newest = newestSeqOf(conversation);
  return accepted.filter(({ command, seq, at }) => {
    if (seq <= newest) return false;
    if (!CHANGES.includes(command.type) || !('message' in command.payload)) return true;
    return (conversation?.edits.get(command.payload.message)?.at ?? -Infinity) < at;
  });
}
