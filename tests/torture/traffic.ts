import type { ConversationId, OperatorId } from '#schema/ids.ts';
import { newConversationId } from '../support/people.ts';
import type { Random } from '../support/random.ts';
import { pause } from '../support/until.ts';
import type { Person } from './person.ts';

/** What people do, one act after the other, until it is over. */
export interface Traffic {
  /** Conversations that visitors have begun, and have back from the server. */
  readonly conversations: Set<ConversationId>;
  readonly isOver: () => boolean;
  readonly random: Random;
  /** The longest wait between two acts of one person, ms. */
  readonly rest: number;
}

export async function actAsVisitor(person: Person, traffic: Traffic): Promise<void> {
  const { random } = traffic;
  const conversation = newConversationId();
  await person.write('conversation.start', { conversation, site: 'shop' });
  await person.say(conversation);
  person.watch(conversation);
  // Colleagues open what their inbox shows, which is what the server has.
  while (person.read(conversation) === null && !traffic.isOver()) await pause(20);
  traffic.conversations.add(conversation);
  while (!traffic.isOver()) {
    await pause(random.between(10, traffic.rest));
    person.look(conversation);
    if (random.chance(0.8)) await person.say(conversation);
    else if (random.chance(0.7)) await person.revise(conversation);
    else if (random.chance(0.4))
      await person.write('contact.update', { name: `${person.ledger.name} the ${random.between(1, 99)}th` });
    else if (random.chance(0.3)) person.reload();
  }
}

export async function actAsOperator(
  person: Person,
  self: OperatorId,
  colleagues: readonly OperatorId[],
  traffic: Traffic,
): Promise<void> {
  const { random, conversations } = traffic;
  while (!traffic.isOver()) {
    await pause(random.between(10, traffic.rest));
    for (const known of conversations) person.watch(known);
    if (conversations.size === 0) continue;
    const conversation = random.pick([...conversations]);
    const head = person.read(conversation)?.head ?? null;
    if (head === null) continue;
    if (random.chance(0.05)) await person.write('note.add', { conversation, text: `note ${random.fraction()}` });
    else if (head.state === 'closed') {
      if (random.chance(0.3)) await person.write('conversation.reopen', { conversation });
    } else if (head.assignee === null) {
      await person.write('conversation.take', { conversation });
      await person.say(conversation);
    } else if (head.assignee.id !== self) {
      // Now and then somebody writes where another answers; the server has to say no.
      if (random.chance(0.1)) await person.say(conversation);
    } else if (random.chance(0.7)) await person.say(conversation);
    else if (random.chance(0.4)) await person.revise(conversation);
    else if (random.chance(0.5))
      await person.write('conversation.hand-over', { conversation, to: random.pick(colleagues) });
    else await person.write('conversation.close', { conversation });
  }
}
