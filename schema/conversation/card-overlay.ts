import { decide, documentOf, isTalkCommand, ownerOf, type EntryCommand } from '../commands/command.ts';
import { contactDocument } from '../docs/document-name.ts';
import type { CommandId, VisitorId } from '../ids.ts';
import { mayCommand } from '../policy/policy.ts';
import { authorOf } from '../words.ts';
import { cardAfter, type ContactCard } from './contact-card.ts';
import { factsOf } from './facts.ts';
import type { Viewer } from './overlay.ts';

/**
 * A contact's card as its author will find it once the waiting commands are accepted: each is decided as the server will decide it.
 * What would be refused does nothing. A note whose line the replica has already is passed over: the update comes before the answer;
 * everything else done twice is done once.
 */
export function overlayCard(
  card: ContactCard,
  visitor: VisitorId,
  waiting: readonly EntryCommand[],
  viewer: Viewer,
): ContactCard {
  const { actor, now, person } = viewer;
  const document = contactDocument(visitor);
  const by = authorOf(actor);
  const known = new Set<CommandId>(card.notes.map(({ id }) => id));
  let view = card;
  for (const command of waiting) {
    if (!isTalkCommand(command) || documentOf(command, actor) !== document || known.has(command.id)) continue;
    if (!mayCommand(actor, command.type, ownerOf(command, null, actor))) continue;
    const { tasks } = view;
    const hasTask = (id: CommandId): boolean => tasks.some((task) => task.id === id);
    const decision = decide(factsOf(null, person, { hasTask }), command, { actor, now });
    if (decision.kind !== 'accept') continue;
    const seq = (view.notes.at(-1)?.seq ?? 0) + 1;
    view = cardAfter(view, { seq, at: now, id: command.id, by, effect: decision.effect });
  }
  return view;
}
