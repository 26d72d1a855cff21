/** Latency and processor time at rates that everyone should hold, and the memory of a socket before any traffic. */
import { CONVERSATIONS, Session } from '../session.ts';
import { warmUp } from './warm-up.ts';
import type { Contestant } from '../contestants.ts';
import type { Figures, FixedRateFigures } from '../figures.ts';
import type { Generator } from '../generator-process.ts';
import type { Settings } from '../settings.ts';
import type { MeasuredStep } from '../session.ts';

/** A rate that was not held has no latency worth quoting: only the first messages arrived in time to count. */
function figuresOf(step: MeasuredStep): FixedRateFigures {
  const lost = step.offered - Math.min(step.delivered, step.acknowledged);
  if (step.aborted !== null) return { lost };
  return {
    p50: step.latency.p50,
    p99: step.latency.p99,
    p50FromWrite: step.fromWrite.p50,
    p99FromWrite: step.fromWrite.p99,
    cpuPerThousand: step.cpuPerThousand,
    lost,
  };
}

export async function measureFixedRates(
  contestant: Contestant,
  generator: Generator,
  settings: Settings,
): Promise<Figures> {
  const session = await Session.open(contestant, generator);
  // The first sockets pay for code and buffers that all later ones share.
  await session.connect();
  await session.disconnect();
  const empty = await session.memory();
  await session.connect();
  const full = await session.memory();
  const sockets = CONVERSATIONS * 2;

  await warmUp(session, contestant, settings.warmUpSeconds);
  const slow = await session.step(1000, settings.fixedSeconds);
  await session.settle();
  const fast = await session.step(4000, settings.fixedSeconds);
  await session.settle();
  await session.close();
  return {
    idleRss: session.idleMemory.rss,
    bytesPerSocket: (full.used - empty.used) / sockets,
    rssPerSocket: (full.rss - empty.rss) / sockets,
    at1000: figuresOf(slow),
    at4000: figuresOf(fast),
    foreignCores: Math.max(slow.foreignCores, fast.foreignCores),
  };
}
