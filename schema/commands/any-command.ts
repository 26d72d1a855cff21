import {
  contactDocument,
  conversationDocument,
  deskDocument,
  roomDocument,
  type DocumentName,
} from '../docs/document-name.ts';
import { mayCommand, mayInRoom, SYSTEM_VERBS } from '../policy/policy.ts';
import { decideInRoom, type RoomFacts } from '../room/room-commands.ts';
import { roomHeadOf, talkHeadOf, type AnyHead } from '../room/room.ts';
import type { Actor, System } from '../words.ts';
import {
  decide,
  documentOf,
  isRoomCommand,
  isTalkCommand,
  ownerOf,
  type EntryCommand,
  type RoomCommand,
  type TalkCommand,
} from './command.ts';
import { decideMailed, type TellMailed } from './conversation-mailed.ts';
import { decideOfferOn, type OfferOn } from './conversation-offer-on.ts';
import type { Decision, Facts } from './definition.ts';
import { decideKnownPerson, type KnownPersonCommand } from './known-person.ts';

/** What the server decides: the commands of devices, and its own. Apart from command.ts, which devices have too. */
export type AnyCommand = EntryCommand | SystemCommand;
export type SystemCommand = OfferOn | TellMailed | KnownPersonCommand;
export type Giver = Actor | System;

/** Whose the thing is that a command touches: a visitor's conversation or contact, or a room with these members; null: there is none. */
export type Owner = string | readonly { readonly id: string }[] | null;

/** POL1, for all kinds; `owner` as `ownerOfAny` tells it. */
export function mayGive(giver: Giver, command: AnyCommand, owner: Owner): boolean {
  if (isOfSystem(command)) return giver.kind === 'system';
  if (giver.kind === 'system') return false;
  const ofVisitor = typeof owner === 'string' ? owner : null;
  if (isTalkCommand(command)) return mayCommand(giver, command.type, ofVisitor);
  return mayInRoom(giver, command.type, owner === ofVisitor ? null : (owner as Exclude<Owner, string>));
}

/** As `decide`. Whoever may not give it was refused before. */
export function decideAny(
  facts: Facts,
  command: TalkCommand | SystemCommand,
  by: { readonly giver: Giver; readonly now: number },
): Decision {
  const { giver, now } = by;
  if (command.type === 'conversation.offer-on') return decideOfferOn(facts, command.payload);
  if (command.type === 'conversation.mailed') return decideMailed(facts, command.payload);
  if (isOfSystem(command)) return decideKnownPerson(facts, command);
  return decide(facts, command, { actor: forDevices(giver), now });
}

/** As `decideAny`, for a room. */
export function decideRoom(
  facts: RoomFacts,
  command: RoomCommand,
  { giver, now }: { readonly giver: Giver; readonly now: number },
): Decision {
  const { id, writtenAt } = command;
  return decideInRoom(facts, command, { actor: forDevices(giver), now, id, writtenAt });
}

const isOfSystem = (command: AnyCommand): command is SystemCommand =>
  (SYSTEM_VERBS as readonly string[]).includes(command.type);

export const isOfRoom = (command: AnyCommand): command is RoomCommand => isRoomCommand(command);

export function documentOfAny(command: AnyCommand, giver: Giver): DocumentName {
  if (command.type === 'conversation.mailed') return deskDocument(command.payload.conversation);
  if (isOfSystem(command)) {
    const { payload } = command;
    return 'conversation' in payload ? conversationDocument(payload.conversation) : contactDocument(payload.visitor);
  }
  if (!isTalkCommand(command)) return roomDocument(command.payload.conversation);
  return documentOf(command, forDevices(giver));
}

/** `head`: of the conversation or room that the command names. */
export function ownerOfAny(command: AnyCommand, head: AnyHead | null, giver: Giver): Owner {
  const ofTalk = talkHeadOf(head);
  if (isOfSystem(command)) return ofTalk?.visitor ?? null;
  if (!isTalkCommand(command)) return roomHeadOf(head)?.members ?? null;
  return ownerOf(command, ofTalk, forDevices(giver));
}

function forDevices(giver: Giver): Actor {
  if (giver.kind === 'system') throw new Error('the server gives no commands of devices');
  return giver;
}
