import { chooseLanguage, type Language } from '../texts/languages.ts';

/** What the snippet's `data-…` attributes say. */
export interface WidgetOptions {
  /** Where the server is, without a path: the origin this file came from. */
  readonly origin: string;
  readonly site: string;
  readonly language: Language;
  /** Said in the header while nobody answers yet; empty for the widget's own words. */
  readonly title: string;
  readonly zIndex: string;
  /** A CSS colour; empty for the widget's own. */
  readonly accent: string;
  readonly side: 'start' | 'end';
  /** `auto` follows the visitor's device. */
  readonly scheme: 'auto' | 'light' | 'dark';
  /** The page has its own button and calls `holdline('open')`. */
  readonly hasLauncher: boolean;
}

const SITE = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Null when there is no site that the server would accept: the widget then stays away. */
export function readOptions(
  data: DOMStringMap,
  origin: string,
  wishedLanguages: readonly (string | undefined)[],
): WidgetOptions | null {
  const site = data.site ?? 'default';
  if (!SITE.test(site)) return null;
  return {
    origin,
    site,
    language: chooseLanguage([data.language, ...wishedLanguages]),
    title: data.title ?? '',
    zIndex: /^\d{1,10}$/.test(data.zIndex ?? '') ? String(data.zIndex) : '',
    accent: data.accent ?? '',
    side: data.side === 'start' ? 'start' : 'end',
    scheme: data.scheme === 'light' || data.scheme === 'dark' ? data.scheme : 'auto',
    hasLauncher: data.launcher !== 'none',
  };
}
