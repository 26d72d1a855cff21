import type { Texts } from './texts.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The person's own region of the language, when the browser names one: `en-GB` writes dates unlike `en-US`. */
export const localeOf = (language: string): string =>
  navigator.languages.find((tag) => tag.toLowerCase().startsWith(language)) ?? language;

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(localeOf(language), options);
  formats.set(key, known);
  return known;
}

/** `14:02` as the language writes it. */
export const clockTime = (language: string, at: number): string =>
  format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

/** Day and clock in full, for a tooltip. */
export const fullTime = (language: string, at: number): string =>
  format(language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }).format(at);

/** The local day of a time, as a number that grows by one each day: what a day separator compares. */
export function dayOf(at: number): number {
  const date = new Date(at);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
}

/** The first moment of the local day: it changes once a day, while a clock does each second. */
export const midnightBefore = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** What a day separator says: today, yesterday, or the date, with the year when it is another one. */
export function dayName(texts: Texts, at: number, now: number): string {
  const days = dayOf(now) - dayOf(at);
  if (days === 0) return texts.thread.today;
  if (days === 1) return texts.thread.yesterday;
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(texts.language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(at);
}

/** The clock today, else the day: short enough for a row of the list. */
export const shortTime = (texts: Texts, at: number, now: number): string =>
  dayOf(at) === dayOf(now)
    ? clockTime(texts.language, at)
    : format(texts.language, { day: 'numeric', month: 'short' }).format(at);

/** When something was written, with its day unless that was `beside`'s day. */
export const timeBeside = (texts: Texts, at: number, beside: number): string =>
  dayOf(at) === dayOf(beside)
    ? clockTime(texts.language, at)
    : format(texts.language, {
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }).format(at);

/** A wait as a running clock: `0:42`, `12:05`, `1:03:09`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A day by its number (`dayOf`), as the language writes it. */
export const dayWritten = (language: string, day: number, options: Intl.DateTimeFormatOptions): string =>
  format(language, { ...options, timeZone: 'UTC' }).format(day * 86_400_000);

/** `3–14 March 2026`, as the language writes it. */
export const daysWritten = (language: string, from: number, until: number): string =>
  format(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).formatRange(
    from * 86_400_000,
    until * 86_400_000,
  );

/** The first moment of a local day, or of so many days later; null for what is no day. */
export function dayStart(day: string, later: number): number | null {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number);
  const at = new Date(year, month - 1, date + later).getTime();
  return Number.isNaN(at) || at < 0 ? null : at;
}

/** When something will be: the clock today, the weekday within a week, else the day. */
export const comingTime = (language: string, at: number, now: number): string => {
  const days = dayOf(at) - dayOf(now);
  if (days === 0) return clockTime(language, at);
  const day: Intl.DateTimeFormatOptions =
    days > 0 && days < 7 ? { weekday: 'short' } : { day: 'numeric', month: 'short' };
  return format(language, { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
};
