import type { EmojiTexts } from '../emoji-texts.ts';
import { counting } from '../plural.ts';

const count = counting('pl');

export const emoji: EmojiTexts = {
  title: 'Emoji',
  search: 'Znajdź emoji',
  groups: 'Rodzaje',
  group: [
    'Buźki',
    'Ludzie',
    'Zwierzęta i przyroda',
    'Jedzenie i napoje',
    'Podróże i miejsca',
    'Zajęcia',
    'Przedmioty',
    'Symbole',
    'Flagi',
  ],
  recent: 'Ostatnie',
  results: 'Wyniki',
  found: (results) => count(results, { one: 'znalezione emoji', few: 'znalezione emoji', other: 'znalezionych emoji' }),
  nothing: 'Nie ma emoji z tym słowem',
  notHere: 'Pojawią się po połączeniu z serwerem.',
  tone: 'Odcień skóry',
  tones: { 0: 'Bez odcienia', 1: 'Jasny', 2: 'Średnio jasny', 3: 'Średni', 4: 'Średnio ciemny', 5: 'Ciemny' },
};
