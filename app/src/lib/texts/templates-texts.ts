/** Templates: the picker over the composer, the form, and the page of all of them. */
export interface TemplatesTexts {
  readonly title: string;
  readonly open: string;
  readonly search: string;
  readonly suggested: string;
  readonly own: string;
  readonly shared: string;
  readonly ownGroup: (group: string) => string;
  readonly found: (count: number) => string;
  readonly nothing: string;
  readonly none: string;
  readonly more: (count: number) => string;
  readonly add: string;
  readonly addFrom: (words: string) => string;
  readonly addFromText: string;
  readonly saveMessage: string;
  readonly manage: string;
  readonly edit: string;
  readonly insert: string;
  readonly hint: { readonly choose: string; readonly insert: string; readonly edit: string; readonly close: string };
  readonly twoVersions: string;
  readonly saved: (name: string) => string;
  readonly deleted: (name: string) => string;
  readonly undo: string;
  readonly form: {
    readonly new: string;
    readonly edit: string;
    readonly name: string;
    readonly nameHint: string;
    readonly text: string;
    readonly group: string;
    readonly groupHint: string;
    readonly shelf: string;
    readonly shelves: { readonly own: string; readonly shared: string };
    readonly variables: string;
    readonly delete: string;
    readonly tooLong: string;
    readonly versionsLead: string;
    readonly versionBy: (who: string, time: string) => string;
    readonly useThis: string;
  };
  /** What each variable is, and the word that stands for it in braces. */
  readonly variables: {
    readonly [Name in 'visitor' | 'operator' | 'page' | 'address' | 'site']: {
      readonly label: string;
      readonly word: string;
    };
  };
  readonly fill: {
    readonly title: string;
    readonly lead: string;
    readonly preview: string;
    readonly back: string;
  };
  readonly page: {
    readonly lead: string;
    readonly filter: string;
    readonly empty: string;
    readonly emptyHint: string;
    readonly emptyOwnHint: string;
    readonly addStarters: (count: number) => string;
    readonly startersLead: string;
    readonly noGroup: string;
    readonly group: string;
    readonly groupName: string;
    readonly renameGroup: (name: string) => string;
    readonly deleteGroup: (name: string) => string;
    readonly move: (name: string) => string;
    readonly moved: (name: string, place: number, count: number, group: string) => string;
    readonly movedGroup: (name: string, place: number, count: number) => string;
    readonly moveHint: string;
    readonly reading: string;
    /** Somebody has deleted a template for which this device has unsaved words. */
    readonly goneUnsaved: (name: string) => string;
    readonly lost: (count: number) => string;
    readonly putIn: string;
    readonly drop: string;
  };
}
