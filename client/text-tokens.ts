/**
 * Plain text taken apart for showing: words, links, line breaks. Nobody ever renders a person's text as HTML. The texts of all
 * tokens, one after the other, are the text.
 */
export type TextToken =
  | { readonly kind: 'text'; readonly text: string }
  /** `href` begins with `http://`, `https://` or `mailto:`, nothing else. */
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'break'; readonly text: string };

const PIECE =
  /\r\n|\r|\n|\bhttps?:\/\/[^\s<>"]+|\b(?:mailto:)?[a-z0-9](?:[a-z0-9._%+-]{0,62}[a-z0-9_%+-])?@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\b/gi;

export function textToTokens(text: string): readonly TextToken[] {
  const tokens: TextToken[] = [];
  let done = 0;
  const plain = (until: number): void => {
    if (until > done) tokens.push({ kind: 'text', text: text.slice(done, until) });
    done = until;
  };
  for (const match of text.matchAll(PIECE)) {
    const [found] = match;
    if (/^[\r\n]/.test(found)) {
      plain(match.index);
      tokens.push({ kind: 'break', text: found });
      done += found.length;
      continue;
    }
    const isAddress = /^https?:/i.test(found);
    const link = isAddress ? withoutTail(found) : found;
    if (isAddress && !hasHost(link)) continue;
    plain(match.index);
    const href = isAddress || /^mailto:/i.test(link) ? link : `mailto:${link}`;
    tokens.push({ kind: 'link', text: link, href });
    done += link.length;
  }
  plain(text.length);
  return tokens;
}

const TAIL = ".,;:!?'*_~…»”’";
const OPENING: { readonly [closing: string]: string } = { ')': '(', ']': '[', '}': '{' };

/** Punctuation at the end belongs to the sentence, and so does a bracket that was opened before the link. */
function withoutTail(link: string): string {
  const counts = new Map<string, number>();
  for (const character of link) counts.set(character, (counts.get(character) ?? 0) + 1);
  let end = link.length;
  for (; end > 0; end -= 1) {
    const last = link[end - 1] ?? '';
    const opening = OPENING[last];
    const closings = counts.get(last) ?? 0;
    if (opening === undefined ? !TAIL.includes(last) : closings <= (counts.get(opening) ?? 0)) break;
    counts.set(last, closings - 1);
  }
  return link.slice(0, end);
}

const hasHost = (link: string): boolean => /^https?:\/\/[^/?#]*[^/?#:@.[\](){}]/i.test(link);
