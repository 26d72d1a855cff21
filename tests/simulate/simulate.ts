import { enter, realNow } from './world/globals.ts';
import { perform } from './course.ts';
import { describePlan, drawPlan, type FaultName } from './faults/plan.ts';
import { createJudge, type Fault } from './oracle/judge.ts';
import { setUp } from './play.ts';
import { createWorld } from './world/world.ts';

export interface RunOptions {
  readonly seed: number;
  /** Of simulated time, before everything is healed. */
  readonly minutes?: number;
  readonly isLoud?: boolean;
}

export interface Report {
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly plan: string;
  readonly hash: string;
  /** The newest lines of what happened. */
  readonly newest: readonly string[];
  readonly looked: ReadonlyMap<string, number>;
  readonly happened: ReadonlyMap<FaultName, number>;
  readonly counts: { readonly [what: string]: number };
  /** Real time, ms. */
  readonly took: number;
}

/** One run of one seed: the same seed always gives the same run. */
export async function simulate({ seed, minutes = 2, isLoud = false }: RunOptions): Promise<Report> {
  const began = realNow();
  const world = createWorld(seed, isLoud);
  const judge = createJudge(world);
  const plan = drawPlan(seed, world.fork());
  const play = setUp(world, judge, plan);
  const globals = world.fork();
  const onRejection = (reason: unknown): void =>
    judge.fail('DEFECT', reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
  process.on('unhandledRejection', onRejection);
  enter({
    now: () => Math.floor(world.now()),
    after: world.after,
    soon: world.soon,
    fill: (bytes) => void bytes.set(world.bytes(globals, bytes.length)),
    fraction: globals.fraction,
    openChannel: play.openChannel,
  });
  try {
    await perform(world, judge, play, minutes * 60_000);
  } catch (error) {
    judge.fail('DEFECT', error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    enter(null);
    process.off('unhandledRejection', onRejection);
    play.dispose();
  }
  return {
    seed,
    faults: judge.faults,
    plan: describePlan(plan),
    hash: world.trace.hash(),
    newest: world.trace.newest(),
    looked: judge.looked,
    happened: play.faults.happened,
    counts: {
      ...play.model.counts(),
      ...play.ledgers.counts(),
      events: world.events(),
      healed: play.healedAfter(),
    },
    took: realNow() - began,
  };
}
