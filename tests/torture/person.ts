import type { EntryCommand } from '#schema/commands/command.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { newestSeqOf } from '#schema/conversation/newest-seq.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import { createDevice, type Device, type OpenTab } from '../support/device.ts';
import type { Random } from '../support/random.ts';
import { createLedger, hear, watchOutbox, type Ledger } from './ledger.ts';

/** Somebody on a device, who writes at random and deals with what is refused. */
export interface Person {
  readonly ledger: Ledger;
  readonly device: Device;
  readonly tab: () => OpenTab;
  /** Conversations whose replicas this device holds. */
  readonly watches: Set<ConversationId>;
  readonly watch: (conversation: ConversationId) => void;
  readonly read: (conversation: ConversationId) => Conversation | null;
  readonly write: (type: EntryCommand['type'], payload: EntryCommand['payload']) => Promise<void>;
  readonly say: (conversation: ConversationId) => Promise<void>;
  /** Changes or takes back the newest message of its own that is accepted. */
  readonly revise: (conversation: ConversationId) => Promise<void>;
  /** Has read all that its replica holds. */
  readonly look: (conversation: ConversationId) => void;
  /** Closes the page and opens it again. */
  readonly reload: () => void;
  readonly close: () => Promise<void>;
}

export interface PersonOptions {
  readonly name: string;
  readonly namespace: string;
  readonly origin: string;
  readonly token: string;
  readonly random: Random;
  /** What is held or refused lies there until somebody else chooses. */
  readonly leavesChoices?: true;
}

export function createPerson({ name, namespace, origin, token, random, leavesChoices }: PersonOptions): Person {
  const ledger = createLedger(name);
  const device = createDevice({ origin, namespace, token, answered: (id, result) => hear(ledger, id, result) });
  const watches = new Set<ConversationId>();
  let tab = open();
  let said = 0;

  function open(): OpenTab {
    const opened = device.open();
    const { client } = opened;
    watchOutbox(ledger, client);
    if (leavesChoices === true) return opened;
    /** A choice dies with its tab, unless it got to the disk; then the next tab makes one. */
    const dealtWith = new Set<string>();
    client.outbox.subscribe(() => {
      for (const { command, state } of client.outbox.current) {
        if (state.kind === 'waiting' || dealtWith.has(command.id)) continue;
        dealtWith.add(command.id);
        ledger.givenUp.add(command.id);
        const choice = state.kind === 'held' ? random.pick(['sendAnyway', 'keepAsNote', 'drop'] as const) : 'drop';
        void client.outbox[choice](command.id);
      }
    });
    return opened;
  }

  const write: Person['write'] = async (type, payload) => {
    const { ok } = await tab.client.outbox.add(type, payload);
    if (!ok) ledger.faults.push(`${name}: a command was not saved`);
  };

  const person: Person = {
    ledger,
    device,
    tab: () => tab,
    watches,
    watch: (conversation) => {
      if (watches.has(conversation)) return;
      watches.add(conversation);
      tab.client.replicas.open(conversationDocument(conversation));
    },
    read: (conversation) => {
      const document = conversationDocument(conversation);
      const { doc, state } = tab.client.replicas.open(document);
      tab.client.replicas.release(document);
      const found = readConversation(doc);
      // Written in one transaction: a replica that has a part of it has been given the bytes of another chapter.
      if (found !== null && Object.values(found.head).includes(undefined)) {
        const { messages, head, previous } = found;
        const line = tab.client.link.current.state;
        ledger.faults.push(
          `${name}: half a head of ${document}: ${JSON.stringify({ state, line, head, previous, seqs: messages.map(({ seq }) => seq).slice(0, 3), lines: messages.length, pending: doc.store.pendingStructs !== null, clock: doc.store.clients.get(1)?.length })}`,
        );
        return null;
      }
      return found;
    },
    write,
    say: (conversation) => {
      said += 1;
      const lastSeen = newestSeqOf(person.read(conversation));
      const offline = tab.client.link.current.state !== 'live';
      return write('message.send', {
        conversation,
        text: `${name} says ${said}`,
        lastSeen,
        ...(offline && { offline }),
      });
    },
    revise: async (conversation) => {
      const own = person
        .read(conversation)
        ?.messages.findLast(({ id, kind }) => kind === 'text' && ledger.written.has(id));
      if (own === undefined) return;
      if (random.chance(0.3)) await write('message.unsend', { conversation, message: own.id });
      else await write('message.edit', { conversation, message: own.id, text: `${name} changes ${random.fraction()}` });
    },
    look: (conversation) => {
      const seen = person.read(conversation)?.messages.at(-1)?.seq ?? 0;
      if (seen > 0) tab.client.cursors.advance(conversation, { delivered: seen, seen });
    },
    reload: () => {
      tab.shut();
      tab = open();
      for (const conversation of watches) tab.client.replicas.open(conversationDocument(conversation));
    },
    close: () => tab.client.close(),
  };
  return person;
}
