import { isEntryCommand } from '#schema/commands/command.ts';
import type { CommandId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { Actor } from '#schema/words.ts';
import type { Judge } from './judge.ts';
import type { SentCommands } from './sent-commands.ts';
import type { ModelEntry, Truth } from './truth.ts';

/** What each command was answered, and to whom. */
export interface Answers {
  readonly answered: (actor: Actor, id: CommandId, result: CommandResult) => void;
  /** Its author has once been told that it is refused or held. */
  readonly wasRefused: (id: CommandId) => boolean;
  /** A copy took the disk's place: of these it knows nothing. */
  readonly forget: (ids: readonly CommandId[]) => void;
  readonly counts: () => { readonly acknowledged: number; readonly repeated: number };
}

export function createAnswers(
  judge: Judge,
  { byCommand, unchanged, documents }: Pick<Truth, 'byCommand' | 'unchanged' | 'documents'>,
  sent: Pick<SentCommands, 'versionsOf' | 'isGarbled'>,
  /** Both are one person, who was somebody else before. */
  isSame: (one: string, other: string) => boolean = (one, other) => one === other,
): Answers {
  /** Not that of a document that is gone, also when another one bears its name since: the card of a person who came back. */
  const isThere = ({ document, entry }: ModelEntry): boolean =>
    documents.get(document)?.entries[entry.seq - 1]?.id === entry.id;
  /** By command and whom it was told. */
  const acknowledged = new Map<string, CommandId>();
  const refused = new Set<CommandId>();
  let repeated = 0;

  return {
    answered: (actor, id, result) => {
      const versions = sent.versionsOf(id, actor);
      // Cursors have no place; and of an id given to both sorts, nobody can say which one is answered.
      if (versions.some(({ command }) => !isEntryCommand(command))) return;
      if (result.status === 'accepted') {
        const made = byCommand.get(id);
        const place = made?.entry ?? unchanged.get(id);
        judge.check(place !== undefined, 'COMMIT1', () => `${id} was acknowledged, and is not on the disk`);
        judge.check(
          place === undefined || (place.seq === result.seq && place.at === result.at),
          'CMD1',
          () => `${id} was acknowledged as ${result.seq}, and stands as ${place?.seq}`,
        );
        judge.check(
          // Of what is gone nobody knows what it said, or who.
          made === undefined || isSame(made.entry.by.id, actor.id) || !isThere(made),
          'CMD3',
          () => `${id} of ${made?.entry.by.id} was acknowledged to ${actor.id}`,
        );
        if (acknowledged.has(`${id} ${actor.id}`)) repeated += 1;
        acknowledged.set(`${id} ${actor.id}`, id);
      } else if (result.status !== 'retry') {
        refused.add(id);
        judge.check(
          versions.length !== 1 || sent.isGarbled(id, actor) || !acknowledged.has(`${id} ${actor.id}`),
          'CMD1',
          () => `${id} was accepted once, and is now ${JSON.stringify(result)}`,
        );
        const reason = result.status === 'held' ? 'held' : result.rejection.reason;
        judge.check(reason.length > 0, 'CMD12', () => `${id} was refused without a reason`);
      }
    },
    forget: (ids) => {
      const lost = new Set(ids);
      for (const [key, id] of acknowledged) if (lost.has(id)) acknowledged.delete(key);
    },
    wasRefused: (id) => refused.has(id),
    counts: () => ({ acknowledged: acknowledged.size, repeated }),
  };
}
