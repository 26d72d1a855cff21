/** The words of looking for something in an open conversation. */
export interface FindTexts {
  readonly open: string;
  readonly words: string;
  readonly placeholder: string;
  readonly none: string;
  readonly lookingEarlier: string;
  readonly earlierMissing: string;
  readonly calendar: string;
  readonly previousMonth: string;
  readonly nextMonth: string;
  readonly aRange: string;
  readonly rangeHint: string;
  readonly allDays: string;
  readonly onDay: (day: string, count: number) => string;
  readonly inDays: (days: string, count: number) => string;
  readonly readingDays: string;
}
