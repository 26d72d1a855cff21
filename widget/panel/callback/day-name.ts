import { localeOf } from '../dates.ts';

/** Today, tomorrow, or a weekday with its date. */
export function dayNameOf(
  language: string,
  { today, tomorrow }: { readonly today: string; readonly tomorrow: string },
  now: () => number,
): (at: number) => string {
  const format = new Intl.DateTimeFormat(localeOf(language), { weekday: 'short', day: 'numeric', month: 'short' });
  return (at) => {
    const day = new Date(at).toDateString();
    const next = new Date(now());
    if (day === next.toDateString()) return today;
    next.setDate(next.getDate() + 1);
    return day === next.toDateString() ? tomorrow : format.format(at);
  };
}
