import type { Features } from '../faults/features.ts';
import type { Disk } from '../disk/disk.ts';
import type { Server } from '../server/server.ts';
import type { Stage } from './cast.ts';

/** Makes a backup now and then, and at some time puts one back, with everybody at work (OPS3). */
export function playAdmin(stage: Stage, server: Server, disk: Disk, { random }: Features): void {
  const { world, model } = stage;
  const files: string[] = [];

  const later = (ms: number, run: () => void): void =>
    void world.after(
      ms,
      () => {
        if (!stage.isOver()) run();
      },
      null,
    );

  function backUp(): void {
    const life = server.life();
    if (life === null) return;
    const file = disk.backUp(life.disk, life.clock.now());
    model.restoring.copied(file);
    files.push(file);
    world.trace.say('a backup is made', files.length);
  }

  function putBack(): void {
    if (files.length === 0 || server.life() === null) return;
    const file = random.pick(files);
    server.crash(random.chance(0.3));
    world.trace.say('a backup is put back', files.indexOf(file) + 1);
    disk.restore(file, Math.floor(world.today() + server.skew));
    model.restoring.goneBack(file);
    start();
  }

  function start(): void {
    later(random.between(200, 4_000), () => {
      if (server.life() === null && !server.start()) start();
    });
  }

  const again = (least: number, most: number, run: () => void): void =>
    later(random.between(least, most), () => {
      run();
      again(least, most, run);
    });
  again(5_000, 30_000, backUp);
  again(25_000, 80_000, putBack);
}
