import type { Random } from '../../support/random.ts';
import { describeFeatures, drawFeatures, type Features } from './features.ts';

/**
 * What may go wrong in one run. Each seed draws its own few of them (swarm testing): a run with everything at once would
 * seldom get anywhere, and two faults that hide each other would never be apart.
 */
export const FAULTS = [
  'slow-network',
  'cut',
  'offline',
  'one-way-up',
  'one-way-down',
  'half-open',
  'slow-reader',
  'late-requests',
  'doubled-requests',
  'unanswered-requests',
  'server-kill',
  'server-power',
  'server-drain',
  'server-clock',
  'disk-reads',
  'disk-writes',
  'disk-unheard',
  'disk-slow',
  'disk-checkpoints',
  'device-skew',
  'device-clock-jumps',
  'tab-close',
  'tab-crash',
  'tab-hang',
  'second-tab',
  'hidden-tab',
  'device-sleep',
  'device-power',
  'storage-full',
  'storage-wipe',
  'storage-dead-handles',
  'storage-hang',
  'storage-none',
  'few-abilities',
  'small-memory',
  'short-chapters',
  'tight-limits',
] as const;
export type FaultName = (typeof FAULTS)[number];

export interface Plan {
  readonly faults: ReadonlySet<FaultName>;
  /** Mean time between two happenings of one fault, ms. */
  readonly every: { readonly [Name in FaultName]?: number };
  readonly visitors: number;
  readonly operators: number;
  readonly observers: number;
  readonly hasAttacker: boolean;
  readonly secondDevices: boolean;
  readonly pace: number;
  readonly features: Features;
}

export function drawPlan(seed: number, random: Random): Plan {
  // From quiet days to bad ones.
  const share = random.pick([0, 0.1, 0.2, 0.3, 0.45]);
  const faults = new Set(FAULTS.filter(() => random.chance(share)));
  // What most conversations never come to, and what then must hold all the same.
  if (random.chance(0.35)) faults.add('short-chapters');
  const every = Object.fromEntries([...faults].map((name) => [name, random.between(4_000, 40_000)]));
  return {
    faults,
    every,
    visitors: random.between(1, 3),
    operators: random.between(1, 2),
    observers: random.chance(0.3) ? 1 : 0,
    hasAttacker: random.chance(0.4),
    secondDevices: random.chance(0.6),
    pace: random.between(900, 4_000),
    features: drawFeatures(seed),
  };
}

export const describePlan = (plan: Plan): string =>
  `${plan.visitors} visitors, ${plan.operators} operators${plan.secondDevices ? ' with two devices' : ''}, ${plan.observers} observers, ` +
  `${plan.hasAttacker ? 'an' : 'no'} attacker, an act in ${plan.pace} ms; ` +
  (plan.faults.size === 0 ? 'no faults' : [...plan.faults].join(', ')) +
  describeFeatures(plan.features);
