/** The ten minutes in which a message may be changed. */
export interface EditingTexts {
  readonly plain: string;
  /** `time` as a clock: `7:42`. */
  readonly left: (time: string) => string;
  readonly over: string;
  /** Beside an entry of a menu. */
  readonly leftShort: (time: string) => string;
  /** A change that was begun and left. */
  readonly leftChange: string;
  readonly asNew: string;
  readonly nothingToEdit: string;
  readonly fieldHasText: string;
}
