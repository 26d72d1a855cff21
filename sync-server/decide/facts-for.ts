import { documentOfAny, type AnyCommand, type Giver } from '#schema/commands/any-command.ts';
import type { Facts } from '#schema/commands/definition.ts';
import type { Room } from '../publish/room.ts';
import type { Rooms } from '../publish/rooms.ts';
import { callsUnderWay } from './calls-under-way.ts';
import { hasTask } from './has-task.ts';
import type { Pending } from './pending.ts';
import { serverFacts, type FactsDeps } from './server-facts.ts';

/** What the decision of one command may look at: of its conversation, and of what else this command asks for. */
export function factsFor(
  actor: Giver,
  command: AnyCommand,
  conversation: Room | null,
  deps: FactsDeps & { readonly rooms: Rooms; readonly underWay: Iterable<Pending> },
): Facts {
  const facts = serverFacts(conversation, deps);
  if (command.type === 'task.change') {
    const contact = documentOfAny(command, actor);
    return { ...facts, hasTask: (id) => hasTask(deps, contact, id) };
  }
  if (command.type === 'callback.ask') {
    const { conversation: own } = command.payload;
    return { ...facts, isCallFree: (at, site) => deps.isCallFree({ at, site }, own, callsUnderWay(deps.underWay)) };
  }
  return facts;
}
