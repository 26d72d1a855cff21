import type { Line } from '../thread/lines.ts';
import type { Values } from './variables.ts';

const MOST = 2_000;

/** What the visitor wrote last: all of its lines up to the last words of somebody else, or those before them. */
export function visitorWords(lines: readonly Line[]): string {
  const said = lines.filter((line) => line.kind === 'words' && line.text !== null);
  const last = said.findLastIndex((line) => line.kind === 'words' && line.message.by.kind === 'visitor');
  const words: string[] = [];
  for (const line of said.slice(0, last + 1).reverse()) {
    if (line.kind !== 'words' || line.message.by.kind !== 'visitor') break;
    words.unshift(line.text ?? '');
  }
  return words.join('\n').slice(-MOST);
}

interface Told {
  /** Empty while nobody knows it. */
  readonly visitor: string;
  readonly operator: string;
  /** As people call it; empty where nobody has named it. */
  readonly site: string;
  readonly lines: readonly Line[];
}

/** What a conversation tells of itself; the page is the newest that the visitor wrote from. */
export function valuesOf({ visitor, operator, site, lines }: Told): Values {
  const line = lines.findLast(
    (one) => (one.kind === 'words' || one.kind === 'event') && 'page' in one.message && one.message.page !== undefined,
  );
  const page = line !== undefined && 'message' in line && 'page' in line.message ? line.message.page : undefined;
  return {
    ...(visitor !== '' && { visitor }),
    operator,
    ...(site !== '' && { site }),
    ...(page !== undefined && { address: page.url }),
    ...(page?.title !== undefined && page.title !== '' && { page: page.title }),
  };
}

/** Words that were said to one visitor, for any: where its name stands is the variable for it. */
export function forAnybody(text: string, visitor: string, word: string): string {
  if (visitor.length < 3) return text;
  const name = visitor.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, 'giu'), `{${word}}`);
}
