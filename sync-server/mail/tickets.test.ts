import { expect, test } from 'vitest';
import { createIdFactory, type CommandId, type ConversationId } from '#schema/ids.ts';
import { createTickets } from './tickets.ts';

const newId = createIdFactory({ now: () => 1.7e12, randomBytes: (length) => new Uint8Array(length).fill(7) });
const ours = createTickets('one secret of one installation');
const others = createTickets('another secret of another one');
const way = { conversation: newId() as ConversationId, letter: newId() as CommandId };

test('MAIL7 a ticket opens what it was made for until its time is over, and nothing else', () => {
  const ticket = ours.forReturn(way, 5_000_000);
  expect(ours.readReturn(ticket, 4_999_000)).toEqual(way);
  expect(ours.readReturn(ticket, 5_001_000)).toBeNull();
  expect(others.readReturn(ticket, 0)).toBeNull();
  expect(ours.readStop(ticket)).toBeNull();
});

test('MAIL6 MAIL7 no sign of a ticket can be changed', () => {
  const stop = ours.forStop(ours.addressKey('ann@example.com'));
  expect(ours.readReturn(stop, 0)).toBeNull();
  for (const ticket of [ours.forReturn(way, 4e12), stop]) {
    for (let at = 0; at < ticket.length; at += 1) {
      const changed = `${ticket.slice(0, at)}${ticket[at] === 'A' ? 'B' : 'A'}${ticket.slice(at + 1)}`;
      // The last letter of base64 holds bits that mean nothing.
      if (Buffer.from(changed, 'base64url').equals(Buffer.from(ticket, 'base64url'))) continue;
      expect([ours.readReturn(changed, 0), ours.readStop(changed)]).toEqual([null, null]);
    }
  }
  for (const nothing of ['', 'x', 'A'.repeat(71), '..'.repeat(40)]) expect(ours.readReturn(nothing, 0)).toBeNull();
});

test('MAIL6 an address is known again however it is written, and cannot be read', () => {
  const key = ours.addressKey('ann@example.com');
  expect(ours.addressKey('  ANN@Example.com ')).toBe(key);
  expect(ours.readStop(ours.forStop(key))).toBe(key);
  expect(Buffer.from(key, 'base64url').toString('latin1')).not.toContain('ann');
  expect(others.addressKey('ann@example.com')).not.toBe(key);
});
