import { createIdFactory, type CommandId, type ConversationId } from '#schema/ids.ts';
import { createRandom, type Random } from '../../support/random.ts';
import { createLink, type Link } from '../network/link.ts';
import type { Network } from '../network/network.ts';
import type { JoiningTruth } from '../oracle/joining-truth.ts';
import type { Judge } from '../oracle/judge.ts';
import { markOf } from '../oracle/wire.ts';
import { bearerOfVisitor, visitorIdOf } from '../server/people.ts';
import type { Server } from '../server/server.ts';
import { createOwner } from '../world/scheduler.ts';
import { actNowAndThen, wordsFor, type Stage } from './cast.ts';
import { openRawClient, type RawClient } from './raw-client.ts';

interface CustomerPart {
  readonly network: Network;
  readonly server: Server;
  readonly judge: Judge;
  readonly joining: JoiningTruth;
  readonly newLink: (name: string) => Link;
  /** The process is killed, and begins again after a while. */
  readonly crash: () => void;
}

interface Waiting {
  readonly id: CommandId;
  readonly command: object;
}

/** A device of somebody whom the site knows: writes as nobody first, is told by its page who it is, and signs out (IDENT). */
function playCustomer(stage: Stage, name: string, device: string, seed: number, part: CustomerPart): void {
  const { world } = stage;
  const { network, server, judge, joining } = part;
  const random: Random = createRandom(seed);
  const link = part.newLink(device);
  const owner = createOwner(device);
  const ids = createIdFactory<CommandId & ConversationId>({
    now: () => Math.floor(world.today()),
    randomBytes: (length) => world.bytes(random, length),
  });
  let count = 0;
  const newWord = (): string => {
    const made = `${device}t${(count += 1)}`;
    joining.named(visitorIdOf(made), name);
    return made;
  };
  let word = newWord();
  /** Shown with the signature until there is an answer. */
  let next: string | null = null;
  let isAsking = false;
  let client: RawClient | null = null;
  let isWelcome = false;
  let conversation: ConversationId | null = null;
  let waiting: Waiting[] = [];

  function connect(): void {
    isWelcome = false;
    const opened = openRawClient(network, link, owner, bearerOfVisitor(word), {
      frame: (frame) => {
        if (frame.t === 'welcome') {
          isWelcome = true;
          // What was given under another token too (IDENT6).
          for (const { command } of waiting) opened.say({ t: 'command', command });
        } else if (frame.t === 'mine') conversation = frame.conversation;
        else if (frame.t === 'result' && frame.result.status !== 'retry')
          waiting = waiting.filter(({ id }) => id !== frame.id);
      },
      closed: () => {
        if (client === opened) client = null;
      },
    });
    client = opened;
  }

  function give(type: string, payload: object): void {
    const id = ids();
    const command = { id, type, writtenAt: Math.floor(world.today()), payload };
    waiting.push({ id, command });
    if (isWelcome) client?.say({ t: 'command', command });
  }

  function begin(): void {
    conversation = ids();
    give('conversation.start', { conversation, site: 'shop' });
    give('message.send', { conversation, text: wordsFor(random, markOf(name), name), lastSeen: 0 });
  }

  /** As the widget: with the same next token until it hears an answer. */
  function identify(): void {
    const life = server.life();
    if (life === null || isAsking) return;
    isAsking = true;
    next ??= newWord();
    const given = { token: visitorIdOf(word), next: visitorIdOf(next), site: 'shop', signed: name };
    joining.shows(given.token, name);
    const became = next;
    // In the middle of it.
    if (random.chance(0.15)) world.after(random.between(0, 25), part.crash, null);
    world.hand(life.owner, () => {
      void life.identifying.identify(given).then(
        (answer) => {
          isAsking = false;
          world.trace.say(device, 'identifies', JSON.stringify(answer));
          if (!answer.ok && answer.failure === 'retry') return;
          if (answer.ok)
            judge.check(
              personNow(answer.value.status === 'joined' ? became : word) === name,
              'IDENT7',
              () => `${device} is not ${name}`,
            );
          if (answer.ok && answer.value.status === 'known') return;
          word = answer.ok ? became : newWord();
          next = null;
          client?.close();
          client = null;
        },
        () => {
          // The disk failed, and the door answers with a problem.
          isAsking = false;
        },
      );
    });
    // Nobody answers when the process dies.
    world.after(20_000, () => (isAsking = false), null);
  }

  /** For whom this token speaks, as the site knows them. */
  function personNow(shown: string): string | null {
    const actor = server.life()?.actorOf(bearerOfVisitor(shown)) ?? null;
    return actor === null ? null : joining.personOf(actor.id);
  }

  /** What waits is sent first (IDENT8). */
  function signOut(): void {
    const life = server.life();
    if (life === null || waiting.length > 0 || isAsking || next !== null) return;
    const old = word;
    let isOut = false;
    world.hand(life.owner, () => {
      try {
        life.identifying.signOut(visitorIdOf(old));
      } catch {
        // The disk failed, and the door answers with a problem: it is said again (IDENT8).
        return;
      }
      isOut = true;
      // Of somebody who was signed it speaks for nobody; one that was its own goes on.
      const actor = life.actorOf(bearerOfVisitor(old));
      const isNobody = actor === null || actor.id === visitorIdOf(old);
      judge.check(isNobody, 'IDENT8', () => `${device} has signed out, and its token is still ${actor?.id}`);
    });
    if (!isOut) return;
    word = newWord();
    conversation = null;
    client?.close();
    client = null;
  }

  actNowAndThen(stage, random, () => {
    if (client === null) return connect();
    const chance = random.fraction();
    if (chance < 0.12) return identify();
    if (chance < 0.14) return signOut();
    if (waiting.length > 6) return;
    if (conversation === null) return begin();
    if (chance < 0.8) give('message.send', { conversation, text: wordsFor(random, markOf(name), name), lastSeen: 0 });
    else
      give('contact.update', {
        ...(random.chance(0.5) && { name: `${markOf(name)} ${random.between(1, 99)}` }),
        ...(random.chance(0.5) && { phone: `+48 ${random.between(100_000_000, 999_999_999)}` }),
      });
  });
}

/** Devices of the customers of one run, two or three each. */
export function playCustomers(
  stage: Stage,
  random: Random,
  part: Omit<CustomerPart, 'newLink'> & { readonly links: Link[] },
): void {
  const newLink = (name: string): Link => {
    const link = createLink(name, stage.world.fork());
    part.links.push(link);
    return link;
  };
  for (const name of ['cust1', 'cust2'])
    for (let n = random.between(2, 3); n > 0; n -= 1)
      playCustomer(stage, name, `${name}d${n}`, random.between(0, 0x7fffffff), { ...part, newLink });
}
