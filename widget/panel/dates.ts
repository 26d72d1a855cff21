import type { Texts } from '../texts/texts.ts';

/** The visitor's own region of the panel's language, when the browser names one: `en-GB` writes times unlike `en-US`. */
export const localeOf = (language: string): string =>
  navigator.languages.find((tag) => tag.toLowerCase().startsWith(language)) ?? language;

/** The name of a day for its separator: today, yesterday, or its date. */
export function dayNames(
  language: string,
  texts: Pick<Texts, 'today' | 'yesterday'>,
  now: () => number,
): (at: number) => string {
  const locale = localeOf(language);
  const thisYear = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const anyYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  return (at) => {
    const day = new Date(at);
    const other = new Date(now());
    const year = other.getFullYear();
    if (day.toDateString() === other.toDateString()) return texts.today;
    // By the calendar: a day may have 23 hours, or 25.
    other.setDate(other.getDate() - 1);
    if (day.toDateString() === other.toDateString()) return texts.yesterday;
    return (day.getFullYear() === year ? thisYear : anyYear).format(day);
  };
}

export function timeFormat(language: string): (at: number) => string {
  const format = new Intl.DateTimeFormat(localeOf(language), { hour: '2-digit', minute: '2-digit' });
  return (at) => format.format(at);
}

/** Day and clock. */
export const fullTime = (language: string, at: number): string =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeStyle: 'short' }).format(at);
