import { conversationDocument, type DocumentName } from '../docs/document-name.ts';
import { mayCommand, SYSTEM_VERBS } from '../policy/policy.ts';
import type { Actor, System } from '../words.ts';
import type { Head } from '../conversation/conversation.ts';
import { decide, documentOf, ownerOf, type EntryCommand } from './command.ts';
import { decideOfferOn, type OfferOn } from './conversation-offer-on.ts';
import type { Decision, Facts } from './definition.ts';

/** What the server decides: the commands of devices, and its own. Apart from command.ts, which devices have too. */
export type AnyCommand = EntryCommand | OfferOn;
export type Giver = Actor | System;

/** POL1, for both kinds; `ownedBy` as in `mayCommand`. */
export function mayGive(giver: Giver, command: AnyCommand, ownedBy: string | null): boolean {
  if (command.type === 'conversation.offer-on') return giver.kind === 'system' && SYSTEM_VERBS.includes(command.type);
  return giver.kind !== 'system' && mayCommand(giver, command.type, ownedBy);
}

/** As `decide`. Whoever may not give it was refused before. */
export function decideAny(
  facts: Facts,
  command: AnyCommand,
  by: { readonly giver: Giver; readonly now: number },
): Decision {
  const { giver, now } = by;
  if (command.type === 'conversation.offer-on') return decideOfferOn(facts, command.payload);
  return decide(facts, command, { actor: forDevices(giver), now });
}

export function documentOfAny(command: AnyCommand, giver: Giver): DocumentName {
  if (command.type === 'conversation.offer-on') return conversationDocument(command.payload.conversation);
  return documentOf(command, forDevices(giver));
}

export function ownerOfAny(command: AnyCommand, head: Head | null, giver: Giver): string | null {
  if (command.type === 'conversation.offer-on') return head?.visitor ?? null;
  return ownerOf(command, head, forDevices(giver));
}

function forDevices(giver: Giver): Actor {
  if (giver.kind === 'system') throw new Error('the server gives no commands of devices');
  return giver;
}
