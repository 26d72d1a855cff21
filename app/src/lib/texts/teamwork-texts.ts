import type { MailedTexts } from './mailed-texts.ts';

/** Several people and one conversation, and what staff keep about it. */
export interface TeamworkTexts {
  readonly mailed: MailedTexts;
  /** Behind who answers, in the header. */
  readonly alsoAnswer: (names: string) => string;
  readonly answersWithYou: (name: string) => string;
  readonly youLookOn: string;
  readonly waitsIn: (department: string) => string;
  readonly more: string;
  readonly bringIn: { readonly title: string; readonly nobody: string };
  readonly departments: string;
  /** Field above many colleagues and departments. */
  readonly find: string;
  readonly noneFound: string;
  readonly colleagues: string;
  /** How many of a department are there. */
  readonly there: (online: number, all: number) => string;
  readonly leave: string;
  readonly muted: string;
  readonly unmute: string;
  readonly event: {
    readonly handedOverTo: (who: string, department: string) => string;
    readonly broughtIn: (who: string, whom: string) => string;
    readonly joined: (who: string) => string;
    readonly left: (who: string) => string;
    readonly leftTo: (who: string, to: string) => string;
    readonly lookedAway: (who: string) => string;
    readonly tagged: (who: string, tag: string) => string;
    readonly untagged: (who: string, tag: string) => string;
    readonly categorised: (who: string, category: string) => string;
    readonly uncategorised: (who: string) => string;
    readonly muted: (who: string) => string;
    readonly unmuted: (who: string) => string;
  };
  readonly tags: {
    readonly label: string;
    readonly add: string;
    readonly remove: (tag: string) => string;
    readonly create: (tag: string) => string;
    readonly suggestions: string;
    readonly none: string;
  };
  readonly category: {
    readonly label: string;
    readonly none: string;
  };
  readonly log: { readonly title: string; readonly earlier: string };
  readonly wordings: {
    readonly title: string;
    readonly first: string;
    readonly now: string;
    readonly takenBack: string;
    readonly failed: string;
  };
}
