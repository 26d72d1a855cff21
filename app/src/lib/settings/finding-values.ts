import type { Finding } from '#schema/http/operation.ts';

/** What goes into the sentence of a finding, in the manner of the language: numbers, and the day on which something was. */
export function findingValues(language: string, values: Finding['values']): Finding['values'] {
  const number = new Intl.NumberFormat(language);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'number') return [name, number.format(value)];
      const at = name === 'day' ? Date.parse(value) : NaN;
      return [name, Number.isNaN(at) ? value : day.format(at)];
    }),
  );
}
