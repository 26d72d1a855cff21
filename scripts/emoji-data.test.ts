import { expect, test } from 'vitest';
import { emojiList, emojiNames } from './emoji-data.ts';

const tones = ['🏻', '🏼', '🏽', '🏾', '🏿'];
const known = [
  { emoji: '🐻', label: 'bear', tags: ['face', 'bear'], group: 3, order: 30, version: 0.6 },
  { emoji: '😀', label: 'grinning face', tags: ['Happy', 'żółty'], group: 0, order: 1, version: 1 },
  {
    emoji: '✌️',
    label: 'victory hand',
    group: 1,
    order: 20,
    version: 0.6,
    skins: tones.map((tone, index) => ({ emoji: `✌${tone}`, tone: index + 1 })),
  },
  {
    emoji: '🧑‍🤝‍🧑',
    label: 'people holding hands',
    group: 1,
    order: 10,
    version: 12,
    skins: tones.map((tone, index) => ({ emoji: `🧑${tone}‍🤝‍🧑${tone}`, tone: index + 1 })),
  },
  { emoji: '🫪', label: 'of next year', group: 0, order: 2, version: 17 },
  { emoji: '🏻', label: 'light skin tone', group: 2, order: 3, version: 1 },
  { emoji: '🇦', label: 'regional indicator A', version: 0 },
];

test('EMO1 emoji stand in groups in the order of Unicode, without those that many devices cannot draw', () => {
  expect(emojiList(known)).toBe('😀\n🧑‍🤝‍🧑 ✌️*\n🐻');
});

test('EMO1 names stand in the same order, with folded words to find them by', () => {
  expect(emojiNames(known).split('\n')).toEqual([
    'grinning face\tgrinning face happy zolty',
    'people holding hands\tpeople holding hands',
    'victory hand\tvictory hand',
    'bear\tbear face',
  ]);
});
