import type { OutboxRow } from '#client/interface.ts';
import type { ConversationId, MessageId } from '#schema/ids.ts';

/** Whether a command on this device writes, changes or takes back this message. */
export function isEntryFor({ command }: OutboxRow, message: MessageId): boolean {
  if (command.type === 'message.send') return command.id === message;
  return (command.type === 'message.edit' || command.type === 'message.unsend') && command.payload.message === message;
}

export const isOf = ({ command }: OutboxRow, conversation: ConversationId): boolean =>
  'conversation' in command.payload && command.payload.conversation === conversation;

/** What the thread draws over the replica: all that waits, and refused messages too, because their text is the visitor's. */
export const isDrawn = (row: OutboxRow): boolean => row.state.kind === 'waiting' || isRefusedMessage(row);

export const isStartOf = (row: OutboxRow, conversation: ConversationId): boolean =>
  row.command.type === 'conversation.start' && isOf(row, conversation);

/** Shown in whichever conversation is open, until the visitor has dealt with its words. */
export const isRefusedMessage = ({ command, state }: OutboxRow): boolean =>
  command.type === 'message.send' && state.kind === 'rejected';
