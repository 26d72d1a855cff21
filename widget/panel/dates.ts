import type { Texts } from '../texts/texts.ts';

const DAY = 24 * 60 * 60_000;

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
    const today = new Date(now());
    if (day.toDateString() === today.toDateString()) return texts.today;
    if (day.toDateString() === new Date(now() - DAY).toDateString()) return texts.yesterday;
    return (day.getFullYear() === today.getFullYear() ? thisYear : anyYear).format(day);
  };
}

export function timeFormat(language: string): (at: number) => string {
  const format = new Intl.DateTimeFormat(localeOf(language), { hour: '2-digit', minute: '2-digit' });
  return (at) => format.format(at);
}

/** Day and clock. */
export const fullTime = (language: string, at: number): string =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeStyle: 'short' }).format(at);
