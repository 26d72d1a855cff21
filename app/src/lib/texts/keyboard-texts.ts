import type { ActionGroup, ActionId } from '../actions/catalogue.ts';

/** What one can do, as the sheet of shortcuts and the command palette say it. */
export interface KeyboardTexts {
  /** A name says what happens, also to somebody who sees nothing else of the screen. */
  readonly action: { readonly [Id in ActionId]: string };
  readonly group: { readonly [Group in ActionGroup]: string };
  readonly whyNot: {
    readonly notOnDesk: string;
    readonly noConversation: string;
    readonly notHere: string;
    readonly yours: string;
    readonly answers: (name: string) => string;
    readonly closed: string;
    readonly nobodyAnswers: string;
    readonly alone: string;
    readonly notIn: string;
    readonly muted: string;
    readonly notMuted: string;
    readonly isOpen: string;
    readonly role: string;
    readonly endOfList: string;
  };
  readonly palette: {
    readonly label: string;
    readonly placeholder: string;
    readonly results: string;
    readonly recent: string;
    readonly inHistory: (typed: string) => string;
    readonly found: (count: number) => string;
  };
  readonly or: string;
  readonly singleKeys: string;
  readonly singleKeysHint: string;
  readonly singleKeysOff: string;
}
