import type { OutboxRow } from '#client/interface.ts';
import type { ConversationId, MessageId } from '#schema/ids.ts';

/** Whether a command on this device writes, changes or takes back this message. */
export function isEntryFor({ command }: OutboxRow, message: MessageId): boolean {
  if (command.type === 'message.send') return command.id === message;
  return (command.type === 'message.edit' || command.type === 'message.unsend') && command.payload.message === message;
}

export const isOf = ({ command }: Pick<OutboxRow, 'command'>, conversation: ConversationId): boolean =>
  'conversation' in command.payload && command.payload.conversation === conversation;

/** What is asked for after a talk the part that asks shows by itself: nothing here can decide it (lean-schema.ts). */
const IN_THREAD = /^(?:message|conversation\.start)/;

/** What the thread draws over the replica: all of it that waits, and refused messages too, because their text is the visitor's. */
export const isDrawn = (row: OutboxRow): boolean =>
  (row.state.kind === 'waiting' && IN_THREAD.test(row.command.type)) || isRefusedMessage(row);

export const isStartOf = (row: OutboxRow, conversation: ConversationId): boolean =>
  row.command.type === 'conversation.start' && isOf(row, conversation);

/** Shown in whichever conversation is open, until the visitor has dealt with its words. */
export const isRefusedMessage = ({ command, state }: OutboxRow): boolean =>
  command.type === 'message.send' && state.kind === 'rejected';
