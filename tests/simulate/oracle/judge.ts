import type { World } from '../world/world.ts';

/** Takes down what is wrong. The first one ends the run: what comes after it is only its echo. */
export interface Judge {
  readonly fail: (rule: string, what: string) => void;
  readonly check: (holds: boolean, rule: string, what: () => string) => void;
  readonly faults: readonly Fault[];
  /** How often each rule was looked at, so that one that never was is seen. */
  readonly looked: ReadonlyMap<string, number>;
}

export interface Fault {
  readonly rule: string;
  readonly what: string;
  /** Seconds since the start of the run. */
  readonly at: number;
}

export function createJudge(world: World): Judge {
  const faults: Fault[] = [];
  const looked = new Map<string, number>();
  const fail: Judge['fail'] = (rule, what) => {
    const at = (world.now() - world.start) / 1000;
    faults.push({ rule, what, at });
    world.trace.say('BROKEN', rule, what);
    world.stop();
  };
  return {
    fail,
    check: (holds, rule, what) => {
      looked.set(rule, (looked.get(rule) ?? 0) + 1);
      if (!holds) fail(rule, what());
    },
    faults,
    looked,
  };
}
