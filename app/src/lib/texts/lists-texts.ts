import type { BuiltInCategory, ListName, TagColour } from '#schema/workspace-lists.ts';

interface ListTexts {
  readonly title: string;
  readonly lead: string;
  readonly count: (count: number) => string;
  /** Of the field for another one. */
  readonly newName: string;
  readonly nameOf: (name: string) => string;
  readonly remove: (name: string) => string;
  /** In the place of its row, beside *Undo*. */
  readonly removed: (name: string) => string;
  readonly empty: { readonly title: string; readonly hint: string };
}

/** The workspace's own lists and their pages of settings. */
export interface ListsTexts {
  readonly title: string;
  readonly lead: string;
  readonly backToSettings: string;
  /** To whoever only reads. */
  readonly adminsChange: string;
  readonly offline: string;
  readonly add: string;
  readonly undo: string;
  readonly restore: (name: string) => string;
  readonly archived: (count: number) => string;
  readonly nameInUse: (name: string) => string;
  readonly gone: string;
  readonly order: {
    readonly move: (name: string) => string;
    readonly moveHint: string;
    readonly up: (name: string) => string;
    readonly down: (name: string) => string;
    readonly placed: (name: string, place: number, of: number) => string;
  };
  readonly of: { readonly [List in ListName]: ListTexts };
  readonly members: {
    readonly count: (count: number) => string;
    readonly show: (department: string) => string;
    readonly list: (department: string) => string;
    readonly none: string;
    readonly choose: string;
    readonly everybody: string;
    readonly remove: (person: string, department: string) => string;
  };
  readonly colour: (tag: string) => string;
  readonly newColour: string;
  readonly colours: { readonly [Colour in TagColour]: string };
  readonly builtIn: { readonly [Category in BuiltInCategory]: string };
}
