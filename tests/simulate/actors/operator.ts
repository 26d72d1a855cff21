import { newestSeqOf } from '#schema/conversation/newest-seq.ts';
import {
  contactDocument,
  conversationDocument,
  deskDocument,
  INBOX_DOCUMENT,
  TEAM_DOCUMENT,
} from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { Random } from '../../support/random.ts';
import type { Device, Tab } from '../device/device.ts';
import { DESK_MARK, markOf } from '../oracle/wire.ts';
import { personIdOf } from '../server/people.ts';
import { actNowAndThen, dealWithRefusals, readOn, tabOf, wordsFor, write, type Stage } from './cast.ts';

/** One device of somebody who answers; the same person may be at two. */
export function playOperator(stage: Stage, device: Device, name: string, random: Random): void {
  const { replicas } = stage;
  const self = personIdOf(name);

  function say(tab: Tab, conversation: ConversationId, visitor: string): void {
    const lastSeen = newestSeqOf(replicas.read(tab, conversationDocument(conversation)));
    const text = wordsFor(random, markOf(stage.wordOf(visitor)), name);
    const offline = tab.client.link.current.state !== 'live';
    write(tab, 'message.send', { conversation, text, lastSeen, ...(offline && { offline }) });
  }

  actNowAndThen(stage, random, () => {
    const tab = tabOf(device, random);
    if (tab === null || dealWithRefusals(stage, device, tab, random)) return;
    replicas.show(device, tab, INBOX_DOCUMENT);
    replicas.show(device, tab, TEAM_DOCUMENT);
    const inbox = replicas.inbox(tab);
    if (inbox.length === 0) return;
    const summary = random.pick(inbox);
    const { id: conversation, visitor } = summary;
    replicas.show(device, tab, conversationDocument(conversation));
    if (random.chance(0.4)) replicas.show(device, tab, deskDocument(conversation));
    if (random.chance(0.2)) replicas.show(device, tab, contactDocument(visitor));
    if (random.chance(0.05)) replicas.leave(tab, random);
    const read = replicas.read(tab, conversationDocument(conversation));
    const head = read?.head ?? summary;
    const chance = random.fraction();
    if (chance < 0.12) return readOn(tab, random, conversation, newestSeqOf(read));
    if (chance < 0.2)
      return write(tab, 'note.add', { conversation, text: `${DESK_MARK} ${wordsFor(random, '', name)}` });
    if (chance < 0.23)
      return write(tab, 'contact.update', { visitor, name: `${markOf(stage.wordOf(visitor))} by ${name}` });
    if (chance < 0.25) return tab.client.outbox.retryNow();
    if (chance < 0.27) return tab.client.sendTyping(conversation);
    const next = random.fraction();
    if (head.state === 'closed') {
      if (random.chance(0.4)) write(tab, 'conversation.reopen', { conversation });
    } else if (head.assignee === null) {
      write(tab, 'conversation.take', { conversation });
      say(tab, conversation, visitor);
    } else if (head.assignee.id !== self) {
      // Now and then somebody writes where another answers; the server has to say no, or hold it.
      if (random.chance(0.25)) say(tab, conversation, visitor);
    } else if (next >= 1 - stage.closing) write(tab, 'conversation.close', { conversation });
    else if (next < 0.6) say(tab, conversation, visitor);
    else if (next < 0.8) {
      const own = read?.messages.filter(({ kind, by }) => kind === 'text' && by.id === self) ?? [];
      if (own.length === 0) return;
      const message = random.pick(own).id;
      if (random.chance(0.3)) write(tab, 'message.unsend', { conversation, message });
      else
        write(tab, 'message.edit', {
          conversation,
          message,
          text: wordsFor(random, markOf(stage.wordOf(visitor)), name),
        });
    } else write(tab, 'conversation.hand-over', { conversation, to: personIdOf(random.pick(stage.staff)) });
  });
}

/** Reads everything, and tries what it may not. */
export function playObserver(stage: Stage, device: Device, random: Random): void {
  const { replicas } = stage;
  actNowAndThen(stage, random, () => {
    const tab = tabOf(device, random);
    if (tab === null || dealWithRefusals(stage, device, tab, random)) return;
    replicas.show(device, tab, INBOX_DOCUMENT);
    const inbox = replicas.inbox(tab);
    if (inbox.length === 0) return;
    const { id: conversation, visitor } = random.pick(inbox);
    replicas.show(device, tab, conversationDocument(conversation));
    replicas.show(device, tab, deskDocument(conversation));
    const chance = random.fraction();
    const mark = markOf(stage.wordOf(visitor));
    if (chance < 0.1) write(tab, 'message.send', { conversation, text: `${mark} may I?`, lastSeen: 0 });
    else if (chance < 0.15) write(tab, 'note.add', { conversation, text: `${DESK_MARK} may I?` });
    else if (chance < 0.2) write(tab, 'conversation.take', { conversation });
    else if (chance < 0.25) readOn(tab, random, conversation, 1);
    else if (chance < 0.35)
      write(tab, 'conversation.hand-over', { conversation, to: personIdOf(random.pick(stage.staff)) });
  });
}
