import { counting } from '../plural.ts';
import type { FindTexts } from '../find-texts.ts';

const count = counting('en');
const messages = (n: number): string => count(n, { one: 'message', other: 'messages' });

export const find: FindTexts = {
  open: 'Find in this conversation',
  words: 'Words in this conversation',
  placeholder: 'Words to find here',
  none: 'Not found',
  lookingEarlier: 'Looking further back…',
  earlierMissing: 'What is further back is not on this device.',
  calendar: 'Go to a day',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  aRange: 'A range of days',
  rangeHint: 'Choose the first and the last day',
  allDays: 'All days',
  onDay: (day, n) => (n === 0 ? day : `${day}, ${messages(n)}`),
  inDays: (days, n) => `${days}: ${messages(n)}`,
  readingDays: 'Reading earlier days…',
};
