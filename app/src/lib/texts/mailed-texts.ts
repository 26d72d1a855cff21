import type { MailFailureKind } from '#schema/conversation/mailed.ts';

/** What a conversation tells of its letters. */
export interface MailedTexts {
  /** The way to the page where mail is set up. */
  readonly title: string;
  /** Beside a message. */
  readonly mark: (time: string) => string;
  readonly notMailed: string;
  /** As a line of what was done; `to` may be empty. */
  readonly left: { readonly answer: (to: string) => string; readonly transcript: (to: string) => string };
  readonly failed: { readonly [W in MailFailureKind]: string };
  readonly asked: (who: string) => string;
}
