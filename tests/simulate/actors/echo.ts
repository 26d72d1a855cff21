import type { Command } from '#schema/commands/command.ts';
import type { Features } from '../faults/features.ts';
import { ORIGIN } from '../device/device.ts';
import type { Server } from '../server/server.ts';
import type { Stage } from './cast.ts';

/** A command as it passed, and whose bearer it showed. */
export interface Heard {
  readonly bearer: string;
  readonly command: Command;
}

/** Requests that were long on their way: commands that were accepted, once more, from whom they are (CMD1). */
export function playEchoes(stage: Stage, server: Server, heard: readonly Heard[], { random }: Features): void {
  const { world, model } = stage;
  const next = (): void =>
    void world.after(
      random.between(200, 2_500),
      () => {
        if (stage.isOver()) return;
        next();
        const accepted = heard.filter(({ command }) => model.isDecided(command.id));
        if (accepted.length === 0) return;
        const { bearer, command } = random.pick(accepted);
        void server.request(`${ORIGIN}/api/commands`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
          body: JSON.stringify({ commands: [command] }),
        });
      },
      null,
    );
  next();
}
