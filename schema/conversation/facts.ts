import type { Facts } from '../commands/definition.ts';
import type { Author, Change } from '../words.ts';
import type { Conversation, Edit, Message } from './conversation.ts';
import { BLANK_DESK, type DeskState } from './desk.ts';

/**
 * What the stale-reply guard shows of a line of the conversation; null when it is no operator's. Words that were edited are
 * told as they are now, and words that were taken back are not told at all.
 */
function changeOf(message: Message, edit: Edit | null): Change | null {
  const { seq, at, by, id } = message;
  if (by.kind !== 'operator' || message.kind === 'started') return null;
  // Who comes along or goes says nothing of what a reply should be.
  if (message.kind === 'brought-in' || message.kind === 'left' || message.kind === 'callback-done') return null;
  // A visitor's, whoever an entry says it is by.
  if (message.kind === 'rated' || message.kind === 'callback-asked' || message.kind === 'callback-cancelled')
    return null;
  if (message.kind !== 'text') return { seq, at, by, kind: message.kind, id };
  if (edit === null) return { seq, at, by, kind: 'said', text: message.text, id };
  return 'gone' in edit ? null : { seq, at, by, kind: 'said', text: edit.text, id };
}

/** What operators other than `except` did after entry `seq`, oldest first. Lines are in the order of `seq`. */
export function changesSince(conversation: Conversation, seq: number, except: string): readonly Change[] {
  const { messages, edits } = conversation;
  const changes: Change[] = [];
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (message === undefined || message.seq <= seq) break;
    if (message.by.id === except) continue;
    const change = changeOf(message, edits.get(message.id) ?? null);
    if (change !== null) changes.push(change);
  }
  return changes.reverse();
}

/** Whether the server offered it on after entry `seq`, because this person was gone. Lines are in the order of `seq`. */
export function lostSince(messages: readonly Message[], seq: number, id: string): boolean {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (message === undefined || message.seq <= seq) return false;
    if (message.kind === 'handed-over' && message.from?.id === id) return true;
  }
  return false;
}

/** What a conversation does not tell by itself. */
type Besides = Partial<Pick<Facts, 'department' | 'hasTask'>> & { readonly desk?: DeskState };

/** The facts for `decide` as a whole conversation tells them. `person` finds who can answer chats. */
export function factsOf(
  conversation: Conversation | null,
  person: (id: string) => Author | null,
  { department = () => null, hasTask = () => true, desk = BLANK_DESK }: Besides = {},
): Facts {
  return {
    head: conversation?.head ?? null,
    message: (id) => {
      const message = conversation?.messages.findLast((candidate) => candidate.id === id);
      return message === undefined ? null : { message, edit: conversation?.edits.get(id) ?? null };
    },
    changesSince: (seq, except) => (conversation === null ? [] : changesSince(conversation, seq, except)),
    lostSince: (seq, id) => lostSince(conversation?.messages ?? [], seq, id),
    file: (claim) => claim,
    person,
    department,
    hasTask,
    desk: () => desk,
  };
}
