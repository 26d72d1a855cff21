/** kill -9 under load: what had been acknowledged, or seen by the other side, and is gone after a restart. */
import { Session } from '../session.ts';
import type { Contestant } from '../contestants.ts';
import type { Figures } from '../figures.ts';
import type { Generator } from '../generator-process.ts';
import type { Settings } from '../settings.ts';

/** Half of what it holds, at most this: a server that is behind would lose for another reason. */
const HIGHEST_RATE = 4000;

export async function measureKill(contestant: Contestant, generator: Generator, settings: Settings): Promise<Figures> {
  const session = await Session.open(contestant, generator);
  await session.connect();
  await session.killUnderLoad(Math.min(HIGHEST_RATE, contestant.startRate / 2), settings.killSeconds);
  await session.start();
  const { acknowledged, acknowledgedGone, observedGone } = await session.readback();
  await session.close();
  return { acknowledged, acknowledgedGone, observedGone };
}
