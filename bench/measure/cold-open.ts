/** How long a conversation of 1,000 messages takes to open on a server that has just started and holds none of it. */
import { Session } from '../session.ts';
import type { Contestant } from '../contestants.ts';
import type { Figures } from '../figures.ts';
import type { Generator } from '../generator-process.ts';
import type { Settings } from '../settings.ts';

const MESSAGES = 1000;
const FILL_RATE = 4000;
const WARM_UP_JOINS = 200;

export async function measureColdOpen(
  contestant: Contestant,
  generator: Generator,
  settings: Settings,
): Promise<Figures> {
  const conversations = settings.coldConversations;
  const session = await Session.open(contestant, generator, { conversations });
  await session.connect();
  const rate = Math.min(FILL_RATE, contestant.startRate / 2);
  const fill = await session.step(rate, (conversations * MESSAGES) / rate);
  if (!fill.complete)
    throw new Error(`${String(MESSAGES)} messages a conversation were not taken: ${fill.aborted ?? ''}`);
  await session.disconnect();
  await session.stopServer();
  await session.start();
  // The first conversation is opened again and again, so that code is compiled; each other one is opened once, alone.
  await session.joins({ count: WARM_UP_JOINS, concurrency: 1, first: 0, stride: conversations * 2 });
  const cold = await session.joins({ count: conversations - 1, concurrency: 1, first: 2, stride: 2 });
  await session.close();
  return { coldOpen: cold.afterUpgrade.p50, coldOpenWorst: cold.afterUpgrade.max };
}
