import type { Command } from '#schema/commands/command.ts';
import type { Invited } from '#schema/conversation/invited.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { InvitedFrame, VisitFrame } from '#schema/live/watch-frames.ts';
import type { ServerFrame } from '#schema/wire/frames.ts';
import { createRandom } from '../../support/random.ts';
import type { Tab } from '../device/device.ts';
import { createLink, type Link } from '../network/link.ts';
import type { Network } from '../network/network.ts';
import type { InvitationTruth } from '../oracle/invitation-truth.ts';
import { DESK_MARK, markOf } from '../oracle/wire.ts';
import { bearerOfVisitor, personIdOf, visitorIdOf } from '../server/people.ts';
import type { Server } from '../server/server.ts';
import { createOwner } from '../world/scheduler.ts';
import { openRawClient, type RawClient } from './raw-client.ts';
import { actNowAndThen, write, type Stage } from './cast.ts';

type Start = Extract<Command, { readonly type: 'conversation.start' }>['payload'];

/** How somebody comes to write: on a page that tells where it is, invited or not, asked before the chat, and for their consent. */
export interface Beginner {
  /** Whoever looks around first does not write yet. */
  readonly isReady: () => boolean;
  /** What the widget tells with the start. */
  readonly told: () => Partial<Pick<Start, 'department' | 'answers' | 'invited'>>;
  /** The yes, or the no that takes it back. */
  readonly consents: (tab: Tab, conversation: ConversationId) => void;
}

/** Also one that is offered no more, and one that never was. */
const DEPARTMENTS = ['sales', 'returns', 'closed-down', 'nowhere'] as const;

export function playBeginner(
  stage: Stage,
  network: Network,
  word: string,
  seed: number,
  invitations: InvitationTruth,
): Beginner {
  const { world } = stage;
  const random = createRandom(seed);
  const visitor = visitorIdOf(word);
  const ready = world.now() + random.between(0, 25_000);
  const link: Link = { ...createLink(`page of ${word}`, world.fork()), latency: [0.1, 0.2] };
  const owner = createOwner(`page of ${word}`);
  let page: RawClient | null = null;
  let shown: InvitedFrame | null = null;

  /** Its page tells where it is, to each process anew. */
  function arrive(): void {
    const opened = openRawClient(
      network,
      link,
      owner,
      bearerOfVisitor(word),
      {
        frame: (frame) => {
          const told = frame as InvitedFrame | ServerFrame;
          if (told.t === 'invited') shown = told;
        },
        closed: () => {
          if (page !== opened) return;
          page = null;
          shown = null;
          invitations.over(visitor);
        },
      },
      { path: '/watch', greets: false },
    );
    page = opened;
    const where = { url: 'https://shop.example/', title: 'Shop' };
    const say = (frame: VisitFrame): void => opened.say(frame);
    world.after(
      1,
      () => {
        say({ t: 'here', site: 'shop', page: where, visits: 1, since: 0 });
        say({ t: 'alive' });
      },
      owner,
    );
  }

  actNowAndThen(stage, random, () => {
    if (page === null) return arrive();
    if (shown === null || !random.chance(0.1)) return;
    page.say({ t: 'declined', id: shown.id } satisfies VisitFrame);
    invitations.over(visitor);
    shown = null;
  });

  function invited(): Invited | undefined {
    const chance = random.fraction();
    if (shown !== null && chance < 0.8)
      return { by: 'operator', id: shown.id, name: shown.name, text: random.chance(0.7) ? shown.text : 'Free money' };
    if (chance < 0.5) return undefined;
    const id = random.pick(['spring', 'spring', 'empty', 'gone-by-now']);
    if (chance < 0.9) return { by: 'site', id, name: word, text: random.pick(['Możemy pomóc?', 'As I say it']) };
    return { by: 'operator', id: 'never-made', name: 'anna', text: 'As I say it' };
  }

  return {
    isReady: () => world.now() >= ready,
    told: () => {
      const upon = invited();
      const words = (): string => `${markOf(word)} ${word} ${random.between(100_000_000, 999_999_999)} it is`;
      const answers = Array.from({ length: random.between(1, 3) }, (_, n) => ({
        ask: `Question ${n}`,
        answer: words(),
      }));
      return {
        ...(random.chance(0.6) && { department: random.pick(DEPARTMENTS) }),
        ...(random.chance(0.6) && { answers }),
        ...(upon !== undefined && { invited: upon }),
      };
    },
    consents: (tab, conversation) => {
      const words = `${DESK_MARK} ${word} ${random.between(100_000_000, 999_999_999)} is kept`;
      const on = random.chance(0.8);
      write(tab, 'consent.give', { conversation, on, ...(random.chance(0.8) && { words }) });
    },
  };
}

/** Somebody who answers, and writes to those who only look around. */
export function playInviter(
  stage: Stage,
  server: Server,
  name: string,
  seed: number,
  invitations: InvitationTruth,
  words: readonly string[],
): void {
  const random = createRandom(seed);
  const by = { kind: 'operator', id: personIdOf(name), name } as const;
  actNowAndThen(stage, random, () => {
    const life = server.life();
    if (life === null) return;
    const word = random.pick(words);
    const text = `${markOf(word)} ${name} ${random.between(100_000_000, 999_999_999)} may I help?`;
    stage.world.hand(life.owner, () => {
      const made = life.street.watch.invite(visitorIdOf(word), by, text);
      if (made.ok) invitations.made(visitorIdOf(word), made.value);
    });
  });
}
