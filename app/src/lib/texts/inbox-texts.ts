import type { Missed } from '#schema/conversation/missed.ts';

/** The words of the list of conversations. */
export interface InboxTexts {
  /** Why somebody went without an answer. */
  readonly missed: (missed: Missed) => string;
  /** Nobody has to answer any more. */
  readonly done: string;
  readonly doneWith: (name: string) => string;
  readonly isDone: (name: string) => string;
  /** By a swipe. */
  readonly isClosed: (name: string) => string;
  readonly isTaking: (name: string) => string;
  readonly undo: string;
  /** Belongs elsewhere by now, and stays while somebody points at the list. */
  readonly movedTo: (section: string) => string;
  readonly find: string;
  readonly placeholder: string;
  readonly filters: string;
  readonly site: string;
  readonly anySite: string;
  readonly department: string;
  readonly anyDepartment: string;
  readonly tag: string;
  readonly anyTag: string;
  readonly order: string;
  readonly orders: { readonly wait: string; readonly time: string };
  readonly shown: (shown: number, all: number) => string;
  readonly takeOff: (what: string) => string;
  readonly showAll: string;
  readonly waitHidden: (count: number) => string;
  readonly nothing: { readonly title: string; readonly hint: string };
  readonly moreTags: (count: number) => string;
}
