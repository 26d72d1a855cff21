import { decide, isTalkCommand, ownerOf, type EntryCommand, type TalkCommand } from '../commands/command.ts';
import type { Facts } from '../commands/definition.ts';
import { fieldsAfter } from './contact-card.ts';
import { deskAfter, type DeskState } from './desk.ts';
import type { ContactFields, Effect, Entry } from './entry.ts';
import { deskLineOf, type DeskDocument, type Note } from '../docs/desk-document.ts';
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
  /** `departmentIn` of the team document; a visitor's device knows none. */
  readonly department?: Facts['department'];
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
    if (!isOfTalk(command) || known.has(command.id)) continue;
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

/**
 * What the desk knows with the waiting commands laid over it, each decided over the conversation as those before it leave it.
 * `waiting` are all commands of this conversation.
 */
export function overlayDesk(
  known: DeskDocument,
  conversation: Conversation | null,
  waiting: readonly EntryCommand[],
  viewer: Viewer,
): DeskDocument {
  if (!waiting.some(isOfDesk)) return known;
  const by = authorOf(viewer.actor);
  const ids = new Set(known.lines.map(({ id }) => id));
  let { tags, category, lines } = known;
  const { consent } = known;
  waiting.forEach((command, index) => {
    if (!isOfDesk(command) || ids.has(command.id)) return;
    const talk = overlay(conversation, waiting.slice(0, index), viewer);
    // Whether it is muted already the inbox knows; somebody who mutes it sees that it was not.
    const muted = command.type === 'conversation.mute' && !command.payload.on;
    const effect = effectOf(talk, command, viewer, { tags, category, muted });
    if (effect === null) return;
    const entry: Entry = { seq: (lines.at(-1)?.seq ?? 0) + 1, at: viewer.now, id: command.id, by, effect };
    ({ tags, category } = deskAfter({ tags, category, muted }, entry, viewer.now));
    const line = deskLineOf(entry);
    if (line !== null) lines = [...lines, line];
  });
  return { tags, category, lines, consent };
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
function effectOf(view: Conversation | null, command: TalkCommand, viewer: Viewer, desk?: DeskState): Effect | null {
  const { actor, now, person, department } = viewer;
  const head: Head | null = view?.head ?? null;
  if (!mayCommand(actor, command.type, ownerOf(command, head, actor))) return null;
  const besides = { ...(department !== undefined && { department }), ...(desk !== undefined && { desk }) };
  const decision = decide(factsOf(view, person, besides), command, { actor, now });
  return decision.kind === 'accept' ? decision.effect : null;
}

const isOfTalk = (command: EntryCommand): command is TalkCommand =>
  isTalkCommand(command) &&
  !isOfDesk(command) &&
  command.type !== 'note.add' &&
  command.type !== 'transcript.send' &&
  command.type !== 'consent.give' &&
  'conversation' in command.payload;

/** Its entry goes to the desk document and changes what the desk knows. */
export const isOfDesk = (
  command: EntryCommand,
): command is Extract<TalkCommand, { type: 'conversation.tag' | 'conversation.categorise' | 'conversation.mute' }> =>
  command.type === 'conversation.tag' ||
  command.type === 'conversation.categorise' ||
  command.type === 'conversation.mute';

const wordsOf = (command: EntryCommand): Effect | null =>
  command.type === 'message.send'
    ? {
        kind: 'said',
        text: shown(command.payload.text),
        ...(command.payload.file && { file: command.payload.file }),
      }
    : null;

function shown(text: string): string {
  const normal = normaliseText(text);
  return normal.ok ? normal.value : text;
}
