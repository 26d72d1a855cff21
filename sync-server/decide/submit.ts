import { isEntryCommand, type Command, type EntryCommand } from '#schema/commands/command.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { Actor } from '#schema/words.ts';
import type { KnownAs } from '../admit/known-as.ts';
import type { RateLimit } from '../admit/rate-limit.ts';
import type { Reached } from '../fault-points.ts';
import type { Metrics } from '../metrics.ts';
import type { Leases } from '../presence/leases.ts';
import type { Visitors } from '../presence/visitors.ts';
import type { Cursors } from '../publish/cursors.ts';
import { addOperator, type AddOperatorDeps } from './add-operator.ts';
import type { Decider } from './decider.ts';
import type { Answer } from './pending.ts';

export interface SubmitDeps extends AddOperatorDeps {
  readonly metrics: Pick<Metrics, 'countCommand'>;
  /** Told of the points at which a test may end the process. */
  readonly reached?: Reached | undefined;
  readonly current: KnownAs['current'];
  readonly rate: RateLimit;
  readonly leases: Pick<Leases, 'acted'>;
  readonly visitors: Pick<Visitors, 'acted'>;
  readonly decider: Pick<Decider, 'submit'>;
  readonly cursors: Pick<Cursors, 'advance'>;
  readonly isDraining: () => boolean;
  /** What it is about is being deleted or moved: a moment later it is not found, or somebody's. */
  readonly isLeaving: (sender: Actor, command: Command) => boolean;
}

const DRAINING: CommandResult = { status: 'retry', after: 3_000 };
const LEAVING: CommandResult = { status: 'retry', after: 1_000 };

/** Where every command of a device comes in, from either door: who it is now, whether it is their turn, and whose room decides. */
export function createSubmit(deps: SubmitDeps): (sender: Actor, command: Command, answer: Answer) => void {
  const { reached } = deps;

  /** Whom it is about now has to be read, which the disk may refuse (DISK4): nothing was begun then. */
  function decide(actor: Actor, command: EntryCommand, finish: Answer): void {
    try {
      deps.decider.submit(actor, command, finish);
    } catch (error) {
      deps.log.error({ command: command.id, error: String(error) }, 'it could not be read whom a command is about');
      finish(LEAVING);
    }
  }

  return (sender, command, answer) => {
    const finish: Answer = (result) => {
      deps.metrics.countCommand(command.type, result.status);
      reached?.('acknowledge');
      answer(result);
      reached?.('acknowledged');
    };
    reached?.('decide');
    if (deps.isDraining()) return finish(DRAINING);
    const actor = deps.current(sender);
    if (actor === null) return finish({ status: 'rejected', rejection: { reason: 'forbidden' } });
    if (deps.isLeaving(actor, command)) return finish(LEAVING);
    if (actor.kind === 'visitor' && command.type !== 'cursor.advance') {
      const after = deps.rate.take(actor.id);
      if (after > 0) return finish({ status: 'retry', after });
    }
    if (actor.kind === 'operator') deps.leases.acted(actor.id);
    else deps.visitors.acted(actor.id);
    if (isEntryCommand(command)) decide(actor, command, finish);
    else if (command.type === 'cursor.advance') deps.cursors.advance(actor, command.payload, finish);
    else addOperator(actor, command.payload, deps, finish);
  };
}
