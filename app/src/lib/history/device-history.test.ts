import { expect, test } from 'vitest';
import type { CachedConversation } from '#client/replicas/cached-conversations.ts';
import { EMPTY_CARD, type ContactCard } from '#schema/conversation/contact-card.ts';
import type { Message } from '#schema/conversation/conversation.ts';
import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import { deviceConversationOf, searchDevice, type DeviceConversation } from './device-history.ts';

const visitor = `v${'a'.repeat(22)}` as VisitorId;
const anna = { kind: 'operator', id: 'anna', name: 'Anna' } as const;
const ann = { kind: 'visitor', id: visitor, name: '' } as const;

let made = 0;
const message = (text: string, at: number, by: Message['by'] = ann): Message => {
  made += 1;
  return { kind: 'text', seq: made, id: `m${made}` as CommandId, at, by, text };
};
const cached = (
  id: string,
  messages: readonly Message[],
  more: Partial<CachedConversation> = {},
): CachedConversation => ({
  id: id as ConversationId,
  conversation: {
    head: { state: 'closed', assignee: anna, visitor, site: 'shop' },
    messages,
    edits: new Map(),
  },
  notes: [],
  card: null,
  ...more,
});

const sort = 'newest' as const;
const words = (asked: string) => ({ words: asked, sort });

test('HIST7 what this device has is found by words, notes and names, as it reads now', () => {
  const first = message('a red teapot', 10);
  const second = message('taken back teapot', 20);
  const edits = new Map([
    [first.id, { at: 11, by: visitor, rev: 1, text: 'a blue чайник' }],
    [second.id, { at: 21, by: visitor, rev: 1, gone: true as const }],
  ]);
  const one = cached('one', [first, second], {
    notes: [{ seq: 1, id: 'n1' as CommandId, at: 30, by: anna, text: 'zadzwonić: łódź' }],
  });
  const shelf = [
    deviceConversationOf({ ...one, conversation: { ...one.conversation, edits } }, 'Maria'),
    deviceConversationOf(cached('two', [message('nothing here', 40)]), 'Otter 12'),
  ];
  const ids = (asked: string): readonly string[] => searchDevice(shelf, words(asked)).conversations.map(({ id }) => id);
  const named = (asked: string): readonly string[] => searchDevice(shelf, words(asked)).ofVisitors.map(({ id }) => id);
  expect(ids('teapot')).toEqual([]);
  expect(ids('чайники blue')).toEqual(['one']);
  expect(ids('lodz')).toEqual(['one']);
  expect([ids('maria'), named('maria')]).toEqual([[], ['one']]);
  expect(ids('')).toEqual(['two', 'one']);
  expect(searchDevice(shelf, words('чайник')).conversations[0]).toMatchObject({
    messages: 1,
    hits: 1,
    assignee: anna,
    lastText: 'a blue чайник',
    found: [{ kind: 'message', seq: first.seq, at: 10, snippet: [{ text: 'a blue ' }, { text: 'чайник', hit: true }] }],
  });
});

test('HIST7 filters and orders are those of the server', () => {
  const shelf = [
    deviceConversationOf(cached('old', [message('teapots', 10), message('teapot', 11, anna)]), ''),
    deviceConversationOf(cached('new', [message('teapotlike', 30)]), ''),
  ];
  const ids = (more: object): readonly string[] =>
    searchDevice(shelf, { ...words('teapot'), ...more }).conversations.map(({ id }) => id);
  expect(ids({})).toEqual(['new', 'old']);
  expect(ids({ sort: 'oldest' })).toEqual(['old', 'new']);
  expect(ids({ sort: 'relevance' })).toEqual(['old', 'new']);
  expect(ids({ from: 20 })).toEqual(['new']);
  expect(ids({ before: 20 })).toEqual(['old']);
  expect(ids({ state: 'waiting' })).toEqual([]);
  expect(ids({ site: 'other' })).toEqual([]);
  expect(ids({ operator: 'boris' })).toEqual([]);
  expect(ids({ operator: 'anna' })).toEqual(['new', 'old']);
});

test('INVITE6 what this device has is filtered by how it began', () => {
  const invited = { by: 'site', id: 'help-1', name: 'The shop', text: 'May I help?' } as const;
  const started = (more: object): Message => ({ ...message('', 5), kind: 'started', ...more });
  const shelf = [
    deviceConversationOf(cached('own', [started({}), message('teapot', 10)]), ''),
    deviceConversationOf(cached('upon', [started({ invited }), message('teapot', 20)]), ''),
  ];
  const ids = (more: object): readonly string[] =>
    searchDevice(shelf, { ...words('teapot'), ...more }).conversations.map(({ id }) => id);
  expect(ids({ began: 'visitor' })).toEqual(['own']);
  expect(ids({ began: 'site' })).toEqual(['upon']);
  expect(ids({ began: 'operator' })).toEqual([]);
});

test('HIST8 a contact is found by address, phone, e-mail and notes, and the hit says by what', () => {
  const note = (n: number, text: string) => ({ seq: n, id: `n${n}` as CommandId, at: n, by: anna, text });
  const card: ContactCard = {
    ...EMPTY_CARD,
    fields: { name: 'Maria Nowak', email: 'maria@shop.example', phone: '+48 600-100-200', address: 'Lipowa 7, Łódź' },
    notes: [note(1, 'pays by invoice'), note(2, 'deleted secret'), note(3, 'Invoice goes to her sister')],
    gone: new Set(['n2' as CommandId]),
  };
  const shelf = [
    deviceConversationOf(cached('old', [message('hello', 10)], { card }), 'Maria Nowak'),
    deviceConversationOf(cached('new', [message('Lipowa street?', 20)], { card }), 'Maria Nowak'),
    deviceConversationOf(cached('other', [message('hello', 30)]), 'Otter 12'),
  ];
  const found = (asked: string, more: object = {}) =>
    searchDevice(shelf, { ...words(asked), ...more }).ofVisitors.map(({ id, contact }) => [
      id,
      contact?.field,
      contact?.snippet.flatMap(({ text, hit }) => (hit ? [text] : [])).join(' '),
    ]);
  expect(found('lodz')).toEqual([
    ['new', 'address', 'Łódź'],
    ['old', 'address', 'Łódź'],
  ]);
  expect(found('600100', { before: 15 })).toEqual([['old', 'phone', '600-100']]);
  expect(found('shop.example', { from: 15 })).toEqual([['new', 'email', 'shop example']]);
  expect(found('invoice sister', { before: 15 })).toEqual([['old', 'note', 'Invoice sister']]);
  // Words in several of its fields.
  expect(found('nowak lipowa', { before: 15 })).toEqual([['old', 'details', 'Nowak Lipowa']]);
  expect(found('nowak', { state: 'waiting' })).toEqual([]);
  for (const none of ['secret', 'nowak sister', '6001009', '']) expect(found(none)).toEqual([]);
  expect(searchDevice(shelf, words('lipowa')).conversations.map(({ id }) => id)).toEqual(['new']);
});

// How long it takes is the bench's affair (npm run bench -- --desk).
test('HIST7 HIST8 what a key costs grows with the messages and contacts on the device, and no faster', () => {
  const vocabulary = Array.from({ length: 5_000 }, (_, index) => `слово${index}`);
  const text = (n: number): string =>
    Array.from({ length: 12 }, (_, index) => vocabulary[(n * 31 + index * index * 7) % 5_000]).join(' ');
  const cardOf = (c: number): ContactCard => ({
    ...EMPTY_CARD,
    fields: { email: `person${c}@shop.example`, phone: `+48 600 ${100_000 + c}`, address: text(c) },
    notes: Array.from({ length: 5 }, (_, n) => ({
      seq: n,
      id: `n${c}.${n}` as CommandId,
      at: n,
      by: anna,
      text: text(c * 5 + n),
    })),
  });
  const shelfOf = (conversations: number) =>
    Array.from({ length: conversations }, (_, c) =>
      deviceConversationOf(
        cached(
          `c${c}`,
          Array.from({ length: 50 }, (_, m) => message(`common ${text(c * 50 + m)}`, c * 50 + m)),
          { card: cardOf(c) },
        ),
        '',
      ),
    );
  const [few, many] = [shelfOf(40), shelfOf(400)];
  let looks = 0;
  /** Counts each look at a line or at a card. */
  const counting = <Target extends object>(target: Target): Target =>
    new Proxy(target, { get: (of, name) => ((looks += 1), Reflect.get(of, name) as unknown) });
  const counted = (shelf: readonly DeviceConversation[]): readonly DeviceConversation[] =>
    shelf.map((one) => ({ ...one, lines: one.lines.map(counting), contact: counting(one.contact) }));
  const [countedFew, countedMany] = [counted(few), counted(many)];
  const looksFor = (shelf: readonly DeviceConversation[], asked: string): number => {
    looks = 0;
    searchDevice(shelf, words(asked));
    return looks;
  };
  for (const asked of [
    'common',
    'слово4321',
    'common слово',
    '"common слово7"',
    'nowhere',
    '600100399',
    'person399 shop',
  ]) {
    const [before, after] = [looksFor(countedFew, asked), looksFor(countedMany, asked)];
    // Ten times as much to look through.
    expect(before, asked).toBeGreaterThanOrEqual(40);
    expect(after, asked).toBeLessThan(15 * before);
  }
});
