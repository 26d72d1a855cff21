import type { ContactCard } from '#schema/conversation/contact-card.ts';
import { localeOf } from '../texts/times.ts';

export interface ShownAttribute {
  readonly name: string;
  readonly value: string | number | boolean;
  /** The site has signed it. */
  readonly isVerified: boolean;
}

/** Signed ones first; what the page says under the same name is not shown beside one. */
export function attributesOf({
  attributes,
  verified,
}: Pick<ContactCard, 'attributes' | 'verified'>): readonly ShownAttribute[] {
  const signed = Object.entries(verified?.attributes ?? {});
  const names = new Set(signed.map(([name]) => name));
  return [
    ...signed.map(([name, value]) => ({ name, value, isVerified: true })),
    ...Object.entries(attributes ?? {})
      .filter(([name]) => !names.has(name))
      .map(([name, value]) => ({ name, value, isVerified: false })),
  ];
}

const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** A time in the words of the reader; a number as it was given, because it may be one of an order. */
export function attributeInWords(
  language: string,
  value: ShownAttribute['value'],
  words: { readonly yes: string; readonly no: string },
): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const text = String(value);
  const at = TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return text;
  // A day without an hour is the same day wherever it is read, and so is midnight as dates without one become it.
  const isDay = !text.includes('T') || /T00:00(:00(\.0+)?)?Z$/.test(text);
  const how = isDay
    ? ({ dateStyle: 'medium', timeZone: 'UTC' } as const)
    : ({ dateStyle: 'medium', timeStyle: 'short' } as const);
  return new Intl.DateTimeFormat(localeOf(language), how).format(at);
}
