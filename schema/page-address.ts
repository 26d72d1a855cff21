import type { Page } from './words.ts';

/**
 * An address of a page as it may be told: without its fragment, without what stands before an `@`, and of its query only the
 * parameters of these names. Whoever signs people in by links, or pays by them, has secrets in the rest.
 */
export function pageAddress(url: string, kept: readonly string[] = []): string {
  const [whole = ''] = url.split('#', 1);
  const [path = '', ...query] = whole.split(/[?&]/);
  const told = query.filter((pair) => kept.includes(pair.split('=', 1)[0] as string)).join('&');
  return path.replace(/^(\w+:\/\/)[^/]*@/, '$1') + (told && `?${told}`);
}

/** As it is kept; a device, which is not asked what its site keeps, has left the rest out before. */
export const pageAsKept = (page: Page | undefined, kept: readonly string[] | undefined): Page | undefined =>
  page && kept ? { ...page, url: pageAddress(page.url, kept) } : page;
