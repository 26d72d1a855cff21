import { mayCommand } from '#schema/policy/policy.ts';
import type { operatorAdd } from '#schema/commands/operator-add.ts';
import type * as v from 'valibot';
import type { CommandResult, Rejection } from '#schema/rejection.ts';
import { roleOf, type Actor } from '#schema/words.ts';
import type { Log } from '../log.ts';
import type { Clock, People } from '../ports.ts';

export interface AddOperatorDeps {
  readonly people: People;
  readonly clock: Clock;
  readonly log: Log;
}

/** Adds a person to the workspace. No entry: people are rows of their own. Only an owner adds an owner (POL4). */
export function addOperator(
  actor: Actor,
  person: v.InferOutput<typeof operatorAdd.payload>,
  { people, clock, log }: AddOperatorDeps,
  answer: (result: CommandResult) => void,
): void {
  const reject = (rejection: Rejection): void => answer({ status: 'rejected', rejection });
  if (!mayCommand(actor, 'operator.add', null)) return reject({ reason: 'forbidden' });
  if (person.role === 'owner' && roleOf(actor) !== 'owner') return reject({ reason: 'forbidden' });
  people.add(person).then(
    (added) => {
      if (added === 'address-in-use') return reject({ reason: 'address-in-use' });
      return answer({ status: 'accepted', seq: 0, at: clock.now() });
    },
    (error: unknown) => {
      log.error({ error: String(error) }, 'a person could not be added');
      answer({ status: 'retry', after: 1_000 });
    },
  );
}
