import type { VisitorId } from '#schema/ids.ts';
import type { Features } from '../faults/features.ts';
import type { Disk } from '../disk/disk.ts';
import type { Judge } from '../oracle/judge.ts';
import { visitorIdOf } from '../server/people.ts';
import type { Server } from '../server/server.ts';
import type { Stage } from './cast.ts';

/** Somebody asks to be forgotten, now and then, and an admin does it (KEEP5). */
export function playEraser(
  stage: Stage,
  judge: Judge,
  server: Server,
  disk: Disk,
  words: readonly string[],
  { random }: Features,
): void {
  const { world, model } = stage;

  async function erase(visitor: VisitorId): Promise<void> {
    const life = server.life();
    if (life === null) return;
    const failures = disk.failures();
    const erased = await life.street.erase(visitor, 'an admin');
    world.trace.say('erased', visitor, JSON.stringify(erased));
    // What a failing disk did not let go is taken along by the next one.
    if (!erased.ok || server.life() !== life || disk.failures() > failures) return;
    const found = disk.bytesWith(life.disk, model.keeping.forgottenWords());
    judge.check(found === null, 'KEEP5', () => `${visitor} is erased, and a file still has the words ${found}`);
  }

  const next = (): void =>
    void world.after(
      random.between(10_000, 60_000),
      () => {
        if (stage.isOver()) return;
        next();
        const life = server.life();
        const visitor = visitorIdOf(random.pick(words));
        if (life === null) return;
        world.hand(life.owner, () => {
          erase(visitor).catch((error: unknown) => {
            // The door answers with a problem.
            if (!String(error).includes('simulated SQLITE')) throw error;
          });
        });
      },
      null,
    );
  next();
}
