/** A piece of a message: plain words, or an address that can be followed. */
export type TextPart = { readonly kind: 'words' | 'link'; readonly text: string };

const LINK = /https?:\/\/[^\s<>"'`]+/gi;
/** Marks that end a sentence rather than an address. */
const TRAILING = /[.,;:!?…]+$/;

/** Takes a text apart at its http(s) addresses. Nothing of the text is lost: the parts put together are the text. */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const link = trimmed(match[0]);
    if (!URL.canParse(link)) continue;
    if (match.index > from) parts.push({ kind: 'words', text: text.slice(from, match.index) });
    parts.push({ kind: 'link', text: link });
    from = match.index + link.length;
  }
  if (from < text.length) parts.push({ kind: 'words', text: text.slice(from) });
  return parts;
}

/** Without the marks behind it, and without a bracket that was opened before it. */
function trimmed(found: string): string {
  let link = found.replace(TRAILING, '');
  while (/[)\]]$/.test(link) && link.split(/[([]/).length < link.split(/[)\]]/).length) {
    link = link.slice(0, -1).replace(TRAILING, '');
  }
  return link;
}
