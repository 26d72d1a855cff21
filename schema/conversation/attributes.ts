/**
 * What a site tells of a contact beyond name and address: by names of its own. A time is a text as ISO 8601 writes it, so that it is the
 * same from a page and from a token.
 */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** How many a contact has at most, how long a name and a text may be, and all of them together as JSON; characters. */
export const ATTRIBUTE_LIMITS = { count: 50, name: 60, text: 255, all: 8_000 } as const;

/** Both sets in one: what stands in `own` stays. */
export const withAttributes = (own: Attributes, more: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries({ ...own, ...Object.fromEntries(Object.entries(more).filter(([name]) => !(name in own))) }).slice(
      0,
      ATTRIBUTE_LIMITS.count,
    ),
  );
