/** What stands in an address as people write it; what of it cannot be read so is as it is. */
const readable = (text: string): string =>
  text.replaceAll(/(?:%[\da-f]{2})+/gi, (bytes) => {
    try {
      return decodeURI(bytes);
    } catch {
      return bytes;
    }
  });

const plain = (text: string): string => readable(text).toLowerCase().normalize('NFC');

/** `*` stands for anything, the empty text included. In steps, not by a regular expression: a pattern may not cost a page its time. */
export function matchesWords(pattern: string, words: string): boolean {
  const parts = plain(pattern).split('*');
  const text = plain(words);
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** Without the slash at its end, which the same page may have and not have. */
const folded = (text: string): string => (text.length > 1 ? text.replace(/\/$/, '') : text);

/** `URL.canParse` is younger than the oldest browser in which rules are looked at (WID17). */
function urlOf(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** A page by its path (`/cart*`) or its host and path (`shop.example/*`), of an `https:` address or a part of one. */
export function matchesPage(pattern: string, address: string): boolean {
  const url = urlOf(address);
  if (url === null) return false;
  const { host, pathname, search } = url;
  const bare = pattern.trim().replace(/^https?:\/\//i, '');
  const path = bare.startsWith('/') || bare.startsWith('*') ? pathname : host + pathname;
  const asked = bare.includes('?') ? path + search : folded(path);
  return matchesWords(bare.includes('?') ? bare : folded(bare), asked);
}

/** Whether a page is one of those; none: all are. */
export const isOnPages = (pages: readonly string[], address: string): boolean =>
  pages.length === 0 || pages.some((page) => matchesPage(page, address));

/** `pl` is also `pl-PL`; `pl-PL` is that alone. */
export function isOneOf(asked: string, language: string): boolean {
  const [given, wanted] = [language.toLowerCase(), asked.toLowerCase()];
  return given === wanted || given.startsWith(`${wanted}-`);
}
