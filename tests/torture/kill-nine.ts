import { createRandom } from '../support/random.ts';
import { readEntries } from '../support/read-server.ts';
import { startServer } from '../support/server-process.ts';
import { pause } from '../support/until.ts';
import { beginBackup, compareBackup, readBackups } from './backups.ts';
import { openTown, type TownReport } from './town.ts';

/**
 * Kills the server process with -9 at random moments under traffic, lets it come back on its data, and compares in the end what
 * devices were told, what the disk has, and what every replica shows.
 */
export interface TortureOptions {
  /** Of a server that was ready; some more come while it starts and while it ends in order. */
  readonly kills: number;
  readonly seed: number;
  readonly visitors: number;
  readonly operators: number;
  /** Of so many kills one meets a backup under way; 0 for none. */
  readonly backups?: number;
}

export interface TortureReport extends TownReport {
  readonly kills: number;
  readonly killsDuringStart: number;
  readonly killsDuringDrain: number;
  /** Backups that were under way when the server was killed, or were killed with it. */
  readonly killsDuringBackup: number;
  readonly backups: number;
  /** From the start of a process to its readiness, ms. */
  readonly medianStart: number;
  readonly seconds: number;
}

export async function killNine(options: TortureOptions): Promise<TortureReport> {
  const began = performance.now();
  const random = createRandom(options.seed);
  const server = await startServer({ VISITOR_LIMIT: 'off' });
  const starts: number[] = [];
  let killsDuringStart = 0;
  let killsDuringDrain = 0;
  let killsDuringBackup = 0;
  try {
    const { visitors, operators } = options;
    const town = await openTown({ server, random, visitors, operators, rest: 700 });
    try {
      for (let kills = 0; kills < options.kills; kills += 1) {
        await pause(random.between(20, 900));
        const backup = random.chance(options.backups ?? 0) ? beginBackup(server) : null;
        if (backup !== null) {
          killsDuringBackup += 1;
          await pause(random.between(0, 600));
          if (random.chance(0.3)) backup.kill();
        }
        if (random.chance(0.2)) {
          killsDuringDrain += 1;
          await server.stopAndKill(random.between(0, 60));
        } else await server.kill();
        if (random.chance(0.2)) {
          killsDuringStart += 1;
          await server.startAndKill(random.between(50, 600));
        }
        const start = performance.now();
        await server.start();
        starts.push(performance.now() - start);
        await backup?.ended;
        town.networkIsBack();
      }
      const report = await town.settle();
      const backups = readBackups(server);
      return {
        ...report,
        faults: [...report.faults, ...backups.flatMap((backup) => compareBackup(backup, readEntries(server)))],
        kills: options.kills,
        killsDuringStart,
        killsDuringDrain,
        killsDuringBackup,
        backups: backups.length,
        medianStart: Math.round(starts.sort((a, b) => a - b)[starts.length >> 1] ?? 0),
        seconds: Math.round((performance.now() - began) / 1000),
      };
    } finally {
      await town.close();
    }
  } finally {
    await server.dispose();
  }
}
