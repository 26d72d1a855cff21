import type { Mailed } from '../conversation/mailed.ts';
import type { CommandId, ConversationId } from '../ids.ts';
import { accept, NOT_FOUND, type Decision, type Facts } from './definition.ts';

/** The server tells the desk what became of a letter. No door takes this from anybody: it is not among the commands that are parsed. */
export interface TellMailed {
  readonly id: CommandId;
  readonly type: 'conversation.mailed';
  readonly writtenAt: number;
  readonly payload: Mailed & { readonly conversation: ConversationId };
}

export function decideMailed(
  { head }: Pick<Facts, 'head'>,
  { conversation: _conversation, ...mailed }: TellMailed['payload'],
): Decision {
  return head === null ? NOT_FOUND : accept({ kind: 'mailed', ...mailed });
}
