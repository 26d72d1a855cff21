import type { ConversationState } from '#schema/words.ts';

/** What the open conversation says. */
export interface ThreadTexts {
  readonly label: string;
  readonly unknown: string;
  readonly unknownHint: string;
  /** The whole conversation was erased or deleted. */
  readonly erased: string;
  readonly erasedHint: string;
  readonly state: { readonly [State in ConversationState]: string };
  readonly youAnswer: string;
  readonly answers: (name: string) => string;
  /** Behind that word: what it means. */
  readonly tentative: string;
  readonly nobodyAnswers: string;
  readonly today: string;
  readonly yesterday: string;
  readonly started: (who: string) => string;
  readonly startedOn: (who: string) => string;
  /** Name of what a visitor answered before the chat. */
  readonly answeredBefore: string;
  /** Upon an invitation by whom (null: by the site's rules), with its words. */
  readonly startedUpon: (who: string, by: string | null, text: string) => string;
  readonly consented: (who: string) => string;
  readonly consentWithdrawn: (who: string) => string;
  readonly taken: (who: string) => string;
  readonly handedOver: (who: string, to: string) => string;
  /** `who` answered, and lost the connection. */
  readonly offeredOn: (who: string) => string;
  readonly closed: (who: string) => string;
  readonly reopened: (who: string) => string;
  readonly gone: string;
  readonly edited: string;
  readonly writtenAt: (time: string) => string;
  readonly page: string;
  readonly note: string;
  readonly typing: (who: string) => string;
  readonly newWords: string;
  readonly toNewest: string;
  /** What is before the first line, and what becomes of it. */
  readonly earlier: { readonly [What in 'more' | 'loading' | 'elsewhere' | 'failed' | 'beginning']: string };
}
