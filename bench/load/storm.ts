/** Clients that lost their server come back as ours do: with full jitter, doubling (client/session/back-off.ts). */
import { setTimeout as wait } from 'node:timers/promises';
import { createBackOff } from '#client/session/back-off.ts';
import type { StormResult } from './orders.ts';

const GIVE_UP_AFTER = 60_000;
const WINDOW = 100;

/** @param join one try of the seat; true when it has its document */
export async function storm(seats: number, join: (seat: number) => Promise<boolean>): Promise<StormResult> {
  const deadline = performance.now() + GIVE_UP_AFTER;
  const live: number[] = [];
  let tries = 0;
  const comeBack = async (seat: number): Promise<void> => {
    const backOff = createBackOff(Math.random);
    while (performance.now() < deadline) {
      // Half of them look at the page, and are less patient.
      await wait(backOff.next(seat % 2 === 0));
      tries += 1;
      if (!(await join(seat))) continue;
      live.push(performance.now());
      return;
    }
  };
  await Promise.all(Array.from({ length: seats }, (_, seat) => comeBack(seat)));
  live.sort((left, right) => left - right);
  let busiest = 0;
  for (let first = 0, last = 0; last < live.length; last += 1) {
    while ((live[last] ?? 0) - (live[first] ?? 0) > WINDOW) first += 1;
    busiest = Math.max(busiest, last - first + 1);
  }
  return { lastAt: performance.timeOrigin + (live.at(-1) ?? 0), tries, busiest, missing: seats - live.length };
}
