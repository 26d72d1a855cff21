export interface SeenTexts {
  readonly title: string;
  readonly never: string;
  readonly on: string;
  readonly awayFrom: string;
  readonly last: string;
  /** Why the chat stayed away, and what brings it there. */
  readonly otherAddress: string;
  readonly archived: string;
  readonly unknown: string;
}
