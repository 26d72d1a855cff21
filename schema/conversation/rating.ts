/** From poor to excellent. */
export const SCORES = [1, 2, 3, 4, 5] as const;
export type Score = (typeof SCORES)[number];

/** What the visitor thinks of the talk. */
export interface Rating {
  readonly score: Score;
  readonly comment?: string;
}
