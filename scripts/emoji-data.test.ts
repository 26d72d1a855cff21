import { expect, test } from 'vitest';
import { emojiList, emojiNames, fewEmoji, readEmojiData } from './emoji-data.ts';

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

test('EMO4 the widget’s emoji have a name in each language and the English words to find them by, and one that is none stops the build', () => {
  const english = readEmojiData('en');
  for (const language of ['en', 'ru', 'pl']) {
    const lines = fewEmoji(readEmojiData(language), english).split('\n');
    expect(lines.length).toBeGreaterThan(150);
    for (const line of lines) expect(line).toMatch(/^\S+\t[^\t]+\t[^\t]*$/);
    const thumb = lines.find((line) => line.startsWith('👍'));
    expect(thumb, language).toContain('thumbs up');
  }
  expect(() => fewEmoji(known, known)).toThrow('is no emoji');
});
