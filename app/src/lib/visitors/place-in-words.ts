import type { OnSite } from '#schema/live/on-site.ts';
import { cityOf, languageName } from '../contact/visit-source.ts';
import { localeOf } from '../texts/times.ts';

/** `Poland · Warsaw · Polish`, as far as it is known. */
export function placeInWords({ country, zone, language: spoken }: OnSite, language: string): string {
  const land = country && new Intl.DisplayNames([localeOf(language)], { type: 'region' }).of(country);
  const words = [land, zone && cityOf(zone), spoken && languageName(language, spoken)];
  return words.filter((word) => word !== undefined && word !== '').join(' · ');
}
