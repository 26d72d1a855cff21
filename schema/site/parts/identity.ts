import * as v from 'valibot';
import type { SitePart } from '../site-part.ts';

const schema = v.strictObject({
  /** The site signs who its visitors are: whoever is not signed is shown to operators as not verified. */
  verifiedOnly: v.boolean(),
});
export type SiteIdentity = v.InferOutput<typeof schema>;

/** How much is made of who visitors say they are. The secret with which the site signs stands elsewhere (IDENT1). */
export const IDENTITY: SitePart<SiteIdentity> = { schema, byDefault: { verifiedOnly: false } };
