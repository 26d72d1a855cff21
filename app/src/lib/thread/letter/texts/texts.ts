import type { NoLetter } from '../next-letter.ts';

/** Under the last answer, while its visitor has not seen it. */
export interface LetterTexts {
  readonly goes: (to: string, time: string) => string;
  /** Its time has come, and it has not left yet. */
  readonly leaving: (to: string) => string;
  readonly none: { readonly [W in NoLetter]: (to: string) => string };
  /** Behind it, without a line. */
  readonly lastKnown: string;
}
