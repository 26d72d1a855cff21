/** A mistake that a tired person could make, in one or two lines. */
export interface Bug {
  readonly name: string;
  readonly what: string;
  readonly changes: readonly { readonly file: string; readonly replace: string; readonly by: string }[];
  /** Seeds of which each finds it, for the quick test. */
  readonly seeds: readonly number[];
}
