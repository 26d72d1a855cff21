import { contactDocument, conversationDocument, deskDocument, INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import type { Summary } from '#schema/docs/inbox-document.ts';
import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import { createRandom, type Random } from '../../support/random.ts';
import type { Device, Tab } from '../device/device.ts';
import { DESK_MARK } from '../oracle/wire.ts';
import { personIdOf } from '../server/people.ts';
import { actNowAndThen, dealWithRefusals, tabOf, wordsFor, write, type Stage } from './cast.ts';

/** Also one that is not there. */
const DEPARTMENTS = ['sales', 'returns', 'nowhere'] as const;
const CATEGORIES = ['lead', 'gone-from-the-list', null] as const;

/**
 * The other hand of somebody who answers: asks colleagues in and goes, gives conversations to departments, keeps tags, a category and the
 * quiet of a conversation, and fills the card of its contact. What it writes has the mark of the desk: no visitor gets a byte of it.
 */
export function playTeamwork(stage: Stage, device: Device, name: string, seed: number): void {
  const { replicas } = stage;
  const random = createRandom(seed);

  /** Unlike any other words, so that they can be looked for when their person is forgotten. */
  const words = (): string => `${DESK_MARK} ${name} ${random.between(100_000_000, 999_999_999)} x`;

  function together(tab: Tab, { id: conversation }: Summary): void {
    const colleague = personIdOf(random.pick([...stage.staff, 'otto', 'nobody']));
    const chance = random.fraction();
    if (chance < 0.5) write(tab, 'conversation.bring-in', { conversation, person: colleague });
    else if (chance < 0.75) write(tab, 'conversation.leave', { conversation });
    else if (chance < 0.95)
      write(tab, 'conversation.hand-over', { conversation, department: random.pick(DEPARTMENTS) });
    // Neither, or both: no screen of ours gives it.
    else write(tab, 'conversation.hand-over', { conversation, ...(random.chance(0.5) && bothOf(colleague)) });
  }

  const bothOf = (to: ReturnType<typeof personIdOf>) => ({ to, department: 'sales' });

  function keep(tab: Tab, { id: conversation, tags = [], muted }: Summary): void {
    const chance = random.fraction();
    if (chance < 0.3 && tags.length > 0)
      write(tab, 'conversation.tag', { conversation, tag: random.pick(tags).toUpperCase(), on: false });
    else if (chance < 0.65) write(tab, 'conversation.tag', { conversation, tag: someTag(random, words), on: true });
    else if (chance < 0.8) write(tab, 'conversation.categorise', { conversation, category: random.pick(CATEGORIES) });
    else write(tab, 'conversation.mute', { conversation, on: random.chance(0.2) ? muted === true : muted !== true });
  }

  function fillCard(tab: Tab, { visitor, id }: { readonly visitor: VisitorId; readonly id: ConversationId }): void {
    const chance = random.fraction();
    if (chance < 0.2) write(tab, 'contact.tag', { visitor, tag: someTag(random, words), on: random.chance(0.7) });
    else if (chance < 0.35) write(tab, 'contact.note', { visitor, text: `${DESK_MARK} ${wordsFor(random, '', name)}` });
    else if (chance < 0.5)
      write(tab, 'contact.rate', { visitor, score: random.pick([null, 0, random.between(1, 999)]) });
    else if (chance < 0.75) doTask(tab, visitor, id);
    else write(tab, 'contact.update', { visitor, address: `${words()} street` });
  }

  function doTask(tab: Tab, visitor: VisitorId, about: ConversationId): void {
    const fields = {
      due: random.pick([null, 1_000_000, 4_000_000_000_000]),
      assignee: personIdOf(random.pick([...stage.staff, 'otto'])),
      remindAt: random.pick([null, 5]),
    };
    const known = taskOf(tab, visitor);
    if (known !== null && random.chance(0.15))
      return write(tab, 'contact.remove', { visitor, item: known, gone: random.chance(0.7) });
    if (known === null || random.chance(0.4)) {
      write(tab, 'task.add', { visitor, title: `${words()} to do`, ...fields, about });
    } else if (random.chance(0.5)) write(tab, 'task.done', { visitor, task: known, done: random.chance(0.7) });
    else write(tab, 'task.change', { visitor, task: known, title: `${words()} done otherwise`, ...fields });
  }

  /** One that stands on the device: its card, or a command that waits. */
  function taskOf(tab: Tab, visitor: VisitorId): CommandId | null {
    const waiting = tab.client.outbox.current.flatMap(({ command }) =>
      command.type === 'task.add' && command.payload.visitor === visitor ? [command.id] : [],
    );
    const known = [...waiting, ...replicas.tasksOf(tab, visitor)];
    return known.length === 0 ? null : random.pick(known);
  }

  actNowAndThen(stage, random, () => {
    const tab = tabOf(device, random);
    if (tab === null || dealWithRefusals(stage, device, tab, random)) return;
    replicas.show(device, tab, INBOX_DOCUMENT);
    const inbox = replicas.inbox(tab);
    if (inbox.length === 0) return;
    const summary = random.pick(inbox);
    replicas.show(device, tab, conversationDocument(summary.id));
    replicas.show(device, tab, deskDocument(summary.id));
    replicas.show(device, tab, contactDocument(summary.visitor));
    random.pick([together, keep, keep, fillCard])(tab, summary);
  });
}

/** One that others may have given too, in another case or with other blanks; or words of its own; now and then too many. */
function someTag(random: Random, words: () => string): string {
  const chance = random.fraction();
  if (chance < 0.05) return random.pick(['  ', `${DESK_MARK} `.repeat(8)]);
  if (chance < 0.4) return words();
  return random.pick([
    `${DESK_MARK} VIP`,
    `${DESK_MARK}  vip`,
    `${DESK_MARK} e\u0301tude`,
    `${DESK_MARK} Я`,
    `${DESK_MARK} я`,
  ]);
}
