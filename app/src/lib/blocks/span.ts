import type { SpanUnit } from '../texts/blocks-texts.ts';

const MINUTE = 60_000;
const UNIT: { readonly [Unit in SpanUnit]: number } = { minutes: MINUTE, hours: 60 * MINUTE, days: 1_440 * MINUTE };

export const SPAN_UNITS = ['minutes', 'hours', 'days'] as const satisfies readonly SpanUnit[];

/** What is offered before one has to count: amount and unit. */
export const USUAL_SPANS = [
  { amount: 15, unit: 'minutes' },
  { amount: 1, unit: 'hours' },
  { amount: 4, unit: 'hours' },
  { amount: 1, unit: 'days' },
  { amount: 7, unit: 'days' },
  { amount: 30, unit: 'days' },
] as const satisfies readonly { readonly amount: number; readonly unit: SpanUnit }[];

/** The longest that is not for ever: ten years of days. */
export const LONGEST_AMOUNT = 3_650;

/** Ms of so many of a unit; null when that is no whole number from 1 to `LONGEST_AMOUNT`. */
export function spanOf(amount: number, unit: SpanUnit): number | null {
  return Number.isInteger(amount) && amount >= 1 && amount <= LONGEST_AMOUNT ? amount * UNIT[unit] : null;
}
