import { AD_CLICKS, type Visit } from '#schema/conversation/visit.ts';
import { localeOf } from '../texts/times.ts';
import { pageLink, type PageLink } from '../thread/pages.ts';

/** Where somebody came from, as far as it is known: an advertisement, a page of another site, or by no link at all. */
export type CameFrom =
  | { readonly kind: 'advertisement'; readonly of: string }
  | { readonly kind: 'site'; readonly link: PageLink }
  | { readonly kind: 'direct' };

/** Null where the widget did not tell. */
export function cameFrom({ referrer, campaign }: Visit): CameFrom | null {
  if (campaign?.click !== undefined) return { kind: 'advertisement', of: AD_CLICKS[campaign.click] };
  const link = referrer === undefined ? null : pageLink(referrer);
  if (link !== null) return { kind: 'site', link };
  return referrer === '' && campaign === undefined ? { kind: 'direct' } : null;
}

/** `spring sale · google / cpc · teapot`; null where there is no campaign. */
export function campaignOf({ campaign = {} }: Visit): string | null {
  const { source, medium, campaign: name, term, content } = campaign;
  const from = [source, medium].filter((word) => word !== undefined).join(' / ');
  const words = [name, from, term, content].filter((word) => word !== undefined && word !== '');
  return words.length === 0 ? null : words.join(' · ');
}

/** In few words, for a line of a list; null where nothing is known. */
export function sourceInWords(visit: Visit, direct: string): string | null {
  const from = cameFrom(visit);
  const campaign = campaignOf(visit);
  if (campaign !== null) return campaign;
  if (from === null) return null;
  return from.kind === 'site' ? from.link.short : from.kind === 'direct' ? direct : from.of;
}

/** `Chrome · Windows`; null where nothing of it is known. */
export const deviceInWords = ({ device = {} }: Visit, kind: (kind: 'phone' | 'tablet') => string): string | null => {
  const words = [device.browser, device.system];
  if (device.kind === 'phone' || device.kind === 'tablet') words.push(kind(device.kind));
  const known = words.filter((word) => word !== undefined);
  return known.length === 0 ? null : known.join(' · ');
};

/** `Polish (Poland)`; as it was told where the browser knows no such language. */
export function languageName(language: string, tag: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** What the clock of a time zone shows; null where there is no such zone. */
export function timeIn(language: string, zone: string, at: number): string | null {
  try {
    const format = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
    return new Intl.DateTimeFormat(localeOf(language), format).format(at);
  } catch {
    return null;
  }
}

/** `Europe/Warsaw` is Warsaw. */
export const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
