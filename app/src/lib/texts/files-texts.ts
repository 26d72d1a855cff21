/** Why a file was not sent. `too-large`: what is allowed, in megabytes. */
export type FileProblem =
  | 'too-large'
  | 'type-refused'
  | 'unclean'
  | 'too-many'
  | 'no-room'
  | 'not-saved'
  | 'empty'
  | 'unreadable'
  | 'not-allowed'
  | 'lost';

/** Files in a conversation. */
export interface FilesTexts {
  readonly attach: string;
  /** While files are dragged over the thread. */
  readonly dropHere: string;
  readonly dropNote: string;
  /** Beside a file on its way: how much of it is there. */
  readonly sending: (percent: number) => string;
  /** Waits for a line, or for the file before it. */
  readonly waits: string;
  readonly waitsOffline: string;
  readonly cancel: (name: string) => string;
  readonly remove: (name: string) => string;
  readonly retry: string;
  readonly notSent: (name: string) => string;
  readonly problem: (problem: FileProblem, megabytes: number) => string;
  readonly open: (name: string) => string;
  readonly download: string;
  readonly downloadName: (name: string) => string;
  /** It was not fetched before, and there is no line. */
  readonly notHere: string;
  readonly failed: string;
  readonly viewer: string;
  readonly previous: string;
  readonly next: string;
  readonly place: (at: number, of: number) => string;
  /** A visitor's file that nobody has answered. */
  readonly asks: (who: string) => string;
  readonly accept: string;
  readonly refuse: string;
  readonly acceptName: (name: string) => string;
  readonly refuseName: (name: string) => string;
  readonly accepted: string;
  readonly refused: string;
  readonly onlyWhoAnswers: string;
  /** How many files wait on this device; in the line of the truth. */
  readonly waiting: (count: number) => string;
  readonly size: (bytes: number) => string;
}
