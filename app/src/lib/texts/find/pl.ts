import { counting } from '../plural.ts';
import type { FindTexts } from '../find-texts.ts';

const count = counting('pl');
const messages = (n: number): string =>
  count(n, { one: 'wiadomość', few: 'wiadomości', many: 'wiadomości', other: 'wiadomości' });

export const find: FindTexts = {
  open: 'Znajdź w rozmowie',
  words: 'Słowa w tej rozmowie',
  placeholder: 'Czego szukasz w rozmowie',
  none: 'Nie znaleziono',
  lookingEarlier: 'Szukam wcześniej…',
  earlierMissing: 'Wcześniejszej części nie ma na tym urządzeniu.',
  calendar: 'Przejdź do dnia',
  previousMonth: 'Poprzedni miesiąc',
  nextMonth: 'Następny miesiąc',
  aRange: 'Zakres dni',
  rangeHint: 'Wybierz pierwszy i ostatni dzień',
  allDays: 'Wszystkie dni',
  onDay: (day, n) => (n === 0 ? day : `${day}, ${messages(n)}`),
  inDays: (days, n) => `${days}: ${messages(n)}`,
  readingDays: 'Wczytuję wcześniejsze dni…',
};
