import { REMINDERS, type Reminder } from '../texts/card-texts.ts';

const BEFORE: { readonly [When in Exclude<Reminder, 'none'>]: number } = {
  due: 0,
  quarter: 15 * 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** When to remind of what is due then, ms; null: never. */
export const remindAt = (due: number | null, when: Reminder): number | null =>
  due === null || when === 'none' ? null : due - BEFORE[when];

/** The choice that made this time; what another version chose is told by the nearest one before it. */
export function reminderOf(due: number | null, at: number | null): Reminder {
  if (due === null || at === null) return 'none';
  const choices = REMINDERS.filter((when): when is Exclude<Reminder, 'none'> => when !== 'none');
  return choices.findLast((when) => due - at >= BEFORE[when]) ?? 'due';
}

const two = (n: number): string => String(n).padStart(2, '0');

/** A time as a field for day and time takes it, in the person's own time zone; empty for none. */
export function localValue(at: number | null): string {
  if (at === null) return '';
  const date = new Date(at);
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What stands in such a field, ms; null for nothing, and for what is no time. */
export function timeOf(value: string): number | null {
  const at = value === '' ? Number.NaN : new Date(value).getTime();
  return Number.isNaN(at) || at < 0 ? null : at;
}
