import type { ConversationId } from '#schema/ids.ts';
import { createRandom } from '../../support/random.ts';
import type { Device } from '../device/device.ts';
import { actNowAndThen, dealWithRefusals, tabOf, write, type Stage } from './cast.ts';

/** The other hand of a visitor who can be reached by mail: gives an address, and asks for copies. */
export function playCorrespondent(
  stage: Stage,
  device: Device,
  word: string,
  seed: number,
  begun: readonly ConversationId[],
): void {
  const random = createRandom(seed);
  actNowAndThen(stage, random, () => {
    const tab = tabOf(device, random);
    const conversation = begun.at(-1);
    if (tab === null || conversation === undefined || dealWithRefusals(stage, device, tab, random)) return;
    if (random.chance(0.5)) write(tab, 'transcript.send', { conversation });
    else write(tab, 'contact.update', { email: `${word}-${random.between(1, 3)}@mail.example` });
  });
}
