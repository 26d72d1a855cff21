import type { Language } from '../../texts/languages.ts';
import { localeOf } from '../dates.ts';

const DAY = 86_400_000;

interface BackTexts {
  /** Days of the week from Sunday, as they follow `We are back`. */
  readonly weekdays: readonly [string, string, string, string, string, string, string];
  readonly today: string;
  readonly tomorrow: string;
  readonly on: (date: string) => string;
  readonly back: (day: string, time: string) => string;
}

const TEXTS: { readonly [L in Language]: BackTexts } = {
  en: {
    weekdays: ['on Sunday', 'on Monday', 'on Tuesday', 'on Wednesday', 'on Thursday', 'on Friday', 'on Saturday'],
    today: 'today',
    tomorrow: 'tomorrow',
    on: (date) => `on ${date}`,
    back: (day, time) => `We are back ${day} at ${time}.`,
  },
  ru: {
    weekdays: ['в воскресенье', 'в понедельник', 'во вторник', 'в среду', 'в четверг', 'в пятницу', 'в субботу'],
    today: 'сегодня',
    tomorrow: 'завтра',
    on: (date) => date,
    back: (day, time) => `Будем на месте ${day} в ${time}.`,
  },
  pl: {
    weekdays: ['w niedzielę', 'w poniedziałek', 'we wtorek', 'w środę', 'w czwartek', 'w piątek', 'w sobotę'],
    today: 'dziś',
    tomorrow: 'jutro',
    on: (date) => date,
    back: (day, time) => `Wracamy ${day} o ${time}.`,
  },
};

/**
 * When somebody is back (ms), by the clock of whoever reads it: today, tomorrow, by its name what is less than a week away, else by
 * its date. Null when nobody knows, and once that time has come: whoever was to be there by then is not.
 */
export function backWords(
  language: Language,
  back: number | undefined,
  now: number,
  timeZone?: string,
  locale = localeOf(language),
): string | null {
  if (back === undefined || back <= now) return null;
  const zone = timeZone === undefined ? {} : { timeZone };
  const texts = TEXTS[language];
  const dayOf = new Intl.DateTimeFormat('en-CA', { ...zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const midnight = (at: number): number => Date.parse(dayOf.format(at));
  const days = Math.round((midnight(back) - midnight(now)) / DAY);
  const time = new Intl.DateTimeFormat(locale, { ...zone, hour: '2-digit', minute: '2-digit' }).format(back);
  return texts.back(dayName(days), time);

  function dayName(away: number): string {
    if (away === 0) return texts.today;
    if (away === 1) return texts.tomorrow;
    if (away < 7) return texts.weekdays[new Date(midnight(back as number)).getUTCDay()] as string;
    return texts.on(new Intl.DateTimeFormat(locale, { ...zone, day: 'numeric', month: 'long' }).format(back));
  }
}
