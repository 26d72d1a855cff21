/** Every word the panel says. A language is one file of this type, so that a missing text is a type error. */
export interface Texts {
  readonly chat: string;
  readonly greeting: string;
  readonly greetingMore: string;
  readonly close: string;
  /** The header's, of what is seldom needed. */
  readonly menu: string;
  readonly conversation: string;
  readonly message: string;
  readonly write: string;
  readonly send: string;
  readonly save: string;
  readonly cancel: string;
  readonly edit: string;
  readonly unsend: string;
  readonly more: string;
  readonly editing: string;
  readonly edited: string;
  readonly gone: string;
  readonly you: string;
  readonly today: string;
  readonly yesterday: string;
  readonly newMessages: string;
  /** Name of the launcher while answers wait unread. */
  readonly unread: (count: number) => string;
  /** Whoever answers writes just now. */
  readonly typing: (name: string) => string;
  /** Who answers, when the name is not known. */
  readonly support: string;

  readonly closedNote: string;
  /** Operators see what is typed before it is sent. */
  readonly previewed: string;
  /** Whoever answers is not connected. */
  readonly awayNote: (name: string) => string;
  /** Nobody is on duty, and nobody has taken this up. */
  readonly unattendedNote: string;
  readonly leaveReach: string;

  /** The line under the name in the header. */
  readonly truth: {
    readonly synced: string;
    readonly answers: string;
    readonly nobody: string;
    readonly connecting: string;
    readonly sending: string;
    readonly offline: string;
    readonly waiting: (count: number) => string;
    readonly stopped: string;
  };
  /** The device itself has no network. */
  readonly offlineNote: string;
  /** The device has one, but our server does not answer. */
  readonly unreachableNote: string;

  /** `until`: day and time in words; null: for good. */
  readonly suspended: (until: string | null) => string;
  readonly status: {
    readonly waiting: string;
    readonly late: string;
    readonly 'late-offline': string;
    readonly accepted: string;
    readonly delivered: string;
    readonly seen: string;
  };
  readonly retry: string;
  readonly tooLong: string;
  readonly emoji: string;
  /** Files; what else there is to say of them comes with their own part. */
  readonly attach: string;
}

/** The form of a word that goes with a number in this language. `other` is there for languages that need nothing else. */
export type Forms = { readonly other: string } & { readonly [Form in Intl.LDMLPluralRule]?: string };
