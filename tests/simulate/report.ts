import type { Report } from './simulate.ts';

/** How a failing seed tells what happened, and how to run it again. */
type Told = Pick<Report, 'seed' | 'faults' | 'plan' | 'newest' | 'hash'>;

export function tellFailure({ seed, faults, plan, newest, hash }: Told, lines = 60): string {
  const told = faults.slice(0, 5).map(({ rule, what, at }) => `  ${rule} after ${at.toFixed(3)} s: ${what}`);
  return [
    `Seed ${seed} broke a rule (trace ${hash}).`,
    ...told,
    `Drawn: ${plan}.`,
    `The last ${lines} things that happened (seconds since the start):`,
    ...newest.slice(-lines).map((line) => `  ${line}`),
    `Run it again: npm run simulate -- --seed ${seed} --loud`,
  ].join('\n');
}
