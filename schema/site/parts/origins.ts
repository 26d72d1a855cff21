import * as v from 'valibot';
import { originFrom } from '../site-origin.ts';
import type { SitePart } from '../site-part.ts';

/** Addresses, and characters of one. */
export const ORIGINS = { most: 50, length: 300 } as const;

const address = v.pipe(
  v.string(),
  v.maxLength(ORIGINS.length),
  v.check((typed) => typed.trim() === '' || originFrom(typed) !== null, 'an address such as https://shop.example'),
  v.transform((typed) => originFrom(typed) ?? ''),
);

const schema = v.strictObject({
  /** Where the site is, in the form of an origin; an asterisk in front stands for all names below. Empty: nobody has said. */
  list: v.pipe(
    v.array(address),
    v.transform((list) => [...new Set(list.filter((one) => one !== ''))]),
    v.maxLength(ORIGINS.most),
  ),
  /** On pages of other addresses the widget stays away; of no effect while none is named. */
  only: v.boolean(),
});
export interface SiteOrigins extends Omit<v.InferOutput<typeof schema>, 'list'> {
  readonly list: readonly string[];
}

/** The web addresses of the site itself: where letters lead back to, and where the widget may stand. For staff: pages are not told. */
export const SITE_ORIGINS: SitePart<SiteOrigins> = { schema, byDefault: { list: [], only: false } };
