import type { Texts } from '../texts/texts.ts';

const DAY = 24 * 60 * 60_000;

/** The name of a day for its separator: today, yesterday, or its date. */
export function dayNames(
  language: string,
  texts: Pick<Texts, 'today' | 'yesterday'>,
  now: () => number,
): (at: number) => string {
  const thisYear = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
  const anyYear = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' });
  return (at) => {
    const day = new Date(at);
    const today = new Date(now());
    if (day.toDateString() === today.toDateString()) return texts.today;
    if (day.toDateString() === new Date(now() - DAY).toDateString()) return texts.yesterday;
    return (day.getFullYear() === today.getFullYear() ? thisYear : anyYear).format(day);
  };
}

export function timeFormat(language: string): (at: number) => string {
  const format = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  return (at) => format.format(at);
}
