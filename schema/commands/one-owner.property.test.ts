import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conversationAfter, type Conversation } from '../conversation/conversation.ts';
import { factsOf } from '../conversation/facts.ts';
import type { OperatorId } from '../ids.ts';
import { mayCommand } from '../policy/policy.ts';
import { authorOf, SYSTEM, type Actor } from '../words.ts';
import { decideAny } from './any-command.ts';
import type { TalkCommand } from './command.ts';
import type { OfferOn } from './conversation-offer-on.ts';
import {
  ADA,
  ANNA,
  BORIS,
  command,
  CONVERSATION,
  department,
  idOf,
  NOON,
  OSKAR,
  person,
  talk,
  VISITOR,
} from './decide.fixtures.ts';
import type { Decision } from './definition.ts';

const STAFF = [ANNA, BORIS, ADA, OSKAR] as const;

/** Somebody's command, written when its author had seen so much; or the server offers on what it saw up to then. */
const step = fc.record({
  who: fc.nat(4),
  verb: fc.constantFrom(
    'take',
    'take',
    'send',
    'send',
    'hand-over',
    'bring-in',
    'leave',
    'department',
    'close',
    'reopen',
    'offer-on',
    'offer-on',
  ),
  to: fc.nat(3),
  behind: fc.nat(4),
  offline: fc.boolean(),
  anyway: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function commandOf(
  given: Step,
  n: number,
  conversation: Conversation,
): { readonly by: Actor | null; readonly command: TalkCommand | OfferOn } {
  const meta = { id: idOf(0x1000 + n), writtenAt: NOON };
  const newest = conversation.messages.at(-1)?.seq ?? 0;
  const lastSeen = Math.max(0, newest - given.behind);
  const by: Actor = STAFF[given.who] ?? VISITOR;
  const to = (STAFF[given.to]?.id ?? ANNA.id) as OperatorId;
  const send = command(
    'message.send',
    { text: `text ${n}`, lastSeen, offline: given.offline, ...(given.anyway && { anyway: true as const }) },
    meta,
  );
  switch (by.kind === 'visitor' ? 'send' : given.verb) {
    case 'take':
      return { by, command: command('conversation.take', {}, meta) };
    case 'hand-over':
      return { by, command: command('conversation.hand-over', { to }, meta) };
    case 'department':
      return { by, command: command('conversation.hand-over', { department: 'sales' }, meta) };
    case 'bring-in':
      return { by, command: command('conversation.bring-in', { person: to }, meta) };
    case 'leave':
      return { by, command: command('conversation.leave', {}, meta) };
    case 'close':
      return { by, command: command('conversation.close', {}, meta) };
    case 'reopen':
      return { by, command: command('conversation.reopen', {}, meta) };
    case 'offer-on':
      return {
        by: null,
        command: {
          ...meta,
          type: 'conversation.offer-on',
          payload: { conversation: CONVERSATION, from: to, seen: lastSeen },
        },
      };
    default:
      return { by, command: send };
  }
}

/** The same where its author has not said that it shall go anyway; the very same where it is not such a one. */
function withoutAnyway(given: TalkCommand | OfferOn): TalkCommand | OfferOn {
  if (given.type !== 'message.send' || given.payload.anyway !== true) return given;
  const { anyway: _anyway, ...payload } = given.payload;
  return { ...given, payload };
}

/** Who answers, null: everybody may take it; and who was brought in, in order. */
interface Answering {
  readonly owner: string | null;
  readonly others: readonly string[];
}

/** Who answers after this was accepted, told without looking at heads. */
function answeringAfter(
  { owner, others }: Answering,
  isClosed: boolean,
  { by, command: given }: ReturnType<typeof commandOf>,
  wasHeld: boolean,
): Answering {
  const me = by?.id ?? '';
  const givenTo = (who: string): Answering => ({ owner: who, others: others.filter((id) => id !== who) });
  switch (given.type) {
    case 'conversation.take':
      expect(owner, 'a conversation that somebody has is taken by nobody').toBeNull();
      return givenTo(me);
    case 'conversation.reopen':
      expect(isClosed).toBe(true);
      return givenTo(me);
    case 'conversation.hand-over':
      return given.payload.to === undefined ? { owner: null, others: [] } : givenTo(given.payload.to);
    case 'conversation.bring-in':
      expect(owner, 'where nobody answers nobody answers along').not.toBeNull();
      return { owner, others: [...others, given.payload.person] };
    case 'conversation.leave':
      if (owner !== me || isClosed) return { owner, others: others.filter((id) => id !== me) };
      expect(others, 'who leaves leaves somebody').not.toEqual([]);
      return givenTo(others[0] ?? '');
    case 'conversation.offer-on':
      expect(owner, 'it is taken from the one who was gone, and from nobody else').toBe(given.payload.from);
      return { owner: null, others };
    case 'message.send':
      if (by?.kind === 'visitor') return isClosed ? { owner: null, others: [] } : { owner, others };
      // Said anyway in the place of being held, it changes nothing of who answers.
      if (wasHeld) return { owner, others };
      expect([me, null, ...(others.includes(me) ? [owner] : [])], 'only who answers says a reply').toContain(owner);
      return owner === null ? givenTo(me) : { owner, others };
    default:
      return { owner, others };
  }
}

test('LEASE10 CMD5 TEAM2 exactly one is responsible, or nobody, and besides only who was brought in answers, whoever was offline and whatever crossed', () => {
  let takesBack = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }), (steps) => {
      let conversation = talk();
      let now: Answering = { owner: null, others: [] };
      for (const [n, given] of steps.entries()) {
        if (conversation === null) throw new Error('there is no conversation');
        const next = commandOf(given, n, conversation);
        const { by, command: what } = next;
        if (by !== null && what.type !== 'conversation.offer-on' && !mayCommand(by, what.type, VISITOR.id)) continue;
        const decide = (command: typeof what): Decision =>
          decideAny(factsOf(conversation, person, { department }), command, { giver: by ?? SYSTEM, now: NOON });
        const decision = decide(what);
        const plain = withoutAnyway(what);
        const wasHeld = plain !== what && decide(plain).kind === 'hold';
        // Anyway is an answer to what would be held, and nothing else (CMD7).
        if (plain !== what && !wasHeld) expect(decision).toEqual(decide(plain));
        if (decision.kind !== 'accept') continue;
        if (decision.effect.kind === 'said' && decision.effect.takes) takesBack += 1;
        now = answeringAfter(now, conversation.head.state === 'closed', next, wasHeld);
        const seq = (conversation.messages.at(-1)?.seq ?? 0) + 1;
        conversation = conversationAfter(conversation, {
          seq,
          at: NOON,
          id: what.id,
          by: authorOf(by ?? SYSTEM),
          effect: decision.effect,
        });
        expect(conversation?.head.assignee?.id ?? null).toBe(now.owner);
        expect((conversation?.head.others ?? []).map(({ id }) => id)).toEqual(now.others);
        if (conversation?.head.state !== 'closed')
          expect(conversation?.head.state).toBe(now.owner === null ? 'waiting' : 'active');
      }
    }),
    { numRuns: 4_000 },
  );
  expect(takesBack).toBeGreaterThan(0);
});
