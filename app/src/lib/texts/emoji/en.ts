import type { EmojiTexts } from '../emoji-texts.ts';
import { counting } from '../plural.ts';

const count = counting('en');

export const emoji: EmojiTexts = {
  title: 'Emoji',
  search: 'Find an emoji',
  groups: 'Kinds',
  group: [
    'Smileys',
    'People',
    'Animals and nature',
    'Food and drink',
    'Travel and places',
    'Activities',
    'Objects',
    'Symbols',
    'Flags',
  ],
  recent: 'Recent',
  results: 'Results',
  found: (results) => count(results, { one: 'emoji found', other: 'emoji found' }),
  nothing: 'No emoji by that word',
  notHere: 'They come with the first connection to the server.',
  tone: 'Skin tone',
  tones: { 0: 'No tone', 1: 'Light', 2: 'Medium-light', 3: 'Medium', 4: 'Medium-dark', 5: 'Dark' },
};
