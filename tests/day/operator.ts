import type { EntryCommand } from '#schema/commands/command.ts';
import type { Summary } from '#schema/docs/inbox-document.ts';
import { readCard } from '#schema/docs/contact-document.ts';
import { contactDocument, deskDocument, INBOX_DOCUMENT, TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { readInbox } from '#schema/docs/inbox-document.ts';
import type { CommandId, OperatorId } from '#schema/ids.ts';
import type { Random } from '../support/random.ts';
import { pause } from '../support/until.ts';
import type { Person } from '../torture/person.ts';

/** Somebody who answers chats all day, with everything that can be done to a conversation and its contact. */
export interface Operator {
  readonly person: Person;
  readonly id: OperatorId;
  /** By which verbs something was given, so that a day without one of them is seen. */
  readonly given: Set<EntryCommand['type']>;
  /** Works until it is over, `rest` ms at most between two clicks. */
  readonly work: (day: Day) => Promise<void>;
}

export interface Day {
  readonly random: Random;
  readonly isOver: () => boolean;
  readonly colleagues: readonly OperatorId[];
  readonly departments: readonly string[];
  readonly rest: number;
}

type Verb = EntryCommand['type'];
type PayloadOf<Type extends Verb> = Extract<EntryCommand, { readonly type: Type }>['payload'];

export function createOperator(person: Person, id: OperatorId): Operator {
  const given = new Set<Verb>();
  const { name } = person.ledger;
  let words = 0;

  async function give<Type extends Verb>(type: Type, payload: PayloadOf<Type>): Promise<void> {
    given.add(type);
    await person.write(type, payload);
  }

  const said = (): string => {
    words += 1;
    return `${name} says this once: ${words}`;
  };

  async function say(summary: Summary): Promise<void> {
    const { client } = person.tab();
    given.add('message.send');
    const lastSeen = person.read(summary.id)?.messages.at(-1)?.seq ?? summary.lastSeq;
    const offline = client.link.current.state !== 'live';
    await person.write('message.send', {
      conversation: summary.id,
      text: said(),
      lastSeen,
      ...(offline && { offline }),
    });
  }

  const inbox = (): readonly Summary[] => {
    const { replicas } = person.tab().client;
    const { doc } = replicas.open(INBOX_DOCUMENT);
    replicas.release(INBOX_DOCUMENT);
    return [...readInbox(doc).values()];
  };

  function open(summary: Summary): void {
    const { replicas } = person.tab().client;
    if (!person.watches.has(summary.id)) {
      replicas.open(deskDocument(summary.id));
      replicas.open(contactDocument(summary.visitor));
    }
    person.watch(summary.id);
  }

  /** One that stands on the card as this device has it. */
  function someTask(random: Random, { visitor }: Summary): CommandId | null {
    const { replicas } = person.tab().client;
    const { doc } = replicas.open(contactDocument(visitor));
    replicas.release(contactDocument(visitor));
    const { tasks } = readCard(doc);
    return tasks.length === 0 ? null : random.pick(tasks).id;
  }

  async function answer(summary: Summary, { random, colleagues, departments }: Day): Promise<void> {
    const { id: conversation, state, assignee } = summary;
    const chance = random.fraction();
    if (state === 'closed') return random.chance(0.4) ? give('conversation.reopen', { conversation }) : undefined;
    if (assignee === null) {
      await give('conversation.take', { conversation });
      return say(summary);
    }
    const isOne = assignee.id === id || summary.others?.some((other) => other.id === id) === true;
    if (!isOne) return chance < 0.3 ? say(summary) : undefined;
    if (chance < 0.5) return say(summary);
    if (chance < 0.62) return give('conversation.hand-over', { conversation, to: random.pick(colleagues) });
    if (chance < 0.7) return give('conversation.hand-over', { conversation, department: random.pick(departments) });
    if (chance < 0.8) return give('conversation.bring-in', { conversation, person: random.pick(colleagues) });
    if (chance < 0.86) return give('conversation.leave', { conversation });
    if (chance < 0.9) return give('conversation.close', { conversation });
    const own = person.read(conversation)?.messages.findLast(({ kind, by }) => kind === 'text' && by.id === id);
    if (own === undefined) return;
    if (random.chance(0.3)) return give('message.unsend', { conversation, message: own.id });
    return give('message.edit', { conversation, message: own.id, text: said() });
  }

  async function keep(summary: Summary, { random }: Day): Promise<void> {
    const { id: conversation, muted } = summary;
    const chance = random.fraction();
    if (chance < 0.2) return give('note.add', { conversation, text: said() });
    if (chance < 0.65) {
      const tag = random.pick(['VIP', 'Refund', 'Delivery', 'vip']);
      return give('conversation.tag', { conversation, tag, on: random.chance(0.65) });
    }
    if (chance < 0.85)
      return give('conversation.categorise', { conversation, category: random.pick(['lead', 'client', null]) });
    return give('conversation.mute', { conversation, on: muted !== true });
  }

  async function fillCard(summary: Summary, { random, colleagues }: Day): Promise<void> {
    const { visitor } = summary;
    const chance = random.fraction();
    if (chance < 0.2) return give('contact.tag', { visitor, tag: random.pick(['VIP', 'b2b']), on: random.chance(0.7) });
    if (chance < 0.35) return give('contact.note', { visitor, text: said() });
    if (chance < 0.5) return give('contact.rate', { visitor, score: random.between(0, 200) });
    if (chance < 0.6) return give('contact.update', { visitor, name: `Client of ${name} ${random.between(1, 99)}` });
    const task = someTask(random, summary);
    const fields = { due: null, remindAt: null, assignee: random.pick(colleagues) };
    if (task === null || random.chance(0.4)) return give('task.add', { visitor, title: said(), ...fields });
    if (random.chance(0.2)) return give('contact.remove', { visitor, item: task, gone: random.chance(0.7) });
    if (random.chance(0.5)) return give('task.done', { visitor, task, done: random.chance(0.8) });
    return give('task.change', { visitor, task, title: said(), ...fields });
  }

  return {
    person,
    id,
    given,
    work: async (day) => {
      const { random } = day;
      let holding: unknown = null;
      while (!day.isOver()) {
        await pause(random.between(10, day.rest));
        const { client } = person.tab();
        if (client !== holding) for (const name of [INBOX_DOCUMENT, TEAM_DOCUMENT]) client.replicas.open(name);
        holding = client;
        const known = inbox();
        if (known.length === 0) continue;
        const summary = random.pick(known);
        open(summary);
        const chance = random.fraction();
        if (chance < 0.6) await answer(summary, day);
        else if (chance < 0.85) await keep(summary, day);
        else await fillCard(summary, day);
        person.look(summary.id);
      }
    },
  };
}
