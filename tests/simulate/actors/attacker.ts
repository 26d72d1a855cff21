import * as Y from 'yjs';
import type { Command } from '#schema/commands/command.ts';
import { createIdFactory, type ConversationId } from '#schema/ids.ts';
import { hostileUpdates } from '../../hostile/hostile-updates.ts';
import type { Random } from '../../support/random.ts';
import { ORIGIN } from '../device/device.ts';
import type { Link } from '../network/link.ts';
import type { Network } from '../network/network.ts';
import { markOf } from '../oracle/wire.ts';
import { bearerOfVisitor, personIdOf } from '../server/people.ts';
import { createOwner } from '../world/scheduler.ts';
import { actNowAndThen, wordsFor, type Stage } from './cast.ts';
import { openRawClient, syncMessage, type RawClient } from './raw-client.ts';

/** What an attacker may have come to know: names of documents, and what others have sent. */
export interface Loot {
  readonly conversations: () => readonly ConversationId[];
  readonly commands: () => readonly Command[];
}

/** Has a valid visitor's token, no client of ours, and no manners. */
export function playAttacker(
  stage: Stage,
  network: Network,
  link: Link,
  word: string,
  loot: Loot,
  random: Random,
): void {
  const { world } = stage;
  const owner = createOwner(word);
  const bearer = bearerOfVisitor(word);
  const mark = markOf(word);
  const newId = createIdFactory<ConversationId>({
    now: () => Math.floor(world.today()),
    randomBytes: (length) => world.bytes(random, length),
  });
  const own: ConversationId[] = [];
  const channels = new Map<string, number>();
  let client: RawClient | null = null;
  let isWelcome = false;

  function connect(): void {
    isWelcome = false;
    channels.clear();
    client = openRawClient(network, link, owner, bearer, {
      frame: (frame) => {
        if (frame.t === 'welcome') isWelcome = true;
        if (frame.t === 'opened') channels.set(frame.document, frame.channel);
      },
      closed: () => {
        client = null;
      },
    });
  }

  const command = (type: string, payload: object, id: string = newId()): object => ({
    t: 'command',
    command: { id, type, writtenAt: random.between(0, 2 ** 43), payload },
  });
  const anyConversation = (): string => {
    const known = [...own, ...loot.conversations()];
    return known.length > 0 && random.chance(0.95) ? random.pick(known) : newId();
  };

  function anyDocument(): string {
    const conversation = anyConversation();
    return random.pick([
      `conversation/${conversation}`,
      `conversation/${conversation}/desk`,
      `contact/v${'A'.repeat(22)}`,
      `contact/${loot.commands().length > 0 ? personIdOf('x') : 'x'}`,
      'inbox/all',
      'team',
      `conversation/${conversation}/../desk`,
    ]);
  }

  /** As it was sent, with something else in one place. */
  function mutated(original: Command): object {
    const text = JSON.stringify(original);
    const at = random.between(0, text.length - 1);
    const changed = random.pick([
      text.slice(0, at) + random.pick(['0', '"', '}', 'é', '\\u0000', '1e999', 'null']) + text.slice(at + 1),
      text.replace(/"text":"/, `"text":"${mark} forged `),
      text.replace(/"conversation":"[^"]*"/, `"conversation":"${anyConversation()}"`),
      text.replace(
        /"type":"[^"]*"/,
        `"type":"${random.pick(['message.edit', 'note.add', 'operator.add', 'conversation.close', 'contact.update'])}"`,
      ),
    ]);
    try {
      return JSON.parse(changed) as object;
    } catch {
      return { changed };
    }
  }

  const acts: readonly ((raw: RawClient) => void)[] = [
    (raw) => {
      const conversation = newId();
      own.push(conversation);
      raw.say(command('conversation.start', { conversation, site: 'shop' }));
      raw.say(command('message.send', { conversation, text: wordsFor(random, mark, word), lastSeen: 0 }));
      raw.say({ t: 'open', document: `conversation/${conversation}`, epoch: null });
    },
    (raw) => raw.say({ t: 'open', document: anyDocument(), epoch: random.pick([null, 'stale', 'x'.repeat(40)]) }),
    (raw) => {
      // Writes into a document of its own; five of them end the socket.
      const [channel] = channels.values();
      if (channel === undefined) return;
      const updates = hostileUpdates(Y.encodeStateAsUpdate(new Y.Doc()));
      raw.send(channel, syncMessage(random.between(1, 2), random.pick(updates).bytes));
    },
    (raw) =>
      raw.send(random.between(0, 200), syncMessage(random.between(0, 2), world.bytes(random, random.between(0, 60)))),
    (raw) => {
      // A command of somebody else, as it was: its id, its words, in this name.
      const known = loot.commands();
      if (known.length > 0) raw.say({ t: 'command', command: random.pick(known) });
    },
    (raw) => {
      const known = loot.commands();
      if (known.length > 0) raw.say({ t: 'command', command: mutated(random.pick(known)) });
    },
    (raw) => {
      const conversation = anyConversation();
      raw.say(
        random.pick([
          command('message.send', { conversation, text: `${mark} let me in`, lastSeen: 0 }),
          command('note.add', { conversation, text: `${mark} a note` }),
          command('conversation.close', { conversation }),
          command('conversation.take', { conversation }),
          command('conversation.hand-over', { conversation, to: personIdOf(random.pick(stage.staff)) }),
          command('conversation.start', { conversation, site: 'shop' }),
          command('cursor.advance', { conversation, delivered: 9_999, seen: 9_999 }),
          command('contact.update', { visitor: `v${'B'.repeat(22)}`, name: mark }),
          { t: 'typing', conversation },
        ]),
      );
    },
    (raw) => raw.sendText(random.pick(['{', 'null', '{"t":"hello","protocol":99,"device":"12345678"}', '[]', '"'])),
    (raw) => raw.sendBytes(world.bytes(random, random.between(0, 40))),
    (raw) =>
      raw.sendText(JSON.stringify(command('message.send', { text: 'x'.repeat(random.between(60_000, 140_000)) }))),
    () => {
      openRawClient(
        network,
        link,
        owner,
        bearer,
        { frame: () => undefined, closed: () => undefined },
        { path: `/sync/${anyDocument()}`, greets: false },
      );
    },
    () => {
      const commands = Array.from({ length: random.between(0, 5) }, () => {
        const known = loot.commands();
        return known.length > 0 ? random.pick([random.pick(known), mutated(random.pick(known))]) : {};
      });
      void network
        .fetch(link, owner, `${ORIGIN}/api/commands`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
          body: random.chance(0.9) ? JSON.stringify({ commands }) : '{"commands":',
        })
        .catch(() => undefined);
    },
    (raw) => raw.close(),
  ];

  actNowAndThen(stage, random, () => {
    if (client === null) connect();
    else if (isWelcome) for (let times = random.between(1, 3); times > 0; times -= 1) random.pick(acts)(client);
  });
}
