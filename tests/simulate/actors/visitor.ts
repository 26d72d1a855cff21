import { newestSeqOf } from '#schema/conversation/newest-seq.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { createIdFactory, type ConversationId } from '#schema/ids.ts';
import type { Random } from '../../support/random.ts';
import type { Device, Tab } from '../device/device.ts';
import { markOf } from '../oracle/wire.ts';
import type { Beginner } from './beginnings.ts';
import { actNowAndThen, dealWithRefusals, readOn, tabOf, wordsFor, write, type Stage } from './cast.ts';

/** Every which one of a visitor's messages is left as for nobody; by its length, so that other seeds stay the runs that they were. */
const LEFT = 4;

interface VisitorPart {
  /** Now and then as a request. */
  readonly leaves: boolean;
  /** What it begins, the newest last. */
  readonly conversations: ConversationId[];
  /** How it comes to write, where that is part of the run. */
  readonly beginner: Beginner | null;
}

/** Somebody in a shop who writes in the widget. */
export function playVisitor(
  stage: Stage,
  device: Device,
  word: string,
  random: Random,
  { leaves, conversations, beginner }: VisitorPart,
): void {
  const { world, replicas } = stage;
  const mark = markOf(word);
  const newId = createIdFactory<ConversationId>({
    now: () => Math.floor(world.today() + device.skew),
    randomBytes: (length) => world.bytes(random, length),
  });

  function say(tab: Tab, conversation: ConversationId): void {
    const lastSeen = newestSeqOf(replicas.read(tab, conversationDocument(conversation)));
    const text = wordsFor(random, mark, word);
    const isLeft = leaves && text.length % LEFT === 0;
    write(tab, 'message.send', { conversation, text, lastSeen, ...(isLeft && { request: true as const }) });
  }

  function begin(tab: Tab): void {
    const conversation = newId();
    conversations.push(conversation);
    const page = { url: `https://shop.example/${random.between(1, 9)}`, title: 'Shop' };
    write(tab, 'conversation.start', {
      ...{ conversation, site: 'shop' },
      ...(random.chance(0.5) && { page }),
      ...beginner?.told(),
    });
    beginner?.consents(tab, conversation);
    say(tab, conversation);
  }

  actNowAndThen(stage, random, () => {
    const tab = tabOf(device, random);
    if (tab === null || dealWithRefusals(stage, device, tab, random)) return;
    if (conversations.length === 0 && beginner?.isReady() === false) return;
    if (conversations.length === 0 || (conversations.length < 4 && random.chance(0.02))) return begin(tab);
    // The widget shows one conversation: the newest.
    const conversation = conversations.at(-1) as ConversationId;
    // What it writes to one that is gone comes back; some time later it begins another.
    const isLost = stage.model.restoring.isLostDocument(conversationDocument(conversation));
    if ((isLost || stage.model.keeping.isGone(conversation)) && random.chance(0.3)) return begin(tab);
    replicas.show(device, tab, conversationDocument(conversation));
    const chance = random.fraction();
    if (chance < 0.6) return say(tab, conversation);
    const read = replicas.read(tab, conversationDocument(conversation));
    if (chance < 0.72) {
      const own = read?.messages.filter(({ kind, by }) => kind === 'text' && by.kind === 'visitor') ?? [];
      if (own.length === 0) return;
      const message = random.pick(own).id;
      if (random.chance(0.3)) write(tab, 'message.unsend', { conversation, message });
      else write(tab, 'message.edit', { conversation, message, text: wordsFor(random, mark, word) });
    } else if (chance < 0.87) readOn(tab, random, conversation, newestSeqOf(read));
    else if (chance < 0.92)
      write(tab, 'contact.update', {
        ...(random.chance(0.5) && { name: `${mark} ${random.between(1, 99)}` }),
        ...(random.chance(0.5) && { email: `~desk~${random.between(1, 99)}@example.com` }),
        ...(random.chance(0.3) && { phone: '' }),
      });
    else if (chance < 0.97) tab.client.sendTyping(conversation);
    else tab.client.outbox.retryNow();
  });
}
