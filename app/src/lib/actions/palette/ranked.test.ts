import { expect, test } from 'vitest';
import { keyboard as english } from '../../texts/keyboard/en.ts';
import { keyboard as polish } from '../../texts/keyboard/pl.ts';
import { keyboard as russian } from '../../texts/keyboard/ru.ts';
import { ACTION_IDS, type ActionId } from '../catalogue.ts';
import { comparable } from './fuzzy.ts';
import { ranked, withRecent, type ActionCandidate, type ConversationCandidate } from './ranked.ts';

const actions = (names: typeof english.action, blocked: readonly ActionId[] = []): readonly ActionCandidate[] =>
  ACTION_IDS.map((id) => ({
    kind: 'action',
    id,
    names: [comparable(names[id]), comparable(english.action[id])],
    whyNot: blocked.includes(id) ? 'not now' : null,
  }));
const conversation = (id: string, name: string, words: string): ConversationCandidate => ({
  kind: 'conversation',
  id,
  name: comparable(name),
  words: comparable(words),
});
const first = (typed: string, names = english.action): string | undefined => ranked(actions(names), typed, [])[0]?.id;

test('KEYS5 an action is found by the beginnings of its words, by words within and by letters left out', () => {
  expect(first('take')).toBe('conversation.take');
  expect(first('conv take')).toBe('conversation.take');
  expect(first('settings')).toBe('go.settings');
  expect(first('tkconv')).toBe('conversation.take');
  expect(first('zzz')).toBeUndefined();
});

test('KEYS5 in Russian and Polish, without their marks, and by the English name too', () => {
  expect(first('взять', russian.action)).toBe('conversation.take');
  expect(first('темное', russian.action)).toBe('app.theme-dark');
  expect(first('dark', russian.action)).toBe('app.theme-dark');
  expect(first('notatke', polish.action)).toBe('write.note');
  expect(first('zamknij', polish.action)).toBe('conversation.close');
  expect(first('close the', polish.action)).toBe('conversation.close');
});

test('KEYS5 what was typed on the wrong keyboard is found too', () => {
  expect(first('dpznm', russian.action)).toBe('conversation.take');
  expect(first('ефлу')).toBe('conversation.take');
});

test('KEYS5 conversations are found by the visitor’s name before their last words, and never by scattered letters', () => {
  const rows = [
    conversation('1', 'Otter 12', 'is Maria there?'),
    conversation('2', 'Maria Nowak', 'hello'),
    conversation('3', 'Łukasz Żak', 'dzień dobry'),
  ];
  expect(ranked(rows, 'maria', []).map(({ id }) => id)).toEqual(['2', '1']);
  expect(ranked(rows, 'lukasz zak', []).map(({ id }) => id)).toEqual(['3']);
  expect(ranked(rows, 'mn', [])).toEqual([]);
});

test('KEYS5 ROOM3 rooms and colleagues are found beside conversations, by their name before their last words', () => {
  const room = (id: string, name: string, words: string) => ({
    ...conversation(id, name, words),
    kind: 'room' as const,
  });
  const all = [
    conversation('1', 'Otter 12', 'is Boris there?'),
    room('2', 'Boris', ''),
    room('3', 'Kilns', 'ask boris'),
  ];
  expect(ranked(all, 'boris', []).map(({ id }) => id)).toEqual(['2', '3', '1']);
});

test('KEYS5 what was used lately goes before what fits as well, and what cannot be done now comes last', () => {
  const both = (recent: readonly ActionId[], blocked: readonly ActionId[] = []) =>
    ranked(actions(english.action, blocked), 'write a', recent).map(({ id }) => id);
  expect(both([])[0]).toBe('write.note');
  expect(both(['write.reply'])[0]).toBe('write.reply');
  expect(both(['write.reply'], ['write.reply']).at(-1)).toBe('write.reply');
  expect(withRecent(['write.note', 'go.history'], 'go.history')).toEqual(['go.history', 'write.note']);
});

test('KEYS5 what a key costs grows with the conversations on the device, and no faster', () => {
  const all = Array.from({ length: 5_000 }, (_, n) =>
    conversation(String(n), `Visitor ${n}`, `words about parcel ${n * 7} and when it comes`),
  );
  /** Of the processor, because others use this machine as well, and the least of some, ms. */
  const took = (rows: typeof all): number =>
    Math.min(
      ...Array.from({ length: 7 }, () => {
        const before = process.cpuUsage();
        ranked(rows, 'parcel 35', []);
        return process.cpuUsage(before).user / 1_000;
      }),
    );
  expect(ranked(all, 'parcel 35', [])).toHaveLength(12);
  expect(took(all)).toBeLessThan(30 * Math.max(0.2, took(all.slice(0, 500))));
});
