import type { VisitSource } from '../conversation/visit.ts';
import type { ConversationId, VisitorId } from '../ids.ts';
import type { Author, ConversationState, Page } from '../words.ts';

/** Somebody who is on a site now, as operators see it: kept in memory, and only as long as it is so. Times in ms by the server's clock. */
export interface OnSite extends Pick<VisitSource, 'referrer' | 'campaign' | 'language' | 'zone' | 'device'> {
  readonly visitor: VisitorId;
  readonly site: string;
  /** Empty while nobody knows it. */
  readonly name: string;
  /** Where it is: without the query, where secrets stand. */
  readonly page: Page;
  /** The first page of the visit; absent where that is not known. */
  readonly entry?: string;
  /** The how manyth visit it is, as its browser counts. */
  readonly visits: number;
  /** How many pages of this visit were seen here. */
  readonly pages: number;
  /** When the visit began, and when it came to this page. */
  readonly since: number;
  readonly pageSince: number;
  /** None of its pages can be seen just now: another tab, or the screen is dark. */
  readonly hidden?: true;
  /** Two letters, where something in front of the server tells it. */
  readonly country?: string;
  readonly talk?: Talk;
  readonly invited?: PersonalInvitation;
}

/** The conversation that this visitor has. */
export interface Talk {
  readonly id: ConversationId;
  readonly state: ConversationState;
  readonly answeredBy: string | null;
}

/** Of a person of ours to this visitor. `declined`: it was put away. */
export interface PersonalInvitation {
  readonly id: string;
  readonly by: Author;
  readonly at: number;
  readonly text: string;
  readonly declined?: true;
}

/** A page of the present visit, and when the visitor came to it. */
export interface SeenPage extends Page {
  readonly at: number;
}
/** The most pages of one visit that are remembered, the last ones. */
export const SEEN_PAGES = 20;

/** Columns that the table can be in the order of. */
export const WATCH_ORDERS = ['since', 'page', 'source', 'visits', 'name'] as const;
export type WatchOrder = (typeof WATCH_ORDERS)[number];

export const WATCH_KINDS = ['all', 'talking', 'silent', 'new', 'back'] as const;
/** Of everybody: with an open conversation, without one, in their first visit, or here before. */
export type WatchKind = (typeof WATCH_KINDS)[number];

/** The most rows of one page of the table. */
export const WATCH_ROWS = 100;
