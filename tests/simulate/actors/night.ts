import type { Stage } from './cast.ts';
import type { Features } from '../faults/features.ts';

const HOUR = 3_600_000;

/** A day or two go by in a moment, for every clock alike, a few times in a run. */
export function playNights(stage: Stage, { random }: Features): void {
  const { world } = stage;
  const next = (): void =>
    void world.after(
      random.between(15_000, 45_000),
      () => {
        if (stage.isOver()) return;
        const hours = random.between(25, 60);
        world.letPass(hours * HOUR);
        world.trace.say('hours pass', hours);
        next();
      },
      null,
    );
  next();
}
