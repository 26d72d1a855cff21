import { conversationDocument, INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import { SCORES } from '#schema/conversation/rating.ts';
import type { ConversationId } from '#schema/ids.ts';
import { createRandom, type Random } from '../../support/random.ts';
import type { Device } from '../device/device.ts';
import { markOf } from '../oracle/wire.ts';
import { actNowAndThen, dealWithRefusals, tabOf, write, type Stage } from './cast.ts';

/** The other hand of a visitor: says what they think of the talk, asks to be called, and changes its mind. */
export function playAfterwards(
  stage: Stage,
  device: Device,
  word: string,
  seed: number,
  begun: readonly ConversationId[],
): void {
  const { replicas } = stage;
  const random = createRandom(seed);
  actNowAndThen(stage, random, () => {
    const tab = tabOf(device, random);
    if (tab === null || dealWithRefusals(stage, device, tab, random)) return;
    const conversation = begun.at(-1);
    if (conversation === undefined) return;
    replicas.show(device, tab, conversationDocument(conversation));
    const chance = random.fraction();
    // Unlike any other words, so that they can be looked for when their person is forgotten.
    const comment = `${markOf(word)} ${word} ${random.between(100_000_000, 999_999_999)} so it was`;
    if (chance < 0.4)
      write(tab, 'conversation.rate', {
        conversation,
        score: random.pick(SCORES),
        ...(random.chance(0.6) && { comment }),
      });
    else if (chance < 0.8)
      write(tab, 'callback.ask', {
        conversation,
        phone: phoneFor(random),
        when: random.pick([null, 5, Math.floor(stage.world.today()) + 3_600_000, 4_000_000_000_000]),
        ...(random.chance(0.3) && { request: true as const }),
      });
    else write(tab, 'callback.cancel', { conversation });
  });
}

/** Now and then none. */
const phoneFor = (random: Random): string =>
  random.chance(0.1) ? 'at home' : `+48 ${random.between(100_000_000, 999_999_999)}`;

/** An operator who calls those who asked for it, and now and then takes the mark back. */
export function playCaller(stage: Stage, device: Device, seed: number): void {
  const { replicas } = stage;
  const random = createRandom(seed);
  actNowAndThen(stage, random, () => {
    const tab = tabOf(device, random);
    if (tab === null || dealWithRefusals(stage, device, tab, random)) return;
    replicas.show(device, tab, INBOX_DOCUMENT);
    const asked = replicas.inbox(tab).filter(({ callback }) => callback !== undefined);
    if (asked.length === 0) return;
    const { id: conversation, callback } = random.pick(asked);
    if (callback === undefined) return;
    write(tab, 'callback.done', {
      conversation,
      callback: callback.id,
      done: random.chance(0.2) ? callback.done !== undefined : callback.done === undefined,
    });
  });
}
