import type { Range } from './match.ts';

/** A piece of a snippet; the pieces in their order are what is shown. Never HTML. */
export interface SnippetToken {
  readonly text: string;
  readonly hit?: true;
}

/** Most characters of a snippet, and how many of them stand before the first hit. */
const LENGTH = 180;
const BEFORE = 50;

/** The text around its first hit, in one line, with every hit in it marked. Without hits: its beginning. */
export function snippetOf(text: string, ranges: readonly Range[]): readonly SnippetToken[] {
  const first = ranges[0]?.start ?? 0;
  const start = first <= BEFORE ? 0 : wordStart(text, first - BEFORE, first);
  const end = Math.min(text.length, wholeCharacter(text, start + LENGTH));
  const tokens: SnippetToken[] = [];
  const push = (piece: string, hit: boolean): void => {
    const line = piece.replaceAll(/\s+/g, ' ');
    if (line !== '') tokens.push(hit ? { text: line, hit } : { text: line });
  };
  let done = start;
  for (const range of ranges) {
    if (range.start >= end) break;
    push(text.slice(done, range.start), false);
    done = Math.min(range.end, end);
    push(text.slice(range.start, done), true);
  }
  push(text.slice(done, end), false);
  if (start > 0) tokens.unshift({ text: '…' });
  if (end < text.length) tokens.push({ text: '…' });
  return tokens;
}

/** The first place after a blank from here on, or here when the only blank is the one before the hit. */
function wordStart(text: string, from: number, hit: number): number {
  const blank = text.slice(from, hit - 1).search(/\s/);
  return blank === -1 ? wholeCharacter(text, from) : from + blank + 1;
}

/** Not between the halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000 ? at + 1 : at;
}
