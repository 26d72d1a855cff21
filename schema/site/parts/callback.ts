import * as v from 'valibot';
import type { SitePart } from '../site-part.ts';

export const CALLBACK_OFFERS = ['off', 'always', 'nobody'] as const;
export type CallbackOffer = (typeof CALLBACK_OFFERS)[number];

const MOST_PAGES = 20;
const PAGE_LENGTH = 200;

const schema = v.strictObject({
  /** `nobody`: only while nobody is on duty. */
  offer: v.picklist(CALLBACK_OFFERS),
  /** Only on pages whose path is one of these, `*` standing for anything; none: on all. */
  pages: v.pipe(
    v.array(v.pipe(v.string(), v.trim(), v.maxLength(PAGE_LENGTH))),
    v.transform((pages) => pages.filter((page) => page !== '')),
    v.maxLength(MOST_PAGES),
    v.check((pages) => pages.every((page) => page.startsWith('/')), 'paths begin with /'),
  ),
});
export type SiteCallback = { readonly offer: CallbackOffer; readonly pages: readonly string[] };

/** When the chat offers to call back (CALL8). Off until somebody is to make those calls. */
export const CALLBACK: SitePart<SiteCallback> = { schema, byDefault: { offer: 'off', pages: [] } };
