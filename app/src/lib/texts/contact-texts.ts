/** The card of a visitor. */
export interface ContactTexts {
  readonly title: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly saved: string;
  readonly site: string;
  readonly startedAt: string;
  readonly pages: string;
}

/** The question before a person is forgotten for good. */
export interface EraseTexts {
  readonly open: string;
  readonly title: (name: string) => string;
  readonly lead: string;
  readonly card: string;
  readonly conversations: string;
  readonly devices: string;
  readonly backups: string;
  readonly confirm: string;
  readonly busy: string;
  readonly offline: string;
  /** It was asked for, and nobody knows yet whether it happened. */
  readonly unsure: string;
  readonly failed: string;
}
