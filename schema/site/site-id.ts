import * as v from 'valibot';

/** Names a site: in the snippet on its pages, and on its conversations. */
export const siteIdSchema = /*#__PURE__*/ v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/));

/** The site of a snippet that names none. */
export const DEFAULT_SITE = 'default';
