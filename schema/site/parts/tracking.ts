import * as v from 'valibot';
import type { SitePart } from '../site-part.ts';

const schema = v.strictObject({ on: v.boolean() });

export interface SiteTracking {
  /** Operators see who is on the site, before anybody writes. */
  readonly on: boolean;
}

export const TRACKING: SitePart<SiteTracking> = { schema, byDefault: { on: false } };
