import type { Message } from '#schema/conversation/conversation.ts';
import type { Line } from './lines.ts';

export interface PageLink {
  readonly href: string;
  /** Without scheme and query: enough to know the page by. */
  readonly short: string;
}

/** Where a page address leads, when it is a page at all: a visitor's device may say anything. */
export function pageLink(url: string): PageLink | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return null;
  return { href: parsed.href, short: `${parsed.host}${parsed.pathname === '/' ? '' : parsed.pathname}` };
}

/** The pages a conversation was written from, the newest first, each once. */
export function pagesOf(messages: readonly Message[]): readonly (PageLink & { readonly title: string })[] {
  const byHref = new Map<string, PageLink & { readonly title: string }>();
  for (const message of messages) {
    const page = 'page' in message ? message.page : undefined;
    const link = page === undefined ? null : pageLink(page.url);
    if (link === null) continue;
    byHref.delete(link.href);
    byHref.set(link.href, { ...link, title: page?.title ?? '' });
  }
  return [...byHref.values()].reverse();
}

/** The lines at which the visitor's page is another one than before: only there its address is worth showing. */
export function pageChanges(lines: readonly Line[]): ReadonlySet<string> {
  const changes = new Set<string>();
  let last: string | undefined;
  for (const line of lines) {
    if (line.kind !== 'words' && line.kind !== 'event') continue;
    const page = 'page' in line.message ? line.message.page : undefined;
    if (page === undefined || page.url === last) continue;
    last = page.url;
    changes.add(line.key);
  }
  return changes;
}
