import { expect, test } from 'vitest';
import { decide, type TalkCommand } from '#schema/commands/command.ts';
import type { Conversation, Head } from '#schema/conversation/conversation.ts';
import { factsOf } from '#schema/conversation/facts.ts';
import type { CommandId, ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import { mayCommand, type Verb } from '#schema/policy/policy.ts';
import type { Author, StaffRole } from '#schema/words.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import { teamwork } from '../texts/teamwork/en.ts';
import { keyboard } from '../texts/keyboard/en.ts';
import type { Texts } from '../texts/texts.ts';
import { threadOffers } from './thread-offers.ts';
import type { Thread } from './thread.svelte.ts';

const conversation = 'c' as ConversationId;
const person = (id: string): Author => ({ kind: 'operator', id, name: id });
const [ME, ANNA, BORIS] = [person('me'), person('anna'), person('boris')];
const texts = { keyboard, teamwork } as unknown as Texts;
const head = (changes: Partial<Head>): Head => ({
  ...{ state: 'active', assignee: null, visitor: 'v' as VisitorId, site: 'shop' },
  ...changes,
});

const HEADS: readonly Head[] = [
  head({ state: 'waiting' }),
  head({ state: 'waiting', department: 'sales' }),
  ...(['active', 'closed'] as const).flatMap((state) => [
    head({ state, assignee: ME }),
    head({ state, assignee: ME, others: [ANNA] }),
    head({ state, assignee: ANNA }),
    head({ state, assignee: ANNA, others: [ME] }),
    head({ state, assignee: ANNA, observers: [ME] }),
  ]),
  head({ state: 'closed' }),
];

/** What each action gives to the server; another person or place where one is to be chosen. */
const COMMANDS: { readonly [action: string]: (head: Head) => readonly [Verb, object] } = {
  'conversation.take': ({ assignee }) =>
    assignee === null ? ['conversation.take', {}] : ['conversation.hand-over', { to: ME.id }],
  'conversation.hand-over': () => ['conversation.hand-over', { to: BORIS.id }],
  'conversation.bring-in': () => ['conversation.bring-in', { person: BORIS.id }],
  'conversation.leave': () => ['conversation.leave', {}],
  'conversation.close': () => ['conversation.close', {}],
  'conversation.reopen': () => ['conversation.reopen', {}],
  'conversation.mute': () => ['conversation.mute', { on: true }],
  'conversation.unmute': () => ['conversation.mute', { on: false }],
};

function scene(role: StaffRole, given: Head, isMuted: boolean) {
  const actor = { kind: 'operator', id: ME.id as OperatorId, name: 'me', role } as const;
  const desk = { actor, profile: actor, may: (verb: Verb) => mayCommand(actor, verb, null) } as unknown as Desk;
  const thread = { head: given, staff: { isMuted } } as unknown as Thread;
  const offers = threadOffers({ desk, thread, texts, onhandover: () => undefined, onbringin: () => undefined });
  const can = (action: string): boolean => {
    const offer = offers[action as keyof typeof offers];
    return offer !== undefined && (offer.whyNot ?? null) === null;
  };
  const known: Conversation = { head: given, messages: [], edits: new Map() };
  const facts = factsOf(known, person, { desk: { tags: [], category: null, muted: isMuted } });
  const takes = (action: string): boolean => {
    const [type, payload] = COMMANDS[action]?.(given) ?? ['conversation.close', {}];
    const command = { id: 'i' as CommandId, type, writtenAt: 0, payload: { conversation, ...payload } } as TalkCommand;
    return mayCommand(actor, type, null) && decide(facts, command, { actor, now: 0 }).kind === 'accept';
  };
  return { can, takes };
}

test('KEYS1 whatever can be done with a conversation as a whole the server would take, from every role', () => {
  for (const role of ['observer', 'operator', 'admin', 'owner'] as const)
    for (const given of HEADS)
      for (const isMuted of [false, true])
        for (const action of Object.keys(COMMANDS)) {
          const { can, takes } = scene(role, given, isMuted);
          if (can(action))
            expect([action, role, given, isMuted, takes(action)]).toEqual([action, role, given, isMuted, true]);
        }
});

test('MISS5 that one is done can be taken back where it is closed, by everybody who answers chats', () => {
  const closed = head({ state: 'closed', assignee: ANNA });
  expect(
    (['observer', 'operator', 'owner'] as const).map((role) => scene(role, closed, true).can('conversation.unmute')),
  ).toEqual([false, true, true]);
  expect(scene('operator', closed, false).can('conversation.unmute')).toBe(false);
});
