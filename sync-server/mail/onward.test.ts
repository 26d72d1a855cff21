import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { siteSettingsFrom } from '#schema/site/site-settings.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import { createOnward, type Onward } from './onward.ts';

const TALK = { id: 'talk' as ConversationId, site: 'shop', visitor: 'vann' } as ConversationRow;
const [PHONE, LAPTOP] = ['vphone', 'vlaptop'] as VisitorId[] as [VisitorId, VisitorId];
const SHOP = 'https://shop.example';

let now: number;
let list: readonly string[];
let pages: readonly string[];
let onward: Onward;
const open = (): Onward =>
  createOnward({
    content: { pages: () => pages },
    sites: { settingsOf: () => ({ ...siteSettingsFrom(null), origins: { list, only: false } }) },
    randomBytes,
    clock: { now: () => now },
  });
beforeEach(() => {
  now = 1_000;
  list = [SHOP];
  pages = ['https://shop.example/teapots?id=7'];
  onward = open();
});

const ticketIn = (url: string | null): string => /^[^#]+#holdline=([\w-]{43})$/.exec(url ?? '')?.[1] ?? '';
const take = (ticket: string, by: { token?: VisitorId; site?: string; origin?: string | null } = {}) =>
  onward.take(ticket, { token: PHONE, site: 'shop', origin: SHOP, ...by });

test('MAIL10 the last page of a named address is where it leads, whatever was written elsewhere since', () => {
  pages = [...pages, 'https://shop.example/cart', 'https://chat.example/chat', 'not an address', ''];
  expect(onward.lead(TALK)?.split('#')[0]).toBe('https://shop.example/cart');
  expect(onward.hostOf(TALK)).toBe('shop.example');
});

test.each([
  ['nothing is named', [], ['https://shop.example/']],
  ['another address', [SHOP], ['https://shop.example.evil.example/', 'https://evil.example/?https://shop.example/']],
  ['another scheme', [SHOP], ['http://shop.example/', 'javascript:location="https://shop.example"']],
  ['a name before an @', [SHOP], ['https://shop.example@evil.example/', 'https://shop.example:x@evil.example/']],
  ['a backslash', [SHOP], ['https://evil.example\\shop.example/']],
  ['data', [SHOP], ['data:text/html,https://shop.example', 'blob:https://evil.example/1']],
  ['no page at all', [SHOP], []],
])('MAIL10 it leads nowhere: %s', (_what, named, told) => {
  list = named;
  pages = told;
  expect([onward.hostOf(TALK), onward.lead(TALK)]).toEqual([null, null]);
});

test('MAIL10 what a device told of its page cannot add to the address: no name, no word, no fragment of its own', () => {
  pages = ['https://ann:secret@shop.example/cart#holdline=mine'];
  expect(onward.lead(TALK)).toMatch(/^https:\/\/shop\.example\/cart#holdline=[\w-]{43}$/);
  list = [];
  expect(onward.lead(TALK)).toBeNull();
});

test('MAIL10 a ticket is good for two minutes and for the first device that shows it, which may show it again', () => {
  const ticket = ticketIn(onward.lead(TALK));
  expect(take(ticket)).toBe(TALK);
  expect(take(ticket, { token: LAPTOP })).toBeNull();
  now += 120_000;
  expect(take(ticket)).toBe(TALK);
  now += 1;
  expect(take(ticket)).toBeNull();
});

test('MAIL10 it is good on pages of its own address and site alone, and where it is not, it stays good there', () => {
  list = ['https://*.shop.example'];
  pages = ['https://pl.shop.example/cart'];
  const ticket = ticketIn(onward.lead(TALK));
  for (const origin of [SHOP, 'https://de.shop.example', 'https://evil.example', 'null', '', null])
    expect([origin, take(ticket, { token: LAPTOP, origin })]).toEqual([origin, null]);
  expect(take(ticket, { token: LAPTOP, origin: 'https://pl.shop.example', site: 'other' })).toBeNull();
  expect(take(ticket, { origin: 'https://pl.shop.example' })).toBe(TALK);
});

test('MAIL10 each press makes another ticket, nobody can guess one, and a server that begins anew knows none', () => {
  const made = new Set(Array.from({ length: 50 }, () => ticketIn(onward.lead(TALK))));
  expect(made.size).toBe(50);
  for (const ticket of ['', 'a'.repeat(43), 'constructor', '__proto__']) expect(take(ticket)).toBeNull();
  const [one = ''] = made;
  onward = open();
  expect(take(one)).toBeNull();
});

test('MAIL10 ten thousand tickets are kept and no more, the newest ones', () => {
  const first = ticketIn(onward.lead(TALK));
  let last = '';
  for (let n = 0; n < 10_000; n += 1) last = ticketIn(onward.lead(TALK));
  expect(take(first)).toBeNull();
  expect(take(last)).toBe(TALK);
});
