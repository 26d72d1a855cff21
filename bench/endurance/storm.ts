/** The server goes and comes back under 5,000 clients. */
import { Generator } from '../generator-process.ts';
import { Session } from '../session.ts';
import type { Contestant } from '../contestants.ts';
import type { EnduranceFigures } from './figures.ts';

const SOCKETS = 5_000;
const MESSAGES = 10;
const FILL_RATE = 4_000;

export async function measureStorm(ours: Contestant): Promise<EnduranceFigures> {
  const generator = new Generator();
  try {
    const session = await Session.open(ours, generator, { conversations: SOCKETS / 2 });
    await session.connect();
    await session.step(FILL_RATE, ((SOCKETS / 2) * MESSAGES) / FILL_RATE);
    await session.settle();
    const before = await session.memory();
    const storm = session.storm();
    await session.kill();
    await session.start();
    const readyAt = performance.timeOrigin + performance.now();
    const { lastAt, tries, busiest, missing } = await storm;
    if (missing > 0) throw new Error(`${String(missing)} of ${String(SOCKETS)} did not come back`);
    const figures: EnduranceFigures = {
      stormSockets: SOCKETS,
      stormSeconds: (lastAt - readyAt) / 1000,
      stormTries: tries,
      stormBusiest: busiest,
      stormPeak: session.peakMemory(),
      stormBefore: before.rss,
    };
    await session.close();
    return figures;
  } finally {
    generator.stop();
  }
}
