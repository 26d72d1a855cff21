import type { Giver, Owner } from '#schema/commands/any-command.ts';
import type { Decision } from '#schema/commands/definition.ts';
import type { CommandResult, Rejection } from '#schema/rejection.ts';

/** How a decision is told. */
export const rejected = (rejection: Rejection): CommandResult => ({ status: 'rejected', rejection });

export const acceptedAt = ({ seq, at }: { readonly seq: number; readonly at: number }): CommandResult => ({
  status: 'accepted',
  seq,
  at,
});

export function resultOf(decision: Exclude<Decision, { kind: 'accept' | 'nothing' }>): CommandResult {
  switch (decision.kind) {
    case 'reject':
      return rejected(decision.rejection);
    case 'hold':
      return { status: 'held', changes: decision.changes };
  }
}

/** What is not a visitor's own, or a room that one is not in, looks as if it were not there (POL2, ROOM2). */
export const refusal = (actor: Giver, owner: Owner): Rejection =>
  owner === null || typeof owner !== 'string' || (actor.kind === 'visitor' && owner !== actor.id)
    ? { reason: 'not-found' }
    : { reason: 'forbidden' };
