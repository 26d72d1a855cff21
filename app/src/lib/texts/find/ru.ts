import { counting } from '../plural.ts';
import type { FindTexts } from '../find-texts.ts';

const count = counting('ru');
const messages = (n: number): string =>
  count(n, { one: 'сообщение', few: 'сообщения', many: 'сообщений', other: 'сообщения' });

export const find: FindTexts = {
  open: 'Найти в диалоге',
  words: 'Слова в этом диалоге',
  placeholder: 'Что найти в диалоге',
  none: 'Не найдено',
  lookingEarlier: 'Ищем раньше…',
  earlierMissing: 'Более ранней части нет на этом устройстве.',
  calendar: 'Перейти к дню',
  previousMonth: 'Предыдущий месяц',
  nextMonth: 'Следующий месяц',
  aRange: 'Несколько дней',
  rangeHint: 'Выберите первый и последний день',
  allDays: 'Все дни',
  onDay: (day, n) => (n === 0 ? day : `${day}, ${messages(n)}`),
  inDays: (days, n) => `${days}: ${messages(n)}`,
  readingDays: 'Читаем более ранние дни…',
};
