/** What an address of a page says of an advertisement that was clicked: the name of its parameter, and whose it is. */
export const AD_CLICKS = {
  gclid: 'Google Ads',
  gbraid: 'Google Ads',
  wbraid: 'Google Ads',
  dclid: 'Google Display',
  msclkid: 'Microsoft Ads',
  yclid: 'Yandex Direct',
  fbclid: 'Facebook',
  ttclid: 'TikTok',
  twclid: 'X',
  li_fat_id: 'LinkedIn',
} as const;
export type AdClick = keyof typeof AD_CLICKS;

/** What the links of a campaign say of themselves (`utm_…`); `click`: an advertisement's own mark was there, without its number. */
export interface Campaign {
  readonly source?: string;
  readonly medium?: string;
  readonly campaign?: string;
  readonly term?: string;
  readonly content?: string;
  readonly click?: AdClick;
}

export const SCREENS = ['phone', 'tablet', 'desktop'] as const;
export type Screen = (typeof SCREENS)[number];

/** What a visitor writes with, as far as its browser says: names without versions, which would tell one device from another. */
export interface Device {
  readonly browser?: string;
  readonly system?: string;
  readonly kind?: Screen;
}

/** Where a visitor came from when it wrote. What is absent is not known. */
export interface VisitSource {
  /** The first page of the visit: without query and fragment, where secrets stand. */
  readonly page?: string;
  /** The page of another site that led here, in the same form; empty: there was none. */
  readonly referrer?: string;
  readonly campaign?: Campaign;
  /** As the browser names it: `pl-PL`. */
  readonly language?: string;
  /** By its IANA name: `Europe/Warsaw`. */
  readonly zone?: string;
  readonly device?: Device;
}

/** A visit in which somebody wrote. */
export interface Visit extends VisitSource {
  /** The how manyth of this visitor it is, by what its device remembers. */
  readonly visit: number;
  /** When it was told, by the server's clock, ms. */
  readonly at: number;
}

/** The first one, and so many of the last. */
export const KEPT_VISITS = 20;

/** The key under which a visit stands: a later one takes the place of one that is not shown any more, so that a card does not grow. */
export const visitKey = (visit: number): string => String(visit === 1 ? 1 : 2 + ((visit - 2) % (KEPT_VISITS - 1)));

/** The oldest first. */
export const sortVisits = (visits: Iterable<Visit>): readonly Visit[] =>
  [...visits].sort((one, other) => one.at - other.at || one.visit - other.visit);
