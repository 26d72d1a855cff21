import type { OnSite, PersonalInvitation, SeenPage, Talk } from '#schema/live/on-site.ts';
import type { InvitedFrame, VisitFrame } from '#schema/live/watch-frames.ts';
import type { Device } from '#schema/conversation/visit.ts';
import type { InviteFailure } from '#schema/http/visitors.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { Author } from '#schema/words.ts';
import type { Clock } from '../ports.ts';
import type { Timers } from '../timers.ts';
import { createKeptInvitations } from './kept-invitations.ts';
import { withPage } from './seen-pages.ts';

/**
 * Who is on the sites now (LIVE1 to LIVE6), a row a visitor, however many pages it has open. In memory only, and gone with the visitor:
 * at once a page may come after another, so a row outlives its last page by `STAYS_FOR`, and what it is invited with by a visit.
 */
export interface Watched {
  /** A page has told where it is; null: there are too many already. */
  readonly arrive: (visitor: VisitorId, told: Arrived, page: WatchedPage) => VisitorPage | null;
  /** Those that are shown. */
  readonly rows: () => Iterable<OnSite>;
  readonly count: () => number;
  readonly find: (visitor: VisitorId) => OnSite | null;
  /** The last pages of its visit, the first one first; null: it is not there. */
  readonly pagesOf: (visitor: VisitorId) => readonly SeenPage[] | null;
  /** Grows with each change of any row. */
  readonly version: () => number;
  readonly invite: (visitor: VisitorId, by: Author, text: string) => Result<PersonalInvitation, InviteFailure>;
  /** What this visitor is invited with, if it has not put that away. */
  readonly invitationOf: (visitor: VisitorId) => PersonalInvitation | null;
  /** A conversation of this visitor is as told. */
  readonly talks: (visitor: VisitorId, talk: Talk) => void;
  readonly renamed: (visitor: VisitorId, name: string) => void;
  /** It is erased, or may not be watched any more. */
  readonly forget: (visitor: VisitorId) => void;
  /** The site tells no more who is there: its pages are sent away. */
  readonly close: (site: string) => void;
}

type Here = Extract<VisitFrame, { readonly t: 'here' }>;

/** What a page told, and what the server saw of it. */
export interface Arrived extends Omit<Here, 't' | 'screen' | 'conversation'> {
  readonly device?: Device;
  readonly country?: string;
  readonly name: string;
  readonly talk: Talk | null;
}

/** One page of a visitor: its socket. */
export interface WatchedPage {
  readonly push: (frame: InvitedFrame) => void;
  readonly close: () => void;
}

export interface VisitorPage {
  readonly alive: () => void;
  readonly goTo: (page: Here['page']) => void;
  readonly seen: (isSeen: boolean) => void;
  readonly declined: (id: string) => void;
  readonly left: (how: 'closed' | 'silent') => void;
}

/** From one page to the next, and over a reload; ms. */
export const STAYS_FOR = 8_000;
/** Visitors at once: about 16 KB each, nearly all of it the socket (docs/decisions/live.md). */
export const MOST_WATCHED = 20_000;

interface Tab {
  isSeen: boolean;
  at: Here['page'];
}

interface Visitor {
  row: OnSite;
  seen: readonly SeenPage[];
  isAlive: boolean;
  /** Its open pages; the one that it looked at last comes last. */
  readonly pages: Map<WatchedPage, Tab>;
  /** Whose page the row tells. */
  current: WatchedPage;
  cancelLeaving: (() => void) | null;
}

interface WatchedDeps {
  readonly clock: Clock;
  readonly timers: Pick<Timers, 'after'>;
  readonly newId: () => string;
}

export function createWatched({ clock, timers, newId }: WatchedDeps): Watched {
  const visitors = new Map<VisitorId, Visitor>();
  const kept = createKeptInvitations(timers, MOST_WATCHED);
  let shown = 0;
  let version = 0;

  function change(visitor: Visitor, changes: Partial<OnSite>): void {
    visitor.row = { ...visitor.row, ...changes };
    if (visitor.isAlive) version += 1;
  }

  function leave(id: VisitorId, visitor: Visitor): void {
    visitor.cancelLeaving?.();
    if (visitors.get(id) !== visitor) return;
    visitors.delete(id);
    const { site, invited } = visitor.row;
    if (invited !== undefined && !isTalking(visitor.row)) kept.keep(id, site, invited);
    if (!visitor.isAlive) return;
    shown -= 1;
    version += 1;
  }

  function sendAway(id: VisitorId, visitor: Visitor): void {
    for (const page of visitor.pages.keys()) page.close();
    leave(id, visitor);
  }

  function leaveLater(id: VisitorId, visitor: Visitor): void {
    visitor.cancelLeaving = timers.after(STAYS_FOR, () => leave(id, visitor));
  }

  /** @param isNew it was not looked at before in this visit: coming back to a tab is no page more */
  function show(visitor: Visitor, next: Here['page'], isNew: boolean): void {
    const { page, pages } = visitor.row;
    if (next.url === page.url && next.title === page.title) return;
    const isOther = next.url !== page.url;
    visitor.seen = withPage(visitor.seen, { ...next, at: clock.now() }, isOther);
    change(visitor, { page: next, ...(isOther && { pageSince: clock.now(), pages: isNew ? pages + 1 : pages }) });
  }

  /** `page` and `hidden` by all its pages together. */
  function look(visitor: Visitor): void {
    const { pages, current } = visitor;
    if (pages.get(current)?.isSeen !== true) {
      const [next, tab] =
        [...pages].findLast(([, { isSeen }]) => isSeen) ?? (pages.has(current) ? [] : [...pages].at(-1)) ?? [];
      if (next !== undefined && tab !== undefined) {
        visitor.current = next;
        show(visitor, tab.at, false);
      }
    }
    const isHidden = ![...visitor.pages.values()].some(({ isSeen }) => isSeen);
    if (isHidden === (visitor.row.hidden === true)) return;
    const { hidden: _hidden, ...row } = visitor.row;
    visitor.row = row;
    change(visitor, isHidden ? { hidden: true } : {});
  }

  function rowOf(id: VisitorId, told: Arrived): OnSite {
    const now = clock.now();
    const { site, page, entry, referrer, campaign, language, zone, visits, device, country, name, talk } = told;
    const invited = talk === null ? kept.find(id) : null;
    return {
      visitor: id,
      site,
      name,
      page,
      ...(entry !== undefined && { entry }),
      ...(referrer !== undefined && { referrer }),
      ...(campaign !== undefined && Object.keys(campaign).length > 0 && { campaign: campaign as never }),
      ...(language !== undefined && { language }),
      ...(zone !== undefined && { zone }),
      ...(device !== undefined && { device }),
      ...(country !== undefined && { country }),
      visits,
      pages: 1,
      since: now - told.since,
      pageSince: now,
      ...(talk !== null && { talk }),
      ...(invited !== null && { invited }),
    };
  }

  const invitationOf = (id: VisitorId): PersonalInvitation | null => {
    const visitor = visitors.get(id);
    const invited = visitor === undefined ? kept.find(id) : visitor.row.invited;
    return !invited || invited.declined ? null : invited;
  };
  const frameOf = ({ id, by, text }: PersonalInvitation): InvitedFrame => ({ t: 'invited', id, name: by.name, text });
  const isTalking = ({ talk }: OnSite): boolean => talk !== undefined;

  return {
    arrive: (id, told, page) => {
      const known = visitors.get(id);
      if (known === undefined && visitors.size >= MOST_WATCHED) return null;
      const visitor: Visitor = known ?? {
        row: rowOf(id, told),
        seen: [{ ...told.page, at: clock.now() }],
        isAlive: false,
        pages: new Map(),
        current: page,
        cancelLeaving: null,
      };
      visitors.set(id, visitor);
      kept.forget(id);
      visitor.cancelLeaving?.();
      visitor.cancelLeaving = null;
      visitor.pages.set(page, { isSeen: true, at: told.page });
      visitor.current = page;
      if (known !== undefined) {
        show(visitor, told.page, true);
        if (told.talk !== null) change(visitor, { talk: told.talk });
      }
      look(visitor);
      const invitation = invitationOf(id);
      if (invitation !== null && !isTalking(visitor.row)) page.push(frameOf(invitation));
      return {
        alive: () => {
          if (visitor.isAlive || visitors.get(id) !== visitor) return;
          visitor.isAlive = true;
          shown += 1;
          version += 1;
        },
        goTo: (next) => {
          const own = visitor.pages.get(page);
          if (own === undefined) return;
          own.at = next;
          if (visitor.current === page) show(visitor, next, true);
        },
        seen: (isSeen) => {
          const own = visitor.pages.get(page);
          if (own === undefined) return;
          own.isSeen = isSeen;
          if (isSeen) {
            visitor.pages.delete(page);
            visitor.pages.set(page, own);
            visitor.current = page;
            show(visitor, own.at, false);
          }
          look(visitor);
        },
        declined: (invitationId) => {
          const { invited } = visitor.row;
          if (invited?.id === invitationId) change(visitor, { invited: { ...invited, declined: true } });
        },
        left: (how) => {
          visitor.pages.delete(page);
          if (visitor.pages.size > 0) return look(visitor);
          if (how === 'silent') leave(id, visitor);
          else leaveLater(id, visitor);
        },
      };
    },
    rows: () =>
      visitors
        .values()
        .filter(({ isAlive }) => isAlive)
        .map(({ row }) => row),
    count: () => shown,
    find: (id) => {
      const visitor = visitors.get(id);
      return visitor?.isAlive ? visitor.row : null;
    },
    pagesOf: (id) => {
      const visitor = visitors.get(id);
      return visitor?.isAlive ? visitor.seen : null;
    },
    version: () => version,
    invite: (id, by, text) => {
      const visitor = visitors.get(id);
      if (visitor?.isAlive !== true) return fail('not-here');
      const { row } = visitor;
      if (isTalking(row)) return fail('has-conversation');
      if (row.invited !== undefined) return fail(row.invited.declined ? 'declined' : 'invited');
      const invited: PersonalInvitation = { id: newId(), by, at: clock.now(), text };
      change(visitor, { invited });
      for (const page of visitor.pages.keys()) page.push(frameOf(invited));
      return ok(invited);
    },
    invitationOf,
    talks: (id, talk) => {
      kept.forget(id);
      const visitor = visitors.get(id);
      if (visitor === undefined) return;
      const { talk: before } = visitor.row;
      if (before?.id === talk.id && before.state === talk.state && before.answeredBy === talk.answeredBy) return;
      change(visitor, { talk });
    },
    renamed: (id, name) => {
      const visitor = visitors.get(id);
      if (visitor !== undefined && visitor.row.name !== name) change(visitor, { name });
    },
    forget: (id) => {
      const visitor = visitors.get(id);
      if (visitor !== undefined) sendAway(id, visitor);
      kept.forget(id);
    },
    close: (site) => {
      for (const [id, visitor] of visitors) if (visitor.row.site === site) sendAway(id, visitor);
      kept.forgetSite(site);
    },
  };
}

/** For a row: of a conversation as lists know it. */
export const talkOf = (row: {
  readonly id: ConversationId;
  readonly state: Talk['state'];
  readonly assignee: Author | null;
}): Talk => ({ id: row.id, state: row.state, answeredBy: row.assignee?.name ?? null });
