import type { PublicLook } from '#schema/site/parts/look.ts';
import type { PublicSite } from '#schema/site/site-settings.ts';
import { chooseLanguage, type Language } from '../texts/languages.ts';

declare global {
  interface ImportMeta {
    /** The settings of the site whose loader this is: put before the module by the server (widget-loader.ts). */
    readonly site?: PublicSite;
  }
}

/** What the snippet's `data-…` attributes say, and where they are silent the settings of the site. */
export interface WidgetOptions {
  /** Where the server is, without a path: the origin this file came from. */
  readonly origin: string;
  readonly site: string;
  readonly language: Language;
  /** Said in the header while nobody answers yet; none, or empty, for the widget's own words. */
  readonly title: string | undefined;
  /** `start`, or the usual one. */
  readonly side: string;
  /** Values of `--holdline-<name>` on the element. */
  readonly styles: NonNullable<PublicLook['styles']>;
  /** Selects the element of the page that the widget stands in; empty: it stands over the page. */
  readonly container: string;
  /** It fills that element, open and without a button. */
  readonly isInline: boolean;
  /** The page has its own button and calls `holdline('open')`. */
  readonly hasLauncher: boolean;
  /** The settings of the site as it serves them; empty where nothing was served. */
  readonly served: Partial<PublicSite>;
}

const SITE = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Null when there is no site that the server would accept: the widget then stays away. */
export function readOptions(
  data: DOMStringMap,
  origin: string,
  wishedLanguages: readonly (string | undefined)[],
  served = import.meta.site,
): WidgetOptions | null {
  const site = data.site ?? served?.id ?? 'default';
  if (!SITE.test(site)) return null;
  const own: Partial<PublicSite> = served?.id === site ? served : {};
  const { look, texts } = own;
  const { zIndex, accent, scheme, container = '' } = data;
  const isInline = !!container && 'inline' in data;
  const language = chooseLanguage([data.language, ...wishedLanguages]);
  return {
    origin,
    site,
    language,
    title: data.title ?? texts?.title[language],
    side: data.side ?? look?.side ?? '',
    styles: {
      ...look?.styles,
      ...(/^\d+$/.test(zIndex as string) && { 'z-index': zIndex as string }),
      ...(CSS.supports('color', accent as string) && { accent: accent as string }),
      ...(/^(light|dark)$/.test(scheme as string) && { 'color-scheme': scheme as string }),
    },
    container,
    isInline,
    hasLauncher: !isInline && data.launcher !== 'none',
    served: own,
  };
}
