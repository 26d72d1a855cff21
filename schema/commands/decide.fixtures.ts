import { conversationAfter, type Conversation } from '../conversation/conversation.ts';
import { BLANK_DESK, type DeskState } from '../conversation/desk.ts';
import type { Effect } from '../conversation/entry.ts';
import { factsOf } from '../conversation/facts.ts';
import type { CommandId, ConversationId, OperatorId, VisitorId } from '../ids.ts';
import { authorOf, type Actor, type Author, type StaffRole, type System } from '../words.ts';
import { decide, type TalkCommand } from './command.ts';
import type { Decision } from './definition.ts';

/** A talk at a time of its own: ms since 1970. */
export const NOON = 1_700_000_000_000;
export const MINUTE = 60_000;

/** A UUIDv7 that tells its number. */
export const idOf = (n: number): CommandId =>
  `018bcfe5-6800-7000-8000-${n.toString(16).padStart(12, '0')}` as CommandId;

export const CONVERSATION = idOf(0xc0) as string as ConversationId;
export const visitorIdOf = (letter: string): VisitorId => `v${letter.repeat(22)}` as VisitorId;

const staff = (n: number, name: string, role: StaffRole): Actor => ({
  kind: 'operator',
  id: idOf(n) as string as OperatorId,
  name,
  role,
});

export const VISITOR: Actor = { kind: 'visitor', id: visitorIdOf('A'), name: '' };
export const STRANGER: Actor = { kind: 'visitor', id: visitorIdOf('B'), name: '' };
export const ANNA = staff(0xa1, 'Anna', 'operator');
export const BORIS = staff(0xa2, 'Boris', 'operator');
export const ADA = staff(0xa3, 'Ada', 'admin');
export const OLGA = staff(0xa4, 'Olga', 'observer');
export const OSKAR = staff(0xa5, 'Oskar', 'owner');

/** Finds who can answer chats among the people above. */
export const person = (id: string): Author | null => {
  const found = [ANNA, BORIS, ADA, OSKAR].find((actor) => actor.id === id);
  return found === undefined ? null : authorOf(found);
};

/** The only department there is. */
export const department = (id: string): { readonly name: string } | null => (id === 'sales' ? { name: 'Sales' } : null);

/** What happened, in its order: the n-th by whom, at NOON and n seconds, under the id `idOf(n)`. */
export function talk(...happened: readonly (readonly [Actor | System, Effect])[]): Conversation | null {
  const started: readonly [Actor | System, Effect] = [
    VISITOR,
    { kind: 'started', visitor: visitorIdOf('A'), site: 'shop' },
  ];
  return [started, ...happened].reduce<Conversation | null>(
    (conversation, [actor, effect], index) =>
      conversationAfter(conversation, {
        seq: index + 1,
        at: NOON + (index + 1) * 1000,
        id: idOf(index + 1),
        by: authorOf(actor),
        effect,
      }),
    null,
  );
}

export const said = (text: string): Effect => ({ kind: 'said', text });

type Given = { [Type in TalkCommand['type']]: Omit<Extract<TalkCommand, { type: Type }>['payload'], 'conversation'> };

/** A command of this conversation, written at NOON and an hour unless said otherwise. */
export const command = <Type extends TalkCommand['type']>(
  type: Type,
  payload: Given[Type],
  { id = idOf(0xff), writtenAt = NOON + 60 * MINUTE } = {},
): TalkCommand =>
  ({
    id,
    type,
    writtenAt,
    payload: /^(contact|task|visitor)\./.test(type) ? payload : { conversation: CONVERSATION, ...payload },
  }) as TalkCommand;

/** What is decided upon a command at the moment it was written, or later. */
export function decideOn(
  conversation: Conversation | null,
  actor: Actor,
  given: TalkCommand,
  { now = given.writtenAt, desk = BLANK_DESK }: { now?: number; desk?: DeskState } = {},
): Decision {
  return decide(factsOf(conversation, person, { department, desk }), given, { actor, now });
}
