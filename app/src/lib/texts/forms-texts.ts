/** Forms that keep what was typed. */
export interface FormsTexts {
  /** Words that were left stand in it again. */
  readonly back: string;
  readonly startOver: string;
  /** What is being changed was deleted by somebody else. */
  readonly gone: string;
  /** Beside something that has words of this kind. */
  readonly unsaved: string;
}
