import * as v from 'valibot';
import { contactVisit } from '../commands/contact-visit.ts';
import { conversationIdSchema, visitorIdSchema, type VisitorId } from '../ids.ts';
import { siteIdSchema } from '../site/site-id.ts';
import { pageSchema } from '../words.ts';
import { WATCH_KINDS, WATCH_ORDERS, WATCH_ROWS, type OnSite, type SeenPage } from './on-site.ts';

/**
 * What goes over `/watch`: one JSON text a message. A visitor's page tells where it is, where its owner has turned that on; an operator's
 * asks for a part of the table. Nothing of it is kept, and nothing of it is a command.
 */

/** Told with the page; the rest is as in `contact.visit`, by the same limits: a query and a fragment never come through. */
const { referrer, campaign, language, zone, screen, page: entry } = contactVisit.payload.entries;
const told = v.pipe(
  pageSchema,
  v.transform(({ url, title }) => ({
    url: URL.canParse(url) ? `${new URL(url).origin}${new URL(url).pathname}`.slice(0, 500) : '',
    title: title.normalize('NFC').slice(0, 150).toWellFormed(),
  })),
);
const DAY = 86_400_000;

/** What a visitor's page says. */
export const visitFrameSchema = v.variant('t', [
  /** The first frame. `since`: for how long the visit has lasted, ms. */
  v.object({
    t: v.literal('here'),
    site: siteIdSchema,
    page: told,
    entry,
    referrer,
    campaign,
    language,
    zone,
    screen,
    visits: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000)),
    since: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(DAY)),
    conversation: v.optional(conversationIdSchema),
  }),
  /** A person is there: something was moved, touched or typed, or the page was looked at for a while. */
  v.object({ t: v.literal('alive') }),
  v.object({ t: v.literal('page'), page: told }),
  v.object({ t: v.literal('seen'), on: v.boolean() }),
  /** It has put an invitation away. */
  v.object({ t: v.literal('declined'), id: v.pipe(v.string(), v.maxLength(40)) }),
]);
export type VisitFrame = v.InferOutput<typeof visitFrameSchema>;

/** What a visitor's page is told. */
export interface InvitedFrame {
  readonly t: 'invited';
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** Which part of the table an operator's page shows. */
const tableAskSchema = v.object({
  t: v.literal('ask'),
  /** Absent: all of them. */
  site: v.optional(siteIdSchema),
  find: v.pipe(v.string(), v.maxLength(100)),
  kind: v.picklist(WATCH_KINDS),
  order: v.picklist(WATCH_ORDERS),
  isDown: v.boolean(),
  from: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000)),
  count: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(WATCH_ROWS)),
  /** Whose pages are looked at. */
  of: v.optional(visitorIdSchema),
});
export type WatchAsk = Omit<v.InferOutput<typeof tableAskSchema>, 't'>;

/** What an operator's page says: a part of the table, or the one visitor whose card is open; the last one counts. */
export const watchFrameSchema = v.variant('t', [
  tableAskSchema,
  v.object({ t: v.literal('follow'), of: visitorIdSchema }),
]);
export type StaffAsk = v.InferOutput<typeof watchFrameSchema>;

/** What an operator's page is told, at most once a second: who stands in the part that it shows, and of whom something is new. */
export interface WatchFrame {
  readonly t: 'rows';
  /** By the server's clock, ms. */
  readonly now: number;
  /** How many there are in all, and of those that were asked for. */
  readonly all: number;
  readonly found: number;
  readonly from: number;
  readonly ids: readonly VisitorId[];
  readonly rows: readonly OnSite[];
  /** The pages of whom they were asked, the first one first; absent when that visitor has left. */
  readonly seen?: { readonly of: VisitorId; readonly pages: readonly SeenPage[] };
  /** No site has this turned on. */
  readonly isOff?: true;
}

/** The one who was asked for, at most once a second: as soon as something is new, and every ten seconds. */
export interface FollowFrame {
  readonly t: 'followed';
  readonly of: VisitorId;
  /** The pages: the last ones of the present visit, the first one first. Null: not on a site now, or not to be seen there. */
  readonly here: { readonly row: OnSite; readonly pages: readonly SeenPage[] } | null;
}

/** What an operator writes to a visitor who is on the site. */
export const invitationRequestSchema = v.strictObject({
  text: v.pipe(
    v.string(),
    v.transform((text) => text.toWellFormed().normalize('NFC').trim()),
    v.minLength(1),
    v.maxLength(300),
  ),
});
