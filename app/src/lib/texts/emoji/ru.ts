import type { EmojiTexts } from '../emoji-texts.ts';
import { counting } from '../plural.ts';

const count = counting('ru');

export const emoji: EmojiTexts = {
  title: 'Эмодзи',
  search: 'Найти эмодзи',
  groups: 'Виды',
  group: [
    'Смайлики',
    'Люди',
    'Животные и природа',
    'Еда и напитки',
    'Путешествия и места',
    'Занятия',
    'Предметы',
    'Символы',
    'Флаги',
  ],
  recent: 'Недавние',
  results: 'Результаты',
  found: (results) => count(results, { one: 'эмодзи найден', other: 'эмодзи найдено' }),
  nothing: 'По этому слову ничего нет',
  notHere: 'Они появятся, когда будет связь с сервером.',
  tone: 'Тон кожи',
  tones: { 0: 'Без тона', 1: 'Светлый', 2: 'Умеренно светлый', 3: 'Средний', 4: 'Умеренно тёмный', 5: 'Тёмный' },
};
