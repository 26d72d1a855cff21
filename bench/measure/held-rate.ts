import { median } from '../load/percentiles.ts';
import { Session } from '../session.ts';
import { searchHighestRate } from './highest-rate.ts';
import { warmUp } from './warm-up.ts';
import type { Contestant } from '../contestants.ts';
import type { Figures } from '../figures.ts';
import type { Generator } from '../generator-process.ts';
import type { Settings } from '../settings.ts';
import type { MeasuredStep } from '../session.ts';

/** One search on a fresh server. The runner takes turns between contestants, because the machine drifts. */
export async function searchOnce(
  contestant: Contestant,
  generator: Generator,
  settings: Settings,
  say: (line: string) => void,
): Promise<MeasuredStep | null> {
  const session = await Session.open(contestant, generator);
  await session.connect();
  await warmUp(session, contestant, settings.warmUpSeconds);
  const { best, tried } = await searchHighestRate(session, contestant.startRate, settings.stepSeconds);
  await session.close();
  say(tried.map(({ rate, held, p99 }) => `${held ? '' : '✗'}${String(rate)} (${p99.toFixed(0)} ms)`).join(' '));
  return best;
}

/** @param searches best steps of all searches of one contestant */
export function heldFigures(searches: readonly (MeasuredStep | null)[]): Figures {
  const held = median(searches.map((step) => step?.rate ?? 0));
  const typical = searches.find((step) => step?.rate === held) ?? null;
  return {
    held,
    heldSearches: searches.map((step) => step?.rate ?? 0),
    ...(typical !== null && { cpuPerThousand: typical.cpuPerThousand }),
    foreignCores: Math.max(0, ...searches.map((step) => step?.foreignCores ?? 0)),
  };
}
