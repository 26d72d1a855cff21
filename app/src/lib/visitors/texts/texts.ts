import type { WatchKind, WatchOrder } from '#schema/live/on-site.ts';
import type { InviteFailure } from '#schema/http/visitors.ts';

/** Who is on the site now. */
export interface VisitorsTexts {
  readonly title: string;
  readonly lead: string;
  readonly find: string;
  readonly site: string;
  readonly allSites: string;
  readonly kind: string;
  readonly kinds: { readonly [Kind in WatchKind]: string };
  /** How many there are, and of those that were asked for. */
  readonly count: (all: number) => string;
  readonly found: (found: number, all: number) => string;
  readonly columns: { readonly [Order in WatchOrder]: string } & { readonly device: string; readonly talk: string };
  readonly order: string;
  /** How the table is sorted by this column now; the rest is said by the table itself. */
  readonly sortBy: (column: string) => string;
  readonly pages: string;
  readonly range: (first: number, last: number, all: number) => string;
  readonly earlier: string;
  readonly later: string;
  readonly hidden: string;
  readonly visit: (n: number) => string;
  readonly firstVisit: string;
  readonly pagesSeen: (n: number) => string;
  /** Of the present visit, that are not remembered any more. */
  readonly pagesBefore: (n: number) => string;
  readonly pagesOf: (name: string) => string;
  readonly onPage: (time: string) => string;
  /** On a contact's card: the page of now, and those of this visit before it. */
  readonly nowOn: string;
  readonly beforeThat: string;
  readonly direct: string;
  readonly phone: string;
  readonly tablet: string;
  readonly talk: { readonly waiting: string; readonly active: (name: string) => string; readonly closed: string };
  readonly open: string;
  readonly invite: string;
  readonly inviteWhom: (name: string) => string;
  readonly words: string;
  readonly wordsHint: (name: string) => string;
  readonly send: string;
  readonly cancel: string;
  readonly invited: (who: string) => string;
  readonly invitedByYou: string;
  readonly declined: string;
  readonly failures: { readonly [Failure in InviteFailure]: string };
  readonly empty: { readonly title: string; readonly hint: string };
  readonly nothingFound: { readonly title: string; readonly hint: string };
  readonly off: {
    readonly title: string;
    readonly hint: string;
    readonly hintAdmin: string;
    readonly settings: string;
  };
  readonly offline: { readonly title: string; readonly hint: string };
  /** The server does not tell this page any more. */
  readonly ended: { readonly title: string; readonly hint: string };
  readonly connecting: string;
}
