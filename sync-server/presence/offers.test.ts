import { describe, expect, test } from 'vitest';
import type { OfferOn } from '#schema/commands/conversation-offer-on.ts';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createOffers, type OfferedRow } from './offers.ts';

const ANNA = { kind: 'operator', id: 'anna', name: 'Anna' } as const;
const BORIS = { kind: 'operator', id: 'boris', name: 'Boris' } as const;

const row = (changes: Partial<OfferedRow> = {}): OfferedRow => ({
  state: 'active',
  assignee: ANNA,
  waitingSince: 1,
  lastSeq: 3,
  ...changes,
});

const idOf = (n: number): ConversationId => `conversation ${n}` as ConversationId;

function open({ answersItself = true } = {}) {
  const time = manualTime();
  const gone = new Map<string, number>();
  const offered: OfferOn[] = [];
  const answers: ((result: CommandResult) => void)[] = [];
  const told: string[] = [];
  let grace: number | null = 60;
  let hasColleague = true;
  let ids = 0;
  const offers = createOffers({
    ...time,
    newId: () => `id ${++ids}` as CommandId,
    grace: () => grace,
    goneSince: (person) => gone.get(person) ?? null,
    hasColleague: () => hasColleague,
    tell: (id, person) => told.push(`${id} ${person}`),
    submit: (command, answer) => {
      offered.push(command);
      if (!answersItself) return void answers.push(answer);
      answer({ status: 'accepted', seq: 4, at: time.clock.now() });
      offers.conversationChanged(
        command.payload.conversation,
        row({ state: 'waiting', assignee: null, lastSeq: command.payload.seen + 1 }),
      );
    },
  });
  return {
    ...time,
    ...offers,
    offered,
    answers,
    told,
    offeredIds: () => offered.map(({ payload }) => payload.conversation),
    goes: (person: string) => {
      gone.set(person, time.clock.now());
      offers.presenceChanged(person as never);
    },
    comes: (person: string) => {
      gone.delete(person);
      offers.presenceChanged(person as never);
    },
    setGrace: (next: number | null) => {
      grace = next;
      offers.rulesChanged();
    },
    setColleague: (next: boolean) => {
      hasColleague = next;
      offers.rulesChanged();
    },
  };
}

describe('offering on', () => {
  test('LEASE5 after the grace, and not a moment before, under an id of the server’s own', () => {
    const { conversationChanged, goes, pass, offered } = open();
    conversationChanged(idOf(1), row());
    goes('anna');
    pass(59_999);
    expect(offered).toEqual([]);
    pass(1);
    expect(offered).toMatchObject([
      { type: 'conversation.offer-on', payload: { conversation: idOf(1), from: 'anna', seen: 3 } },
    ]);
    pass(600_000);
    expect(offered).toHaveLength(1);
  });

  test('LEASE5 a visitor who writes while they are gone is offered on at once when the grace is over', () => {
    const { conversationChanged, goes, pass, offeredIds } = open();
    conversationChanged(idOf(1), row({ waitingSince: null }));
    conversationChanged(idOf(2), row({ waitingSince: null }));
    goes('anna');
    pass(50_000);
    conversationChanged(idOf(1), row({ lastSeq: 4 }));
    pass(9_999);
    expect(offeredIds()).toEqual([]);
    pass(1);
    expect(offeredIds()).toEqual([idOf(1)]);
    pass(100_000);
    conversationChanged(idOf(2), row({ lastSeq: 4 }));
    pass(0);
    expect(offeredIds()).toEqual([idOf(1), idOf(2)]);
  });

  test.each([
    ['the last word is ours', row({ waitingSince: null })],
    ['it is closed', row({ state: 'closed' })],
    ['nobody answers yet', row({ state: 'waiting', assignee: null })],
    ['another one answers, who is there', row({ assignee: BORIS })],
  ])('LEASE6 never when %s', (_what, given) => {
    const { conversationChanged, goes, pass, offered } = open();
    conversationChanged(idOf(1), given);
    goes('anna');
    pass(600_000);
    expect(offered).toEqual([]);
  });

  test('LEASE6 never when they came back, answered from another door, or there is nobody else, and never when it is off', () => {
    const back = open();
    back.conversationChanged(idOf(1), row());
    back.goes('anna');
    back.pass(59_000);
    back.comes('anna');
    back.pass(600_000);
    const answered = open();
    answered.conversationChanged(idOf(1), row());
    answered.goes('anna');
    answered.pass(59_000);
    answered.conversationChanged(idOf(1), row({ waitingSince: null, lastSeq: 4 }));
    answered.pass(600_000);
    const alone = open();
    alone.setColleague(false);
    alone.conversationChanged(idOf(1), row());
    alone.goes('anna');
    alone.pass(600_000);
    const off = open();
    off.setGrace(null);
    off.conversationChanged(idOf(1), row());
    off.goes('anna');
    off.pass(600_000);
    for (const { offered } of [back, answered, alone, off]) expect(offered).toEqual([]);
    alone.setColleague(true);
    off.setGrace(60);
    for (const { offered, pass } of [alone, off]) {
      pass(0);
      expect(offered).toHaveLength(1);
    }
  });

  test('LEASE5 what is given to somebody who is gone already has the whole grace', () => {
    const { conversationChanged, goes, pass, offeredIds } = open();
    goes('anna');
    pass(600_000);
    conversationChanged(idOf(1), row({ assignee: BORIS }));
    conversationChanged(idOf(1), row({ lastSeq: 4 }));
    pass(59_999);
    expect(offeredIds()).toEqual([]);
    pass(1);
    expect(offeredIds()).toEqual([idOf(1)]);
  });

  test('LEASE5 a changed grace holds at once', () => {
    const { conversationChanged, goes, pass, offered, setGrace } = open();
    conversationChanged(idOf(1), row());
    goes('anna');
    pass(10_000);
    setGrace(10);
    pass(0);
    expect(offered).toHaveLength(1);
    conversationChanged(idOf(2), row());
    setGrace(120);
    pass(100_000);
    expect(offered).toHaveLength(1);
    pass(20_000);
    expect(offered).toHaveLength(2);
  });

  test('LEASE7 a thousand conversations of one desk go in small parts, each once', () => {
    const { conversationChanged, goes, pass, offeredIds } = open();
    for (let n = 0; n < 1_000; n += 1) conversationChanged(idOf(n), row());
    goes('anna');
    pass(60_000);
    expect(offeredIds().length).toBeLessThanOrEqual(16);
    pass(20);
    expect(offeredIds().length).toBeLessThanOrEqual(32);
    pass(5_000);
    expect(new Set(offeredIds()).size).toBe(1_000);
    expect(offeredIds()).toHaveLength(1_000);
  });

  test('LEASE7 what must be tried again is tried again, and what was refused is not until something happens', () => {
    const { conversationChanged, rulesChanged, goes, pass, offered, answers } = open({ answersItself: false });
    conversationChanged(idOf(1), row());
    goes('anna');
    pass(60_000);
    answers.shift()?.({ status: 'retry', after: 1_000 });
    pass(999);
    expect(offered).toHaveLength(1);
    pass(1);
    expect(offered).toHaveLength(2);
    // Under way, it is not offered a second time, whatever is looked at meanwhile.
    rulesChanged();
    pass(600_000);
    expect(offered).toHaveLength(2);
    answers.shift()?.({ status: 'rejected', rejection: { reason: 'not-yours', by: ANNA } });
    pass(600_000);
    expect(offered).toHaveLength(2);
    conversationChanged(idOf(1), row({ lastSeq: 5 }));
    pass(0);
    expect(offered.at(-1)?.payload.seen).toBe(5);
  });

  test('LEASE9 whoever reads a conversation is told when the one who answers it is gone or back, or is another', () => {
    const { conversationChanged, goes, comes, told, answererOf } = open();
    conversationChanged(idOf(1), row({ waitingSince: null }));
    conversationChanged(idOf(2), row({ assignee: BORIS }));
    expect(told).toEqual([]);
    goes('anna');
    expect(told).toEqual(['conversation 1 anna']);
    expect(answererOf(idOf(1))).toEqual({ id: 'anna', isGone: true });
    conversationChanged(idOf(2), row());
    expect(told.at(-1)).toBe('conversation 2 anna');
    conversationChanged(idOf(2), row({ assignee: BORIS, lastSeq: 4 }));
    expect(told.at(-1)).toBe('conversation 2 anna');
    comes('anna');
    expect(told).toEqual(['conversation 1 anna', 'conversation 2 anna', 'conversation 2 anna', 'conversation 1 anna']);
    expect(answererOf(idOf(1))).toEqual({ id: 'anna', isGone: false });
    conversationChanged(idOf(1), null);
    expect(answererOf(idOf(1))).toBeNull();
  });
});
