/** Parts of a contact's card, in the order in which they stand until somebody moves them. */
export const CARD_PARTS = ['details', 'tags', 'tasks', 'notes', 'visits'] as const;
export type CardPart = (typeof CARD_PARTS)[number];

/** How long before it is due one is reminded of a task. */
export const REMINDERS = ['none', 'due', 'quarter', 'hour', 'day'] as const;
export type Reminder = (typeof REMINDERS)[number];

/** The card of a contact, and what is to be done. */
export interface CardTexts {
  readonly part: { readonly [Part in CardPart]: string };
  readonly arrange: string;
  readonly lock: string;
  readonly arrangeHint: string;
  readonly move: (part: string) => string;
  readonly movedTo: (part: string, place: number, of: number) => string;
  readonly undo: string;
  readonly unknown: { readonly title: string; readonly hint: string };
  /** Without a line: the card is not on this device. */
  readonly missing: { readonly title: string; readonly hint: string };
  readonly address: string;
  /** What the site has signed of the visitor. */
  readonly verified: {
    readonly yes: string;
    readonly by: (site: string, person: string) => string;
    readonly no: string;
    readonly noHint: string;
    readonly field: string;
  };
  readonly wrongEmail: string;
  readonly score: string;
  readonly points: string;
  readonly saved: string;
  readonly tagged: (tag: string) => string;
  readonly untagged: (tag: string) => string;
  readonly ticked: (title: string) => string;
  readonly reopened: (title: string) => string;
  readonly removedTask: (title: string) => string;
  readonly removedNote: (text: string) => string;
  readonly deleteTask: (title: string) => string;
  readonly deleteNote: string;
  readonly addTag: string;
  readonly removeTag: (tag: string) => string;
  readonly noTags: string;
  readonly newNote: string;
  readonly addNote: string;
  readonly noNotes: string;
  readonly newTask: string;
  readonly addTask: string;
  readonly due: string;
  readonly assignee: string;
  readonly remind: string;
  readonly reminder: { readonly [When in Reminder]: string };
  readonly noTasks: string;
  readonly doneTasks: (count: number) => string;
  readonly tick: (title: string) => string;
  readonly untick: (title: string) => string;
  readonly changeTask: (title: string) => string;
  readonly overdue: string;
  /** Where the visitor came from, and with what. */
  readonly source: {
    readonly from: string;
    readonly direct: string;
    readonly campaign: string;
    readonly entry: string;
    readonly with: string;
    readonly device: { readonly [Kind in 'phone' | 'tablet']: string };
    readonly language: string;
    readonly time: string;
    readonly timeThere: (time: string, city: string) => string;
    readonly first: string;
    readonly visits: (count: number) => string;
    readonly more: (count: number) => string;
    readonly unknown: string;
  };
  readonly earlier: string;
  readonly noEarlier: string;
  readonly earlierLater: string;
  readonly earlierFailed: string;
  readonly myTasks: {
    readonly title: string;
    readonly due: (count: number) => string;
    readonly group: { readonly [Group in 'overdue' | 'today' | 'later' | 'undated' | 'done']: string };
    readonly empty: { readonly title: string; readonly hint: string };
    readonly choose: { readonly title: string; readonly hint: string };
    readonly from: (name: string) => string;
  };
  readonly reminded: {
    readonly title: (count: number) => string;
    readonly dismiss: string;
  };
}
