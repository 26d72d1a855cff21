import type { CommandId } from '#schema/ids.ts';
import type { AcceptedCommand, Replica } from '../interface.ts';

/**
 * Up to which command that was accepted here each document was complete when it last was: an update comes before its answer (PUB1),
 * so what was accepted by then is in it, and only what came later may not be (CMD11). For documents that do not say how far they go.
 */
export interface Completeness {
  /** It is complete until now, if it is. */
  readonly leave: (replica: Pick<Replica, 'name' | 'state'>) => void;
  /** What was accepted after it was complete last. */
  readonly beyond: (name: string) => readonly AcceptedCommand[];
}

export function createCompleteness(accepted: () => readonly AcceptedCommand[]): Completeness {
  const last = new Map<string, CommandId | null>();
  return {
    leave: ({ name, state }) => {
      if (state === 'synced') last.set(name, accepted().at(-1)?.command.id ?? null);
    },
    beyond: (name) => {
      const known = last.get(name);
      // One that is not among them any more is older than all of them.
      return accepted().slice(accepted().findIndex(({ command }) => command.id === known) + 1);
    },
  };
}
