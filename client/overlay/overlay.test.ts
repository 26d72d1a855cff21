import { expect, test } from 'vitest';
import type { EntryCommand } from '#schema/commands/command.ts';
import type { Summary } from '#schema/docs/inbox-document.ts';
import type { CommandId, ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import type { Actor, Author } from '#schema/words.ts';
import type { LinkState, OutboxRow } from '../interface.ts';
import { overlayInbox } from './inbox-overlay.ts';
import { nextLate, stateOf, stateOfMessage, stateOfRow } from './message-state.ts';

const NOW = 1_800_000_000_000;
const conversation = '01900000-0000-7000-8000-000000000001' as ConversationId;
const anna: Actor = { kind: 'operator', id: 'anna' as OperatorId, name: 'Anna', role: 'operator' };
const boris: Author = { kind: 'operator', id: 'boris', name: 'Boris' };
const live: LinkState = { state: 'live', since: NOW - 60_000 };
const offline: LinkState = { state: 'offline', since: NOW - 60_000 };

let ids = 0;
function row(type: EntryCommand['type'], payload: object, over: Partial<OutboxRow> = {}): OutboxRow {
  ids += 1;
  const command = { id: `id-${String(ids)}` as CommandId, type, writtenAt: NOW, payload: { conversation, ...payload } };
  return {
    n: ids,
    command: command as EntryCommand,
    writtenAt: NOW,
    sentAt: null,
    state: { kind: 'waiting' },
    saved: true,
    ...over,
  };
}

const summary: Summary = {
  id: conversation,
  visitor: 'v' as VisitorId,
  name: '',
  site: 'shop',
  state: 'waiting',
  assignee: null,
  startedAt: NOW - 9_000,
  lastSeq: 2,
  lastAt: NOW - 9_000,
  lastText: 'hello',
  lastBy: 'visitor',
  waitingSince: NOW - 9_000,
  lastVisitorSeq: 2,
  seenByAssignee: 0,
  closedAt: null,
};
const inbox = new Map([[conversation, summary]]);
const viewer = { actor: anna, now: NOW, person: () => null };

test('CMD11 a conversation taken, answered and closed offline stands so in the inbox', () => {
  const rows = [
    row('conversation.take', {}),
    row('message.send', { text: 'Hi\nthere', lastSeen: 2, offline: true }),
    row('conversation.close', {}),
  ];
  const view = (count: number): Summary | undefined =>
    overlayInbox(inbox, rows.slice(0, count), viewer).get(conversation);
  expect(view(1)).toMatchObject({ state: 'active', assignee: { id: 'anna' }, waitingSince: NOW - 9_000 });
  expect(view(2)).toMatchObject({ lastText: 'Hi there', lastBy: 'operator', waitingSince: null });
  expect(view(3)).toMatchObject({ state: 'closed', closedAt: NOW, lastSeq: 5 });
  expect(inbox.get(conversation)).toBe(summary);
});

test('CMD11 what the server would refuse, what is held and what is unknown changes nothing', () => {
  const taken = new Map([[conversation, { ...summary, state: 'active' as const, assignee: boris }]]);
  expect(
    overlayInbox(taken, [row('conversation.close', {}), row('message.send', { text: 'no', lastSeen: 2 })], viewer),
  ).toBe(taken);
  const held = row('conversation.take', {}, { state: { kind: 'held', changes: [] } });
  expect(overlayInbox(inbox, [held], viewer)).toBe(inbox);
  expect(overlayInbox(new Map(), [row('conversation.take', {})], viewer).size).toBe(0);
  const observer = { ...viewer, actor: { ...anna, role: 'observer' as const } };
  expect(overlayInbox(inbox, [row('conversation.take', {})], observer)).toBe(inbox);
});

test('MISS1 CMD11 a device finds by itself what its own answers and closings make of who went without an answer', () => {
  const missed = { how: 'left' } as const;
  const left = new Map([[conversation, { ...summary, missed }]]);
  const view = (commands: readonly OutboxRow[], from: typeof left = left) =>
    overlayInbox(from, commands, viewer).get(conversation);
  const [take, say, close] = [
    row('conversation.take', {}),
    row('message.send', { text: 'Here', lastSeen: 2 }),
    row('conversation.close', {}),
  ] as const;
  expect(view([take])?.missed).toEqual({ how: 'left', by: 'Anna' });
  expect(view([take, say])?.missed).toEqual({ how: 'late', by: 'Anna' });
  expect(view([take, say, close])?.missed).toBeUndefined();
  expect(view([take, close])?.missed).toEqual({ how: 'closed', by: 'Anna' });
  // A thank-you after an answer needs none.
  const thanked = new Map([[conversation, { ...summary, missed, answered: true as const }]]);
  expect(view([take, close], thanked)?.missed).toBeUndefined();
});

test('REQ4 CMD11 a request that one takes, answers and closes is one no more, on the device at once, and was not missed', () => {
  const request = { phone: '+48 600 100 200' };
  const left = new Map([[conversation, { ...summary, request }]]);
  const rows = [
    row('conversation.take', {}),
    row('message.send', { text: 'Hi', lastSeen: 2 }),
    row('conversation.close', {}),
  ];
  const after = (count: number) => overlayInbox(left, rows.slice(0, count), viewer).get(conversation);
  expect(after(1)).toMatchObject({ state: 'active', assignee: { id: 'anna' }, request });
  expect(after(2)).toMatchObject({ waitingSince: null, request });
  expect(after(3)).toMatchObject({ state: 'closed' });
  for (const count of [1, 2, 3]) expect(after(count)).not.toHaveProperty('missed');
  expect(overlayInbox(left, [row('conversation.close', {})], viewer).get(conversation)).not.toHaveProperty('missed');
});

test('CMD11 what was accepted lies over the inbox until the inbox has caught up, and not a moment longer', () => {
  const { command } = row('conversation.take', {});
  const accepted = [{ command, seq: 3, at: NOW }];
  expect(overlayInbox(inbox, [], viewer, accepted).get(conversation)).toMatchObject({ state: 'active' });
  const caughtUp = new Map([[conversation, { ...summary, lastSeq: 3, state: 'active' as const, assignee: boris }]]);
  expect(overlayInbox(caughtUp, [], viewer, accepted)).toBe(caughtUp);
});

test('OUT4 a message without an answer for five seconds carries the error mark and its reason', () => {
  const waiting = row('message.send', { text: 'x', lastSeen: 0 });
  expect(stateOfRow(waiting, live, NOW + 4_999)).toEqual({ kind: 'waiting' });
  expect(stateOfRow(waiting, live, NOW + 5_000)).toEqual({ kind: 'late', why: 'no-answer' });
  expect(stateOfRow(waiting, offline, NOW + 5_000)).toEqual({ kind: 'late', why: 'offline' });
  const backSince: LinkState = { state: 'live', since: NOW + 60_000 };
  expect(stateOfRow(waiting, backSince, NOW + 61_000)).toEqual({ kind: 'waiting' });
  expect(nextLate([waiting], live, NOW + 1_000)).toBe(4_000);
  expect(nextLate([waiting], live, NOW + 6_000)).toBeNull();
});

test('ticks follow the cursors of the other side only', () => {
  const message = { id: 'id-x' as CommandId, seq: 7, by: { kind: 'operator', id: 'anna', name: 'Anna' } as const };
  const visitor = (delivered: number, seen: number) => ({ v: { kind: 'visitor', delivered, seen } as const });
  expect(stateOfMessage(message, {})).toEqual({ kind: 'accepted' });
  expect(stateOfMessage(message, { boris: { kind: 'operator', delivered: 9, seen: 9 } })).toEqual({ kind: 'accepted' });
  expect(stateOfMessage(message, visitor(6, 6))).toEqual({ kind: 'accepted' });
  expect(stateOfMessage(message, visitor(7, 6))).toEqual({ kind: 'delivered' });
  expect(stateOf(message, { rows: [], cursors: visitor(8, 7), link: live, now: NOW })).toEqual({ kind: 'seen' });
});
