import { expect, test } from 'vitest';
import type { Author } from '#schema/words.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { ClientFrame } from '#schema/wire/frames.ts';
import { createVirtualClock } from '../../tests/support/virtual-clock.ts';
import { createBrowser } from '../../tests/support/browser.ts';
import { createCache } from '../replicas/cache.ts';
import { createCursors } from './cursors.ts';
import { createTyping } from './typing.ts';

const conversation = '01900000-0000-7000-8000-000000000005' as ConversationId;
const another = '01900000-0000-7000-8000-000000000006' as ConversationId;

function room() {
  const clock = createVirtualClock();
  const { environment } = createBrowser().tab();
  const open = () => {
    const cache = createCache(environment, 'cursors');
    const ports = { ...clock, randomBytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };
    return { cache, cursors: createCursors(ports, cache, () => undefined) };
  };
  const told: { conversation: ConversationId; delivered: number; seen: number }[] = [];
  const ids: Parameters<ReturnType<typeof createCursors>['answered']>[0][] = [];
  const send = (frame: ClientFrame): void => {
    if (frame.t !== 'command' || frame.command.type !== 'cursor.advance') return;
    told.push(frame.command.payload);
    ids.push(frame.command.id);
  };
  return { clock, open, told, ids, send };
}

test('PUB4 an own cursor is told at once, then at most once in two seconds, and never goes back', () => {
  const { clock, open, told, ids, send } = room();
  const { cursors } = open();
  cursors.setLine(send);
  const accept = (): void => void cursors.answered(ids.at(-1)!, { status: 'accepted', seq: 0, at: 0 });
  cursors.advance(conversation, { delivered: 1, seen: 0 });
  accept();
  cursors.advance(conversation, { delivered: 2, seen: 0 });
  cursors.advance(conversation, { delivered: 3, seen: 2 });
  cursors.advance(conversation, { delivered: 1, seen: 1 });
  cursors.advance(another, { delivered: 1, seen: 1 });
  expect(told.map(({ delivered }) => delivered)).toEqual([1, 1]);
  clock.advance(2_000);
  expect(told.at(-1)).toEqual({ conversation, delivered: 3, seen: 2 });
  accept();
  clock.advance(60_000);
  expect(told).toHaveLength(3);
});

test('PUB4 a device clock that is put back keeps no cursor untold, and nobody typing', () => {
  const { clock, told, ids, send } = room();
  let back = 0;
  const ports = { ...clock, now: () => clock.now() - back, randomBytes: (length: number) => new Uint8Array(length) };
  const cache = createCache(createBrowser().tab().environment, 'put-back');
  const cursors = createCursors(ports, cache, () => undefined);
  cursors.setLine(send);
  cursors.advance(conversation, { delivered: 1, seen: 1 });
  cursors.answered(ids.at(-1)!, { status: 'accepted', seq: 0, at: 0 });
  const { typing, received } = createTyping(ports, () => undefined);
  received({ conversation, by: { kind: 'visitor', id: 'v', name: '' } });
  back = 36_000_000;
  cursors.advance(conversation, { delivered: 2, seen: 2 });
  expect(told.at(-1)).toMatchObject({ delivered: 2 });
  clock.advance(12_000);
  expect(typing.current.size).toBe(0);
});

test('PUB4 OPS5 what the server was told of a former life is told anew for the next one, however late the answer comes', () => {
  const { clock, open, told, ids, send } = room();
  const { cursors } = open();
  cursors.setLine(send);
  const name = conversationDocument(conversation);
  const accept = (): void => void cursors.answered(ids.at(-1)!, { status: 'accepted', seq: 0, at: 0 });
  for (const begin of [() => cursors.renewed({ name, ended: null }), cursors.reset]) {
    cursors.advance(conversation, { delivered: 9, seen: 9 });
    clock.advance(2_000);
    expect(told.at(-1)).toMatchObject({ delivered: 9 });
    begin();
    expect(cursors.own(conversation)).toBeNull();
    cursors.advance(conversation, { delivered: 2, seen: 1 });
    // Kept as far as the conversation goes now, and not further.
    accept();
    clock.advance(2_000);
    expect(told.at(-1)).toEqual({ conversation, delivered: 2, seen: 1 });
    accept();
  }
});

test('an own cursor that was not answered is told again on the next line, also after a reload', async () => {
  const { open, told, send } = room();
  const first = open();
  first.cursors.advance(conversation, { delivered: 4, seen: 4 });
  first.cursors.setLine(send);
  expect(told).toHaveLength(1);
  first.cache.flush();
  const second = open();
  await second.cursors.load();
  second.cursors.setLine(send);
  expect(told).toEqual([1, 2].map(() => ({ conversation, delivered: 4, seen: 4 })));
});

test('PUB4 cursors of others never go back, and show offline after a reload', async () => {
  const { open } = room();
  const { cursors, cache } = open();
  cursors.received(conversation, { v: { kind: 'visitor', delivered: 5, seen: 3 } });
  cursors.received(conversation, { v: { kind: 'visitor', delivered: 4, seen: 4 } });
  const expected = { v: { kind: 'visitor', delivered: 5, seen: 4 } };
  expect(cursors.of(conversation)).toEqual(expected);
  cache.flush();
  const later = open();
  await later.cursors.load();
  expect(later.cursors.of(conversation)).toEqual(expected);
});

test('LEASE9 whoever answers is away until the next word of them says otherwise', () => {
  const { open } = room();
  const { cursors } = open();
  cursors.received(conversation, { anna: { kind: 'operator', delivered: 5, seen: 5, away: true } });
  cursors.received(conversation, { v: { kind: 'visitor', delivered: 6, seen: 6 } });
  expect(cursors.of(conversation).anna).toEqual({ kind: 'operator', delivered: 5, seen: 5, away: true });
  cursors.received(conversation, { anna: { kind: 'operator', delivered: 4, seen: 4 } });
  expect(cursors.of(conversation).anna).toEqual({ kind: 'operator', delivered: 5, seen: 5 });
});

test('typing is shown for six seconds after the last sign of it, and told once a second', () => {
  const clock = createVirtualClock();
  let told = 0;
  const { typing, received, own } = createTyping(clock, () => (told += 1));
  const visitor: Author = { kind: 'visitor', id: 'v', name: '' };
  received({ conversation, by: visitor });
  clock.advance(4_000);
  received({ conversation, by: visitor });
  clock.advance(5_999);
  expect(typing.current.get(conversation)).toMatchObject(visitor);
  clock.advance(1);
  expect(typing.current.size).toBe(0);
  for (let n = 0; n < 5; n += 1) {
    own(conversation);
    clock.advance(500);
  }
  expect(told).toBe(3);
});

test('PREVIEW2 what is being typed is told at most once a second, and what stands there in the end always', () => {
  const clock = createVirtualClock();
  const told: (string | undefined)[] = [];
  const { own } = createTyping(clock, ({ text }) => told.push(text));
  for (const text of ['h', 'he', 'hel', 'hell', 'hello', '']) {
    own(conversation, text);
    clock.advance(300);
  }
  clock.advance(10_000);
  expect(told).toEqual(['h', 'hell', '']);
});

test('PREVIEW3 a preview is another one with each change of its words, and gone after six seconds of silence', () => {
  const clock = createVirtualClock();
  const { typing, received } = createTyping(clock, () => undefined);
  const by: Author = { kind: 'visitor', id: 'v', name: '' };
  const shown: (string | undefined)[] = [];
  typing.subscribe(() => shown.push(typing.current.get(conversation)?.text));
  for (const text of ['is it', 'is it', 'is it warm', '']) received({ conversation, by, text });
  clock.advance(6_000);
  expect(shown).toEqual(['is it', 'is it warm', '', undefined]);
});

test('PREVIEW3 a colleague who types as well does not take away what the visitor is typing', () => {
  const clock = createVirtualClock();
  const { typing, received } = createTyping(clock, () => undefined);
  const [by, colleague]: Author[] = [
    { kind: 'visitor', id: 'v', name: '' },
    { kind: 'operator', id: 'bob', name: 'Bob' },
  ];
  const shown = () => [typing.current.get(conversation)?.id, typing.current.get(conversation)?.text];
  received({ conversation, by: by!, text: 'is it' });
  clock.advance(3_000);
  received({ conversation, by: colleague! });
  expect(shown()).toEqual(['v', 'is it']);
  // And does not keep it there either.
  clock.advance(3_000);
  received({ conversation, by: colleague! });
  expect(shown()).toEqual(['bob', undefined]);
  received({ conversation, by: by!, text: '' });
  received({ conversation, by: colleague! });
  expect(shown()).toEqual(['bob', undefined]);
});
