import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import {
  commandSchema,
  decide,
  documentOf,
  isTalkCommand,
  isEntryCommand,
  ownerOf,
  type Command,
  type RoomCommand,
} from '#schema/commands/command.ts';
import { decideRoom, isOfRoom } from '#schema/commands/any-command.ts';
import { conversationAfter, type Conversation } from '#schema/conversation/conversation.ts';
import type { Entry } from '#schema/conversation/entry.ts';
import { factsOf } from '#schema/conversation/facts.ts';
import { conversationDocument, roomDocument } from '#schema/docs/document-name.ts';
import type { DeskState } from '#schema/conversation/desk.ts';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import type { mayCommand } from '#schema/policy/policy.ts';
import { roomFactsOf } from '#schema/room/room-overlay.ts';
import { roomAfter, type RoomTalk } from '#schema/room/room.ts';
import type { Actor, Author } from '#schema/words.ts';
import type { People } from '#sync-server/ports.ts';
import { LISTS } from '../server/lists.ts';
import type { MailTruth } from './mail-truth.ts';
import type { ModelDocument } from './document.ts';
import type { InvitationTruth } from './invitation-truth.ts';
import type { JoiningTruth } from './joining-truth.ts';
import type { Judge } from './judge.ts';
import { mayReply } from './reply-truth.ts';

export interface SentCommand {
  readonly actor: Actor;
  readonly command: Command;
}

/** What has reached the server, in whose name: nothing else may stand on its disk. */
export interface SentCommands {
  readonly add: (actor: Actor, command: unknown) => void;
  /** With this id, in this actor's name. */
  readonly versionsOf: (id: CommandId, actor: Actor) => readonly SentCommand[];
  /** Sent with this id by this actor in a shape that nobody takes. */
  readonly isGarbled: (id: CommandId, actor: Actor) => boolean;
  /** Somebody who may has sent it, and what it did is what it does to the entries before it. */
  readonly checkDecision: (document: ModelDocument, entry: Entry) => void;
  /** Whether these entries of its document leave the command no other answer than a refusal, or to be held. */
  readonly isRefusedAfter: (
    id: CommandId,
    entriesOf: (document: string) => readonly Entry[],
    deskOf: (conversation: ConversationId) => DeskState,
  ) => boolean;
}

export function createSentCommands(
  judge: Judge,
  people: People,
  conversationOf: (document: string) => Conversation | null,
  /** As the entries on the disk make it. */
  deskOf: (conversation: ConversationId) => DeskState,
  invitations: InvitationTruth,
  isTelling: MailTruth['isTelling'],
  joining: JoiningTruth,
): SentCommands {
  const sent = new Map<CommandId, SentCommand[]>();
  const garbled = new Set<string>();

  const person = (id: string): Author | null => {
    const found = people.find(id);
    return found === null || found.role === 'observer' ? null : { kind: 'operator', id: found.id, name: found.name };
  };

  const colleague = (id: string): Author | null => {
    const found = people.find(id);
    return found === null ? null : { kind: 'operator', id: found.id, name: found.name };
  };

  function decisionInRoom(
    room: RoomTalk | null,
    { actor, command }: SentCommand & { command: RoomCommand },
    now: number,
  ) {
    if (!mayInRoomAsMeant(actor, command.type, room)) return null;
    const decision = decideRoom(roomFactsOf(room, colleague), command, { giver: actor, now });
    return decision.kind === 'accept' ? decision.effect : null;
  }

  const department = (id: string): { readonly name: string } | null =>
    LISTS.departments.find((one) => one.id === id && one.archived !== true) ?? null;

  function checkDecision(document: ModelDocument, entry: Entry): void {
    const { id, by, at, effect } = entry;
    if (by.kind === 'system') {
      if (isTelling(id, effect, document.name) || joining.mayDo(document, entry)) return;
      const { assignee, state } = document.head ?? { assignee: null, state: 'closed' };
      const mayBe = effect.kind === 'offered-on' && state === 'active' && assignee?.id === effect.from.id;
      return judge.check(mayBe, 'CMD3', () => `the server itself did ${JSON.stringify(effect)} in ${document.name}`);
    }
    joining.checkAuthor(entry, document.name);
    if (effect.kind === 'taken' && invitations.isInvitersOwn(document.entries, by.id)) return;
    const candidates = (sent.get(id) ?? []).filter(({ actor }) => actor.id === by.id && actor.kind === by.kind);
    judge.check(candidates.length > 0, 'CMD3', () => `${id} stands as written by ${by.id}, who has not sent it`);
    const isRight = candidates.some(({ actor, command }) => {
      if (isEntryCommand(command) && isOfRoom(command)) {
        if (roomDocument(command.payload.conversation) !== document.name) return false;
        return isDeepStrictEqual(decisionInRoom(document.room, { actor, command }, at), effect);
      }
      if (!isEntryCommand(command) || !isTalkCommand(command)) return false;
      if (!joining.isSameDocument(documentOf(command, actor), document.name)) return false;
      const { payload } = command;
      const id = 'conversation' in payload ? payload.conversation : null;
      const conversation = id === null ? null : conversationOf(conversationDocument(id));
      if (!mayCommandAsMeant(actor, command.type, ownerOf(command, conversation?.head ?? null, actor))) return false;
      if (command.type === 'conversation.start')
        return conversation === null && invitations.isStartAsMeant(actor, command.payload, effect);
      const besides = {
        department,
        ...(id !== null && /^conversation\.(tag|categorise|mute)$/.test(command.type) && { desk: deskOf(id) }),
      };
      const decision = decide(factsOf(conversation, person, besides), command, { actor, now: at });
      return decision.kind === 'accept' && isDeepStrictEqual(decision.effect, effect);
    });
    const isOwn = mayReply(document, entry, candidates);
    judge.check(isOwn, 'CMD10', () => `${by.id} said ${id} in ${document.name}, which is not theirs to answer`);
    const isOfDesk = effect.kind !== 'consented' || document.name.endsWith('/desk');
    judge.check(isOfDesk, 'CONSENT3', () => `the consent ${id} stands in ${document.name}`);
    judge.check(isRight, 'CMD11', () => `${id} in ${document.name} did ${JSON.stringify(effect)}, which it must not`);
  }

  return {
    add: (actor, given) => {
      const parsed = v.safeParse(commandSchema, given);
      if (!parsed.success) {
        const { id } = (given ?? {}) as { readonly id?: unknown };
        garbled.add(`${String(id)} ${actor.id}`);
        return;
      }
      const known = sent.get(parsed.output.id) ?? [];
      if (known.some((other) => other.actor.id === actor.id && isDeepStrictEqual(other.command, parsed.output))) return;
      known.push({ actor, command: parsed.output });
      sent.set(parsed.output.id, known);
    },
    versionsOf: (id, actor) => (sent.get(id) ?? []).filter((version) => version.actor.id === actor.id),
    isGarbled: (id, actor) => garbled.has(`${id} ${actor.id}`),
    checkDecision,
    isRefusedAfter: (id, entriesOf, deskBefore) =>
      (sent.get(id) ?? []).every(({ actor, command }) => {
        if (isEntryCommand(command) && isOfRoom(command)) {
          const entries = entriesOf(roomDocument(command.payload.conversation));
          return decisionInRoom(entries.reduce(roomAfter, null as RoomTalk | null), { actor, command }, 0) === null;
        }
        // How many copies a day were asked for then is not known here.
        if (command.type === 'transcript.send') return true;
        if (!isEntryCommand(command) || !isTalkCommand(command) || !('conversation' in command.payload)) return false;
        const before = entriesOf(conversationDocument(command.payload.conversation));
        const conversation = before.reduce(conversationAfter, null as Conversation | null);
        const besides = { department, desk: deskBefore(command.payload.conversation) };
        // Whether a time is too far ahead depends on when it was decided, which is not known here.
        const now = command.type === 'callback.ask' ? Number.MAX_SAFE_INTEGER : 0;
        return decide(factsOf(conversation, person, besides), command, { actor, now }).kind !== 'accept';
      }),
  };
}

/** Who may do what, said once more by hand: a hole in the policy table must not be one in the judge. */
function mayCommandAsMeant(actor: Actor, verb: Parameters<typeof mayCommand>[1], owner: string | null): boolean {
  if (actor.kind === 'visitor') {
    const isVisitors =
      /^(conversation\.(start|rate)|message\.(send|edit|unsend)|contact\.update|transcript\.send|consent\.give|callback\.(ask|cancel))$/.test(
        verb,
      );
    return isVisitors && owner === actor.id;
  }
  if (actor.role === 'observer') return verb === 'conversation.hand-over';
  return !/^(conversation\.(start|rate)|consent\.give|transcript\.send|callback\.(ask|cancel))$/.test(verb);
}

/** Whoever is in a room does everything there; to all others it is not there (ROOM2, ROOM6). */
function mayInRoomAsMeant(actor: Actor, verb: RoomCommand['type'], room: RoomTalk | null): boolean {
  if (actor.kind === 'visitor') return false;
  return verb === 'room.open' || (room?.head.members.some(({ id }) => id === actor.id) ?? false);
}
