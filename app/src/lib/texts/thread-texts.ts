import type { EntryVerb } from '#schema/commands/command.ts';
import type { Rejection } from '#schema/rejection.ts';
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

export interface ActionsTexts {
  readonly take: string;
  readonly takeOver: string;
  readonly handOver: string;
  readonly close: string;
  readonly reopen: string;
  readonly rename: string;
  readonly details: string;
  readonly messageActions: string;
  readonly edit: string;
  readonly unsend: string;
  readonly copy: string;
  readonly copied: string;
}

export interface MarksTexts {
  readonly waiting: string;
  readonly accepted: string;
  readonly delivered: string;
  readonly seen: string;
  readonly late: string;
  readonly lateOffline: string;
  readonly unsaved: string;
}

export interface ComposerTexts {
  readonly label: string;
  readonly placeholder: string;
  readonly notePlaceholder: string;
  readonly kind: string;
  readonly reply: string;
  readonly note: string;
  readonly send: string;
  readonly saveEdit: string;
  readonly bytesLeft: (count: number) => string;
  readonly tooLong: (count: number) => string;
  readonly hintModEnter: (key: string) => string;
  readonly hintEnter: string;
  readonly takesIt: string;
  readonly closed: string;
  readonly othersAnswer: (name: string) => string;
  readonly observer: string;
  readonly helping: (name: string) => string;
  readonly alsoWriting: (name: string) => string;
  readonly aside: { readonly title: string; readonly putBack: string; readonly drop: string };
}

export interface HeldTexts {
  readonly title: string;
  readonly meanwhile: string;
  readonly change: {
    readonly [Kind in 'said' | 'taken' | 'handed-over' | 'closed' | 'reopened']: (who: string) => string;
  };
  readonly yours: string;
  readonly sendAnyway: string;
  readonly keepAsNote: string;
  readonly drop: string;
}

export interface RejectedTexts {
  readonly title: string;
  readonly verb: { readonly [Verb in EntryVerb]: string };
  readonly reason: (rejection: Rejection) => string;
  readonly editAgain: string;
}
