import type { CommandId, ConversationId, OperatorId } from '../ids.ts';
import { SYSTEM } from '../words.ts';
import { accept, NOT_FOUND, reject, type Decision, type Facts } from './definition.ts';

/**
 * The server offers a conversation to everybody, because whoever answers it lost the connection while the visitor waits. No door
 * takes this from anybody: it is not among the commands that are parsed.
 */
export interface OfferOn {
  readonly id: CommandId;
  readonly type: 'conversation.offer-on';
  readonly writtenAt: number;
  readonly payload: {
    readonly conversation: ConversationId;
    /** Who answers, and is gone. */
    readonly from: OperatorId;
    /** The entry up to which the server saw the visitor wait. */
    readonly seen: number;
  };
}

/** Nothing happens when anybody of the staff did something since: then the visitor is not waiting for the one who is gone. */
export function decideOfferOn(
  { head, changesSince }: Pick<Facts, 'head' | 'changesSince'>,
  { from, seen }: OfferOn['payload'],
): Decision {
  if (head === null) return NOT_FOUND;
  if (head.state === 'closed') return reject({ reason: 'closed' });
  if (head.assignee?.id !== from || changesSince(seen, SYSTEM.id).length > 0)
    return reject({ reason: 'not-yours', by: head.assignee });
  return accept({ kind: 'offered-on', from: head.assignee });
}
