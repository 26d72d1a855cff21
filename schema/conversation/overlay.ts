import { decide, ownerOf, type EntryCommand } from '../commands/command.ts';
import { fieldsAfter } from './contact-card.ts';
import type { ContactFields, Effect } from './entry.ts';
import type { Note } from '../docs/desk-document.ts';
import type { ConversationId, VisitorId } from '../ids.ts';
import { mayCommand } from '../policy/policy.ts';
import { normaliseText } from '../text.ts';
import { authorOf, type Actor, type Author } from '../words.ts';
import { newestSeqOf } from './newest-seq.ts';
import { conversationAfter, type Conversation, type Head } from './conversation.ts';
import { factsOf } from './facts.ts';

/** Whose device it is, its idea of the server's clock (ms), and who can answer chats (`answererIn` of the team document). */
export interface Viewer {
  readonly actor: Actor;
  readonly now: number;
  readonly person: (id: string) => Author | null;
}

/** The commands of an outbox that concern one conversation, its notes included, in their order. */
export const waitingIn = (id: ConversationId, commands: readonly EntryCommand[]): readonly EntryCommand[] =>
  commands.filter(({ payload }) => 'conversation' in payload && payload.conversation === id);

/**
 * The conversation as its author will find it once the waiting commands are accepted: each is decided as the server will
 * decide it, over the replica and the commands before it. `waiting` are commands of this conversation, oldest first. A
 * message shows whatever is predicted, because text is precious; anything else that would be held or refused does
 * nothing. A command whose line the replica has already is passed over: the update comes before the answer. Lines that are
 * laid over have the id of their command, the next numbers, and `now` as their time. Null only while nothing is known of
 * the conversation and no waiting command starts it.
 */
export function overlay(
  conversation: Conversation | null,
  waiting: readonly EntryCommand[],
  viewer: Viewer,
): Conversation | null {
  const known = new Set(conversation?.messages.map((message) => message.id));
  const by = authorOf(viewer.actor);
  let view = conversation;
  let newest = newestSeqOf(conversation);
  for (const command of conversation === null ? startFirst(waiting) : waiting) {
    if (command.type === 'note.add' || !('conversation' in command.payload) || known.has(command.id)) continue;
    const effect = effectOf(view, command, viewer) ?? wordsOf(command);
    if (effect === null) continue;
    newest += 1;
    view = conversationAfter(view, { seq: newest, at: viewer.now, id: command.id, by, effect });
  }
  return view;
}

/** The notes with the waiting ones laid over. A note shows whatever is predicted. */
export function overlayNotes(
  notes: readonly Note[],
  waiting: readonly EntryCommand[],
  { actor, now }: Pick<Viewer, 'actor' | 'now'>,
): readonly Note[] {
  const known = new Set(notes.map((note) => note.id));
  const newest = notes.at(-1)?.seq ?? 0;
  const added = waiting.flatMap((command) =>
    command.type === 'note.add' && !known.has(command.id)
      ? [{ id: command.id, text: shown(command.payload.text) }]
      : [],
  );
  const by = authorOf(actor);
  return [...notes, ...added.map((note, index) => ({ ...note, seq: newest + 1 + index, at: now, by }))];
}

/** A contact's card with the waiting updates of it laid over. */
export function overlayContact(
  card: ContactFields,
  visitor: VisitorId,
  waiting: readonly EntryCommand[],
  actor: Actor,
): ContactFields {
  let fields = card;
  for (const { type, payload } of waiting) {
    if (type !== 'contact.update' || (payload.visitor ?? actor.id) !== visitor) continue;
    const { visitor: _visitor, ...changes } = payload;
    fields = fieldsAfter(fields, changes as ContactFields);
  }
  return fields;
}

/** So that words show although the answer to an earlier start has come and its update has not. */
const startFirst = (waiting: readonly EntryCommand[]): readonly EntryCommand[] => [
  ...waiting.filter(({ type }) => type === 'conversation.start'),
  ...waiting.filter(({ type }) => type !== 'conversation.start'),
];

/** What the server would write for this command now, or null: nothing. */
function effectOf(view: Conversation | null, command: EntryCommand, { actor, now, person }: Viewer): Effect | null {
  const head: Head | null = view?.head ?? null;
  if (!mayCommand(actor, command.type, ownerOf(command, head, actor))) return null;
  const decision = decide(factsOf(view, person), command, { actor, now });
  return decision.kind === 'accept' ? decision.effect : null;
}

const wordsOf = (command: EntryCommand): Effect | null =>
  command.type === 'message.send' ? { kind: 'said', text: shown(command.payload.text) } : null;

function shown(text: string): string {
  const normal = normaliseText(text);
  return normal.ok ? normal.value : text;
}
