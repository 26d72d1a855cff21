import type { ContactHit, HistorySort } from '#schema/http/history.ts';

/** The words of the history's screen. */
export interface HistoryTexts {
  readonly title: string;
  readonly label: string;
  readonly placeholder: string;
  readonly clear: string;
  readonly filters: string;
  readonly filtersOn: (count: number) => string;
  readonly forgetFilters: string;
  readonly operator: string;
  readonly anyone: string;
  readonly site: string;
  readonly anySite: string;
  readonly state: string;
  readonly anyState: string;
  readonly from: string;
  readonly until: string;
  readonly order: string;
  readonly orders: { readonly [Sort in HistorySort]: string };
  readonly results: string;
  readonly ofVisitors: string;
  readonly searching: string;
  readonly found: (count: number, isAll: boolean) => string;
  readonly messages: (count: number) => string;
  readonly hits: (count: number, hasMore: boolean) => string;
  /** What of a contact was found. */
  readonly contact: { readonly [Field in ContactHit]: string };
  readonly noteBy: (who: string) => string;
  readonly none: { readonly title: string; readonly hint: string };
  readonly nothing: { readonly title: string; readonly hint: string };
  readonly failed: { readonly title: string; readonly hint: string };
  readonly choose: { readonly title: string; readonly hint: string };
  readonly onDevice: (count: number) => string;
  readonly readingDevice: string;
  readonly more: string;
  readonly lookedTo: (day: string) => string;
  readonly lookFurther: string;
  readonly hitOf: (hit: number, count: number) => string;
  readonly nextHit: string;
  readonly previousHit: string;
  readonly endFinding: string;
  readonly elsewhere: (time: string) => string;
}
