import type { Language } from '../../texts/languages.ts';
import { localeOf } from '../dates.ts';

const DAY = 86_400_000;

/** One manner of saying it. */
interface Manner {
  /** Days of the week from Sunday, as they stand in the sentence. */
  readonly weekdays: readonly [string, string, string, string, string, string, string];
  readonly on: (date: string) => string;
  readonly back: (day: string, time: string) => string;
}

interface BackTexts {
  readonly today: string;
  readonly tomorrow: string;
  readonly whole: Manner;
  /** For the line under a name. */
  readonly short: Manner;
}

const asItIs = (date: string): string => date;

const TEXTS: { readonly [L in Language]: BackTexts } = {
  en: {
    today: 'today',
    tomorrow: 'tomorrow',
    whole: {
      weekdays: ['on Sunday', 'on Monday', 'on Tuesday', 'on Wednesday', 'on Thursday', 'on Friday', 'on Saturday'],
      on: (date) => `on ${date}`,
      back: (day, time) => `We are back ${day} at ${time}.`,
    },
    short: {
      weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
      on: asItIs,
      back: (day, time) => `Nobody is here · back ${day} ${time}`,
    },
  },
  ru: {
    today: 'сегодня',
    tomorrow: 'завтра',
    whole: {
      weekdays: ['в воскресенье', 'в понедельник', 'во вторник', 'в среду', 'в четверг', 'в пятницу', 'в субботу'],
      on: asItIs,
      back: (day, time) => `Будем на месте ${day} в ${time}.`,
    },
    short: {
      weekdays: ['в вс', 'в пн', 'во вт', 'в ср', 'в чт', 'в пт', 'в сб'],
      on: asItIs,
      back: (day, time) => `Никого нет · будем ${day} в ${time}`,
    },
  },
  pl: {
    today: 'dziś',
    tomorrow: 'jutro',
    whole: {
      weekdays: ['w niedzielę', 'w poniedziałek', 'we wtorek', 'w środę', 'w czwartek', 'w piątek', 'w sobotę'],
      on: asItIs,
      back: (day, time) => `Wracamy ${day} o ${time}.`,
    },
    short: {
      weekdays: ['w niedz.', 'w pon.', 'we wt.', 'w śr.', 'w czw.', 'w pt.', 'w sob.'],
      on: asItIs,
      back: (day, time) => `Nikogo nie ma · wracamy ${day} o ${time}`,
    },
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
  manner: 'whole' | 'short' = 'whole',
  timeZone?: string,
  locale = localeOf(language),
): string | null {
  if (back === undefined || back <= now) return null;
  const zone = timeZone === undefined ? {} : { timeZone };
  const { [manner]: texts, today, tomorrow } = TEXTS[language];
  const dayOf = new Intl.DateTimeFormat('en-CA', { ...zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const midnight = (at: number): number => Date.parse(dayOf.format(at));
  const days = Math.round((midnight(back) - midnight(now)) / DAY);
  const time = new Intl.DateTimeFormat(locale, { ...zone, hour: '2-digit', minute: '2-digit' }).format(back);
  return texts.back(dayName(days), time);

  function dayName(away: number): string {
    if (away === 0) return today;
    if (away === 1) return tomorrow;
    if (away < 7) return texts.weekdays[new Date(midnight(back as number)).getUTCDay()] as string;
    const month = manner === 'whole' ? 'long' : 'short';
    return texts.on(new Intl.DateTimeFormat(locale, { ...zone, day: 'numeric', month }).format(back));
  }
}
