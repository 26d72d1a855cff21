import type { FileFailure } from '#client/files/waiting-file.ts';

/** Files in the panel, with the part that shows them: a file for each language, of which one is fetched. */
export interface FileTexts {
  /** Those that are chosen and not sent yet. */
  readonly held: string;
  /** While some are dragged over the panel. */
  readonly drop: string;
  readonly open: (name: string) => string;
  readonly download: (name: string) => string;
  /** Waits for somebody to say yes. */
  readonly asks: string;
  readonly refused: string;
  /** Not to be had just now. */
  readonly missing: string;
  readonly sending: (percent: number) => string;
  readonly waits: string;
  readonly remove: (name: string) => string;
  readonly problem: { readonly [Failure in FileFailure]: string };
  readonly size: {
    readonly language: string;
    readonly units: readonly [bytes: string, kilobytes: string, megabytes: string];
  };
}
