import * as v from 'valibot';

/**
 * Of what a person types so many characters at most: one rule over every door. A character is a code point, so that an emoji that takes
 * two units of a string, as none of those who type it would think, is one.
 */
export const atMost = (limit: number) =>
  v.check<string, string>((text) => isAtMost(text, limit), `more than ${limit} characters`);

export const isAtMost = (text: string, limit: number): boolean =>
  text.length <= limit || (text.length <= 2 * limit && [...text].length <= limit);
