import type { Score } from '#schema/conversation/rating.ts';

/** What visitors left while nobody was on duty, that they want to be called, and what they think of a talk. */
export interface RequestsTexts {
  /** Over its conversation, and what becomes of an answer. */
  readonly left: string;
  /** Under its words. */
  readonly mark: string;
  /** They left neither e-mail nor phone. */
  readonly noReach: string;
  readonly callback: {
    /** Of a conversation without words. */
    readonly title: string;
    /** Before the number. */
    readonly wanted: string;
    readonly soon: string;
    /** `when`: a day and a clock; empty: as soon as somebody can. */
    readonly said: (who: string, phone: string, when: string) => string;
    readonly cancelled: (who: string) => string;
    readonly called: (who: string) => string;
    readonly notCalled: (who: string) => string;
    /** Button: somebody has called. */
    readonly done: string;
    readonly undo: string;
    /** As a task. */
    readonly task: (phone: string) => string;
  };
  readonly rating: {
    readonly title: string;
    readonly words: { readonly [Each in Score]: string };
    readonly said: (who: string, score: Score, comment: string) => string;
    /** On a row: `4 of 5`. */
    readonly of: (score: Score) => string;
    readonly any: string;
  };
}
