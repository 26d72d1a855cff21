/** The words of letters, and of the pages that their links open. */
export interface LetterTexts {
  readonly test: { readonly subject: string; readonly words: (address: string) => string };
  readonly answer: {
    /** Names of the operator and of the site. */
    readonly subject: (who: string, site: string) => string;
    readonly greeting: (name: string) => string;
    readonly lead: (site: string) => string;
  };
  readonly transcript: {
    readonly subject: (site: string) => string;
    readonly lead: (site: string) => string;
    readonly visitor: string;
    readonly takenBack: string;
  };
  /** With a number that a device that came by a letter is asked for. */
  readonly code: {
    readonly subject: (site: string) => string;
    readonly lead: (site: string) => string;
    readonly hint: string;
  };
  /** Before what was said, where the beginning of it is left out. */
  readonly cut: string;
  readonly file: (name: string) => string;
  readonly open: string;
  /** Under the button: what to do and what not. */
  readonly openHint: string;
  /** The same, where replies by mail go to somebody. */
  readonly openHintReply: (address: string) => string;
  readonly why: (site: string) => string;
  readonly stop: string;
}
