import * as v from 'valibot';
import { DEFAULT_SITE, siteIdSchema } from '../site/site-id.ts';

/** `GET /api/call-times`: when a visitor of this site can be called, to be asked by the visitor's own token. */
export const callTimesRequestSchema = /*#__PURE__*/ v.object({ site: v.optional(siteIdSchema, DEFAULT_SITE) });

/** Beginnings of half hours, ms since 1970; none where nobody has a schedule, or the site offers no calls. */
export const callTimesResponseSchema = /*#__PURE__*/ v.object({ times: v.array(v.number()) });
