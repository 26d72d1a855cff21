/** Who may not write: the dialog, the line over a conversation, and the block list. */
export interface BlocksTexts {
  readonly title: string;
  readonly lead: string;
  readonly count: (count: number) => string;
  readonly empty: { readonly title: string; readonly hint: string };
  readonly search: string;
  readonly nothingFound: string;
  readonly offline: string;
  readonly observersRead: string;
  readonly block: string;
  readonly unblock: string;
  readonly undo: string;
  /** In the dialog. */
  readonly dialog: {
    readonly title: (name: string) => string;
    readonly whom: string;
    readonly visitor: string;
    readonly visitorHint: string;
    readonly address: string;
    readonly addressHint: string;
    readonly told: string;
  };
  readonly howLong: string;
  readonly amount: string;
  readonly unit: string;
  readonly units: { readonly [Unit in SpanUnit]: string };
  readonly span: { readonly [Unit in SpanUnit]: (count: number) => string };
  readonly ever: string;
  readonly other: string;
  readonly reason: string;
  readonly reasonHint: string;
  /** Over a conversation; `until` is a time in words, or null: for ever. */
  readonly suspended: (until: string | null) => string;
  readonly suspendedAddress: (until: string | null) => string;
  readonly by: (name: string) => string;
  /** Who blocked it, where that is oneself. */
  readonly byYou: string;
  readonly unblocked: (name: string) => string;
  /** Why an operator cannot take it off. */
  readonly byHand: string;
  readonly isBlocked: string;
  readonly notBlocked: string;
  /** In the list. */
  readonly addressOf: (name: string) => string;
  readonly anAddress: string;
  readonly aRange: string;
  readonly until: (time: string) => string;
  readonly forEver: string;
  readonly since: (time: string) => string;
  readonly stopped: (count: number) => string;
  readonly stoppedMany: (count: number) => string;
  readonly unblockOf: (name: string) => string;
  readonly open: (name: string) => string;
  readonly add: string;
  readonly newAddress: string;
  readonly newAddressHint: string;
  readonly notAnAddress: string;
  readonly ownAddress: string;
  /** What would be blocked. `first` and `last` are addresses. */
  readonly effect: {
    readonly one: string;
    readonly household: string;
    readonly addresses: (count: number, first: string, last: string) => string;
    readonly households: (count: number, first: string, last: string) => string;
    readonly visitors: (count: number) => string;
    readonly wide: string;
  };
  readonly download: string;
  /** The columns of the file. */
  readonly columns: readonly [
    who: string,
    address: string,
    reason: string,
    by: string,
    since: string,
    until: string,
    stopped: string,
  ];
}

export type SpanUnit = 'minutes' | 'hours' | 'days';
