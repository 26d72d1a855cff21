import type { MailFailureKind } from '#schema/conversation/mailed.ts';
import type { DeskLine } from '#schema/docs/desk-document.ts';

/** What became of the letter that holds one of our messages. Time in ms. */
export interface MailMark {
  readonly at: number;
  readonly to: string;
  /** Null: it left. */
  readonly why: MailFailureKind | null;
  /** What the mail server said of it; empty when it said nothing. */
  readonly detail: string;
}

type Mailed = Extract<DeskLine, { readonly kind: 'mailed' }>;

/** By the number of a message: that of the letter which left with it, else of the last one that did not. */
export function mailMarks(lines: readonly DeskLine[]): (seq: number) => MailMark | null {
  const letters = lines.filter((line): line is Mailed => line.kind === 'mailed' && line.what === 'answer');
  if (letters.length === 0) return () => null;
  const marks = letters.map((line) => ({ line, mark: markOf(line) }));
  return (seq) => {
    const about = marks.filter(({ line }) => line.since < seq && seq <= line.through);
    return (about.find(({ mark }) => mark.why === null) ?? about.at(-1))?.mark ?? null;
  };
}

const markOf = ({ at, to = '', failed }: Mailed): MailMark => ({
  ...{ at, to },
  why: failed?.why ?? null,
  detail: failed?.detail ?? '',
});
