import type { NoLetter } from '../next-letter.ts';

/** Under the last answer, while its visitor has not seen it. */
export interface LetterTexts {
  /** `isToday`: the time is that of a clock alone, else of a day and a clock. */
  readonly goes: (to: string, time: string, isToday: boolean) => string;
  /** Its time has come, and it has not left yet. */
  readonly leaving: (to: string) => string;
  readonly none: { readonly [W in NoLetter]: (to: string) => string };
  /** Behind it, without a line. */
  readonly lastKnown: string;
}
