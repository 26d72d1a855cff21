const collator = new Intl.Collator(undefined, { numeric: true });

/** As people look names up: the second colleague before the tenth, in the order of letters of whoever reads. */
export const compareNames = (one: string, other: string): number => collator.compare(one, other);
