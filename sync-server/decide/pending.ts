import type { AnyCommand, Giver } from '#schema/commands/any-command.ts';
import type { Entry } from '#schema/conversation/entry.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { Decided } from '../commit/group-commit.ts';
import type { Room } from '../publish/room.ts';

export type Answer = (result: CommandResult) => void;

/** A command under way, with its decision. */
export interface Pending extends Decided {
  readonly actor: Giver;
  readonly command: AnyCommand;
  answers: Answer | Answer[];
  isSecondTry: boolean;
  entry: Entry | null;
  room: Room | null;
  unchanged: Decided['unchanged'];
  /** Takes back that it was counted as something new (WIRE7). */
  beganNot: (() => void) | null;
  result: CommandResult;
}

/** When to come back after the disk or a document failed, ms. */
const RETRY_AFTER = 1_000;
export const RETRY: CommandResult = { status: 'retry', after: RETRY_AFTER };
export const UNDECIDED = { entry: null, room: null, unchanged: null, beganNot: null, result: RETRY } as const;

/** What one author writes in one conversation: what keeps its order. */
export const lineOf = ({ actor, command: { payload } }: Pending): string =>
  `${actor.id} ${'conversation' in payload ? payload.conversation : ''}`;
