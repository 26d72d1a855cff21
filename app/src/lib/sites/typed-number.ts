/**
 * A whole number from 0 on, as it was typed. What is none is kept as one that no setting takes: JSON, in which it waits on the device,
 * has no NaN, and would give it back as null, which is how some settings say "never".
 */
const NO_NUMBER = -1;

export const typedNumber = (typed: string): number => (/^\d+$/.test(typed.trim()) ? Number(typed) : NO_NUMBER);

/** As it stands in the field. */
export const numberInWords = (value: number | null): string =>
  value === null || Number.isNaN(value) || value === NO_NUMBER ? '' : String(value);
