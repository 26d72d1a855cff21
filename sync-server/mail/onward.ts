import type { VisitorId } from '#schema/ids.ts';
import { isNamed } from '#schema/site/site-origin.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { Clock } from '../ports.ts';
import type { SitesRoom } from '../sites/sites.ts';
import type { LetterContent } from './letter-content.ts';
import type { Arriving } from './returning-contract.ts';

/**
 * From the page of a letter back to the page of the shop (MAIL10).
 *
 * - O1 An address that is led to is one that its own visitor wrote from, and of an origin that the site's admins have named at that moment.
 * - O2 A ticket is good for two minutes, on pages of that origin and site, and for the first device that shows it; that one may show it again,
 *   for an answer that was lost. Nothing of it is kept on a disk: whoever starts the server anew ends them all.
 */
export interface Onward {
  /** Where it would lead to; null: nowhere. Throws when the disk refuses it. */
  readonly hostOf: (talk: ConversationRow) => string | null;
  /** The address with a new ticket in its fragment; null: nowhere. */
  readonly lead: (talk: ConversationRow) => string | null;
  /** What this ticket was made for; null: it is none, or none for these. */
  readonly take: (ticket: string, by: Arriving) => Pick<ConversationRow, 'id' | 'visitor'> | null;
}

export interface OnwardDeps {
  readonly content: Pick<LetterContent, 'pages'>;
  readonly sites: Pick<SitesRoom, 'settingsOf'>;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly clock: Clock;
}

/** What a ticket begins with behind the `#`; as the widget looks for it (widget/arrival-mark.ts). */
const MARK = 'holdline=';
const GOOD_FOR = 120_000;
/** At the same time; each lives for two minutes. */
const MOST_TICKETS = 10_000;

interface Ticket {
  readonly talk: Pick<ConversationRow, 'id' | 'visitor'>;
  readonly site: string;
  readonly origin: string;
  readonly until: number;
  taker: VisitorId | null;
}

export function createOnward({ content, sites, randomBytes, clock }: OnwardDeps): Onward {
  /** The oldest first. */
  const tickets = new Map<string, Ticket>();

  function pageOf({ id, site }: ConversationRow): URL | null {
    const { list } = sites.settingsOf(site).origins;
    if (list.length === 0) return null;
    const page = content.pages(id).findLast((url) => URL.canParse(url) && isNamed(new URL(url).origin, list));
    return page === undefined ? null : new URL(page);
  }

  function forgetOld(): void {
    for (const [ticket, { until }] of tickets)
      if (until < clock.now() || tickets.size >= MOST_TICKETS) tickets.delete(ticket);
      else return;
  }

  return {
    hostOf: (talk) => pageOf(talk)?.host ?? null,
    lead: (talk) => {
      const page = pageOf(talk);
      if (page === null) return null;
      forgetOld();
      const ticket = Buffer.from(randomBytes(32)).toString('base64url');
      const until = clock.now() + GOOD_FOR;
      tickets.set(ticket, { talk, site: talk.site, origin: page.origin, until, taker: null });
      page.username = page.password = '';
      page.hash = MARK + ticket;
      return page.href;
    },
    take: (ticket, { token, site, origin }) => {
      const known = tickets.get(ticket);
      if (known === undefined || known.until < clock.now()) return null;
      if (known.origin !== origin || known.site !== site) return null;
      known.taker ??= token;
      return known.taker === token ? known.talk : null;
    },
  };
}
