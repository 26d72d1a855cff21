import type { Query, Term } from '#schema/search/query.ts';

/**
 * A query as FTS5 understands it. Every word is in quotes, and a word is letters and digits only, so that nothing of it can be
 * read as an operator. The index does not know what stands side by side: it gives candidates, and `matchIn` looks at the text.
 */
export const expressionOf = ({ terms }: Query): string => terms.flatMap(wordsOfTerm).join(' AND ');

const wordsOfTerm = ({ words, open }: Term): readonly string[] =>
  words.map((word, index) => (open === null || index < words.length - 1 ? `"${word}"` : `"${open.stem}" *`));
