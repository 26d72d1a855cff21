import { beforeEach, expect, test } from 'vitest';
import { createIdFactory, type CommandId, type ConversationId, type VisitorId } from '#schema/ids.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { KnownToken } from '../joining/joining-store.ts';
import { createReturning } from './returning.ts';
import { createTickets } from './tickets.ts';

const newId = createIdFactory({ now: () => 1.7e12, randomBytes: (length) => new Uint8Array(length).fill(3) });
const TALK = newId() as ConversationId;
const OTHER_TALK = newId() as ConversationId;
const [ANN, PHONE, BOB] = ['vann', 'vphone', 'vbob'] as VisitorId[] as [VisitorId, VisitorId, VisitorId];
const tickets = createTickets('the secret of this house');
const NOW = 1.7e12;

const TICKET = 'of the page of the letter';
let host: string | null;
let madeFor: VisitorId;
let sentAway: VisitorId[];
let tokens: Map<VisitorId, KnownToken>;
let suspended: Set<VisitorId>;
let isThere: boolean;
/** His talk began a moment ago, and is not on the disk yet. */
let isBobHere: boolean;
beforeEach(() => {
  tokens = new Map();
  sentAway = [];
  host = null;
  madeFor = ANN;
  suspended = new Set();
  isThere = true;
  isBobHere = false;
});

const returning = () =>
  createReturning({
    tickets,
    way: {
      hostOf: () => host,
      lead: () => host && `https://${host}/#holdline=${TICKET}`,
      take: (ticket) => (ticket === TICKET ? { id: TALK, visitor: madeFor } : null),
    },
    sendAway: (visitor) => sentAway.push(visitor),
    tokens: {
      token: (id) => tokens.get(id) ?? null,
      letIn: (id, visitor) => void tokens.set(id, { token: id, visitor, origin: id, state: 'live', next: null }),
      countLetIn: (visitor) => [...tokens.values()].filter((one) => one.visitor === visitor).length,
    },
    conversationsOf: (visitor) => (visitor === BOB && !isBobHere ? [OTHER_TALK] : visitor === ANN ? [TALK] : []),
    hasLately: (visitor) => isBobHere && visitor === BOB,
    findConversation: (id) => (id === TALK && isThere ? ({ id, site: 'shop', visitor: ANN } as ConversationRow) : null),
    seenBy: () => 4,
    isSuspended: (visitor) => suspended.has(visitor),
    clock: { now: () => NOW },
  });
const open = (
  token: VisitorId,
  ticket = tickets.forReturn({ conversation: TALK, letter: newId() as CommandId }, NOW + 1e6),
) => returning().open(ticket, token);
const arrive = (token: VisitorId, ticket = TICKET) =>
  returning().arrive(ticket, { token, site: 'shop', origin: 'https://shop.example' });
const opened = { ok: true, value: { conversation: TALK, site: 'shop', visitor: ANN, seen: 4 } };

test('MAIL7 a new device has the conversation from then on, again and again, and the visitor’s own has it anyway', () => {
  expect(open(ANN)).toEqual(opened);
  expect(tokens.size).toBe(0);
  expect(open(PHONE)).toEqual(opened);
  expect(open(PHONE)).toEqual(opened);
  expect([...tokens.values()]).toEqual([{ token: PHONE, visitor: ANN, origin: PHONE, state: 'live', next: null }]);
});

test('MAIL7 nobody’s device becomes somebody else’s: not one with talks of its own, nor one that is known or signed out', () => {
  expect(open(BOB)).toEqual({ ok: false, failure: 'other-visitor' });
  isBobHere = true;
  expect(open(BOB)).toEqual({ ok: false, failure: 'other-visitor' });
  tokens.set(PHONE, { token: PHONE, visitor: BOB, origin: PHONE, state: 'live', next: null });
  expect(open(PHONE)).toEqual({ ok: false, failure: 'other-visitor' });
  tokens.set(PHONE, { token: PHONE, visitor: ANN, origin: PHONE, state: 'out', next: null });
  expect(open(PHONE)).toEqual({ ok: false, failure: 'other-visitor' });
});

test('MAIL7 a blocked device is not let in, nor a ninth one, nor anybody to what is gone or by a ticket that is over', () => {
  suspended.add(PHONE);
  expect(open(PHONE)).toEqual({ ok: false, failure: 'suspended' });
  for (let device = 0; device < 8; device += 1) expect(open(`vdevice${device}` as VisitorId).ok).toBe(true);
  expect(open('vninth' as VisitorId)).toEqual({ ok: false, failure: 'too-many' });
  const old = tickets.forReturn({ conversation: TALK, letter: newId() as CommandId }, NOW - 1);
  expect(open(ANN, old)).toEqual({ ok: false, failure: 'expired' });
  isThere = false;
  expect(open(ANN)).toEqual({ ok: false, failure: 'gone' });
});

test('MAIL10 whoever is let in is told where it goes on, and who it is now; its sockets come back as that visitor, and others stay', () => {
  host = 'shop.example';
  const told = { ...opened, value: { ...opened.value, onward: 'shop.example' } };
  expect(open(ANN)).toEqual(told);
  expect(sentAway).toEqual([]);
  expect(arrive(PHONE)).toEqual(told);
  expect(arrive(PHONE)).toEqual(told);
  expect(sentAway).toEqual([PHONE]);
});

test('MAIL10 on the shop’s page too nobody’s device becomes somebody else’s, no blocked or ninth one comes in, and no other ticket is taken', () => {
  expect(arrive(BOB)).toEqual({ ok: false, failure: 'other-visitor' });
  expect(arrive(PHONE, tickets.forReturn({ conversation: TALK, letter: newId() as CommandId }, NOW + 1e6))).toEqual({
    ok: false,
    failure: 'expired',
  });
  madeFor = BOB;
  expect(arrive(PHONE)).toEqual({ ok: false, failure: 'expired' });
  madeFor = ANN;
  suspended.add(PHONE);
  expect(arrive(PHONE)).toEqual({ ok: false, failure: 'suspended' });
  isThere = false;
  expect(arrive(ANN)).toEqual({ ok: false, failure: 'gone' });
  expect([...tokens]).toEqual([]);
});

test('MAIL10 only who has the conversation is led on, and nobody where there is no page', () => {
  expect(returning().onward(TALK, ANN)).toBeNull();
  host = 'shop.example';
  expect(returning().onward(TALK, ANN)).toBe(`https://shop.example/#holdline=${TICKET}`);
  expect(returning().onward(TALK, BOB)).toBeNull();
  expect(returning().onward(OTHER_TALK, ANN)).toBeNull();
});
