import type { MailFailureKind } from '#schema/conversation/mailed.ts';
import type { CommandId } from '#schema/ids.ts';
import type { Log } from '../log.ts';
import type { Timers } from '../timers.ts';
import type { LetterChange, LetterRow } from './letter-row.ts';

/** What is told to the desk. */
export interface Outcome {
  readonly to?: string;
  readonly failed?: { readonly why: MailFailureKind; readonly detail?: string };
}

/**
 * Tells the desk what became of letters, each once, and beside those that leave: a damaged conversation takes in nothing for as long as it
 * is damaged, and holds up no other letter (DISK4).
 */
export interface LetterTelling {
  /** Again and again, until the desk has it; what is being told is not told beside it. */
  readonly tell: (row: LetterRow, telling: CommandId, outcome: Outcome) => Promise<void>;
  /** What waits to be told again is left to the next life; what is being told is waited for. */
  readonly stop: () => Promise<void>;
}

export interface LetterTellingDeps {
  /** Null: the disk refused it. */
  readonly write: (changes: readonly LetterChange[]) => Promise<number | null>;
  /** Tells the desk; false: it has to be told again. */
  readonly tell: (row: LetterRow, telling: CommandId, outcome: Outcome) => Promise<boolean>;
  readonly timers: Pick<Timers, 'after'>;
  readonly log: Log;
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 300_000;

export function createLetterTelling({ write, tell, timers, log }: LetterTellingDeps): LetterTelling {
  const underWay = new Map<CommandId, Promise<void>>();
  /** Each ends one wait. */
  const waits = new Set<() => void>();
  let isStopping = false;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = timers.after(ms, end);
      waits.add(end);
      function end(): void {
        cancel();
        waits.delete(end);
        resolve();
      }
    });

  async function insist(row: LetterRow, telling: CommandId, outcome: Outcome): Promise<void> {
    for (let wait = FIRST_WAIT; !(await tell(row, telling, outcome)); wait = Math.min(LONGEST_WAIT, 2 * wait)) {
      if (isStopping) return;
      await pause(wait);
      if (isStopping) return;
    }
    await write([{ kind: 'told', id: row.id }]);
  }

  return {
    tell: (row, telling, outcome) => {
      const known = underWay.get(row.id);
      if (known !== undefined) return known;
      const done = insist(row, telling, outcome)
        .catch((error: unknown) => {
          log.error({ letter: row.id, error: String(error) }, 'what became of a letter is told at the next start');
        })
        .finally(() => underWay.delete(row.id));
      underWay.set(row.id, done);
      return done;
    },
    stop: async () => {
      isStopping = true;
      for (const end of [...waits]) end();
      await Promise.all(underWay.values());
    },
  };
}
