import { expect, test } from 'vitest';
import type { CommandId } from '#schema/ids.ts';
import type { ClientFrame } from '#schema/wire/frames.ts';
import { createVirtualClock } from '../../tests/support/virtual-clock.ts';
import type { OutboxRow } from '../interface.ts';
import { createSender } from './sender.ts';

/** A sender on a line that lives and answers nothing by itself. */
function talk(...ids: string[]) {
  const virtual = createVirtualClock();
  let behind = 0;
  const clock = { ...virtual, now: () => virtual.now() - behind, putBack: (ms: number) => void (behind += ms) };
  const rows = ids.map((id, n) => ({
    n,
    command: { id, type: 'conversation.take', writtenAt: 0, payload: { conversation: 'c' } },
    writtenAt: 0,
    sentAt: null,
    state: { kind: 'waiting' },
    saved: true,
  })) as unknown as readonly OutboxRow[];
  const settled: string[] = [];
  const outbox = {
    get current() {
      return rows.filter(({ command }) => !settled.includes(command.id));
    },
    settle: (results: ReadonlyMap<CommandId, unknown>) => void settled.push(...results.keys()),
    markSent: () => undefined,
  };
  const sent: string[] = [];
  const firsts: string[] = [];
  const sender = createSender(clock, outbox, { doubt: () => undefined });
  sender.setLine((frame: ClientFrame) => {
    if (frame.t !== 'command') return;
    sent.push(frame.command.id);
    if (frame.first) firsts.push(frame.command.id);
  });
  const answer = (id: string, status: 'accepted' | 'retry') =>
    sender.answered(id as CommandId, status === 'accepted' ? { status, seq: 1, at: 0 } : { status, after: 500 });
  return { clock, sender, sent, firsts, settled, answer };
}

test('OUT4 what a living line leaves without an answer is sent again by itself, in order, without end', () => {
  const { clock, sent, answer, settled } = talk('a', 'b', 'c');
  expect(sent).toEqual(['a', 'b', 'c']);
  answer('a', 'accepted');
  clock.advance(14_000);
  expect(sent).toHaveLength(3);
  clock.advance(2_000);
  expect(sent.slice(3)).toEqual(['b', 'c']);
  answer('b', 'accepted');
  clock.advance(16_000);
  expect(sent.slice(5)).toEqual(['c']);
  answer('c', 'accepted');
  clock.advance(60_000);
  expect(sent).toHaveLength(6);
  expect(settled).toEqual(['a', 'b', 'c']);
});

test('OUT4 a click sends at once what carries the error mark, and nothing that has just left', () => {
  const { clock, sender, sent } = talk('a');
  clock.advance(4_000);
  sender.hurry();
  expect(sent).toEqual(['a']);
  clock.advance(1_000);
  sender.hurry();
  expect(sent).toEqual(['a', 'a']);
});

test('OUT4 OUT8 an answer that never comes does not hold back for ever what had to wait', () => {
  const { clock, sent, answer } = talk('a', 'b');
  answer('b', 'retry');
  clock.advance(10_000);
  expect(sent).toEqual(['a', 'b']);
  clock.advance(6_000);
  expect(sent).toEqual(['a', 'b', 'a', 'b']);
});

test('OUT8 a clock that was put back while something had to wait keeps it no longer than was asked', () => {
  const { clock, sent, answer } = talk('a');
  answer('a', 'retry');
  clock.putBack(3_600_000);
  clock.advance(600);
  expect(sent).toEqual(['a', 'a']);
});

test('OUT8 of two answers that ask to wait, the clock is put back between them: the first one’s time is not waited for by the second', () => {
  const { clock, sent, answer } = talk('a', 'b');
  answer('a', 'retry');
  clock.putBack(3_600_000);
  answer('b', 'retry');
  clock.advance(600);
  expect(sent).toEqual(['a', 'b', 'a', 'b']);
});

test('OUT3 OUT8 a refusal that comes late, after the retry of what was written behind it, is believed; one of what is behind is not', () => {
  const { clock, sender, sent, settled, answer } = talk('a', 'b', 'c', 'd');
  const refuse = (id: string): void =>
    sender.answered(id as CommandId, { status: 'rejected', rejection: { reason: 'closed' } });
  answer('c', 'retry');
  refuse('d');
  refuse('a');
  answer('b', 'accepted');
  expect(settled).toEqual(['a', 'b']);
  clock.advance(500);
  expect(sent.slice(4)).toEqual(['c', 'd']);
  refuse('d');
  expect(settled).toEqual(['a', 'b', 'd']);
});

test('OUT3 it says where it begins anew: on a new line, and when a wait is over', () => {
  const { clock, sender, sent, firsts, answer } = talk('a', 'b', 'c');
  expect(firsts).toEqual(['a']);
  answer('a', 'accepted');
  answer('b', 'retry');
  clock.advance(600);
  expect(sent).toHaveLength(3);
  answer('c', 'retry');
  clock.advance(400);
  sender.wake();
  expect(sent).toHaveLength(3);
  clock.advance(200);
  expect(sent.slice(3)).toEqual(['b', 'c']);
  expect(firsts).toEqual(['a', 'b']);
});
