import type { OperatorStatus } from '#schema/docs/operator-status.ts';
import type { Standing } from '../team/standing.ts';

/** Who is there, who looks, and what a visitor is typing. */
export interface TeamTexts {
  readonly title: string;
  /** Name of the button in the top bar. */
  readonly button: (status: string) => string;
  readonly yours: string;
  readonly colleagues: string;
  readonly nobody: string;
  readonly standing: { readonly [S in Standing]: string };
  readonly meaning: { readonly [S in OperatorStatus]: string };
  /** For which sites one is on duty. */
  readonly duty: {
    readonly title: string;
    readonly all: string;
    /** The site that every workspace has, before somebody names it. */
    readonly unnamed: string;
    readonly others: string;
    readonly count: (sites: number) => string;
  };
  /** A choice that the server does not have yet. */
  readonly untold: string;
  /** Away or offline, with conversations that are this person's. */
  readonly stillYours: (count: number) => string;
  /** Without a line. */
  readonly lastKnown: string;
  readonly load: (count: number) => string;
  readonly noLoad: string;
  readonly observes: string;
  readonly hasOpen: string;
  readonly looking: (names: readonly string[]) => string;
  /** Before the words that a visitor has not sent. */
  readonly preview: (name: string) => string;
  readonly previewSetting: { readonly label: string; readonly hint: string };
}
