import type { TextToken } from '#client/text-tokens.ts';
import type { Range } from '#schema/search/match.ts';

/** A token, or a part of one, that is marked or not. */
export type MarkedToken = TextToken & { readonly isHit: boolean };

/** The tokens of a text cut where a hit begins and ends; their texts, one after the other, are still the text. */
export function markTokens(tokens: readonly TextToken[], ranges: readonly Range[]): readonly MarkedToken[] {
  const marked: MarkedToken[] = [];
  let start = 0;
  for (const token of tokens) {
    const end = start + token.text.length;
    let done = start;
    const push = (until: number, isHit: boolean): void => {
      if (until > done) marked.push({ ...token, text: token.text.slice(done - start, until - start), isHit });
      done = Math.max(done, until);
    };
    for (const range of ranges) {
      if (range.end <= start || range.start >= end) continue;
      push(range.start, false);
      push(Math.min(range.end, end), true);
    }
    push(end, false);
    start = end;
  }
  return marked;
}
