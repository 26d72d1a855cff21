import type { Attached } from '#client/files/waiting-file.ts';
import type { MessageLine } from '../thread.ts';

/** How many could be sent now, and how many are on their way and can get there. */
export type TellFiles = (held: number, waiting: number) => void;

/** What the panel asks of the files of a conversation, once their code is here. */
export interface Files {
  /** Draws what stands in the bubble of such a line. */
  readonly draw: (line: () => MessageLine) => (home: HTMLElement) => () => void;
  readonly hold: (files: readonly File[]) => void;
  readonly release: (to: Attached) => Promise<void>;
  /** How many are on their way and can get there. */
  readonly underWay: () => number;
  /** Names of those that are on their way, or stand over the field. */
  readonly unsent: () => readonly string[];
  readonly close: () => void;
}
