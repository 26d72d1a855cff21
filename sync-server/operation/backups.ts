import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fail, type Result } from '#schema/result.ts';
import type { WorkspaceSettings } from '#schema/workspace-settings.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports.ts';
import type { Timers } from '../timers.ts';
import type { BackupOrder } from './make-backup.ts';
import { backupsFolder, readManifest, type Backup } from './manifest.ts';
import { backupsToKeep } from './workspace-wishes.ts';

/** Backups of a running server: by its schedule, and when somebody asks (OPS2). One at a time. */
export interface Backups {
  readonly list: () => readonly Backup[];
  /** The one that is being made. */
  readonly running: () => RunningBackup | null;
  /** Why the last one failed; null when it did not. */
  readonly lastFailure: () => BackupFailure | null;
  /** Makes one now; whoever asks while one is being made waits for the same. */
  readonly make: (reason: Backup['reason']) => Promise<Result<Backup, string>>;
  /** Looks from time to time whether one is due. */
  readonly watch: () => void;
}

export interface RunningBackup {
  readonly since: number;
  /** From 0 to 1: how much of the copy is there. */
  readonly progress: number;
}
export interface BackupFailure {
  readonly at: number;
  readonly detail: string;
}

export interface BackupsDeps {
  readonly dataDir: string;
  readonly program: string;
  readonly settings: {
    readonly current: () => Pick<WorkspaceSettings, 'backupEveryHours' | 'backupsKept'>;
    readonly isSure: () => boolean;
  };
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

const LOOK_EVERY = 60_000;
/** After a failure, ms: the disk may have room again. */
const AGAIN_AFTER = 30 * 60_000;
const HOUR = 3_600_000;

/** A source beside this source, or a bundle beside this bundle. */
const PROGRAM = new URL(import.meta.url.endsWith('.ts') ? './backup-worker.ts' : './backup-worker.js', import.meta.url);

export function createBackups(deps: BackupsDeps): Backups {
  const { dataDir, settings, clock, timers, log } = deps;
  let running: { readonly since: number; readonly done: Promise<Result<Backup, string>> } | null = null;
  let failure: BackupFailure | null = null;

  function inThread(order: BackupOrder): Promise<Result<Backup, string>> {
    return new Promise((resolve) => {
      const worker = new Worker(PROGRAM, { workerData: order });
      worker.once('message', resolve);
      worker.once('error', (error) => resolve(fail(`The backup failed: ${String(error)}`)));
      worker.once('exit', () => resolve(fail('The backup was broken off.')));
    });
  }

  async function begin(reason: Backup['reason']): Promise<Result<Backup, string>> {
    const kept = backupsToKeep({ settings: settings.current(), isSure: settings.isSure() });
    const made = await inThread({ dataDir, reason, kept, program: deps.program, now: clock.now() });
    running = null;
    failure = made.ok ? null : { at: clock.now(), detail: made.failure };
    if (made.ok) log.info({ file: made.value.file, seconds: made.value.seconds }, 'a backup was made');
    else log.error({ detail: made.failure }, 'a backup was not made');
    return made;
  }

  function make(reason: Backup['reason']): Promise<Result<Backup, string>> {
    running ??= { since: clock.now(), done: begin(reason) };
    return running.done;
  }

  const list = (): readonly Backup[] => readManifest(dataDir);

  function isDue(): boolean {
    const { backupEveryHours: every } = settings.current();
    if (every === null || running !== null) return false;
    if (failure !== null && clock.now() - failure.at < AGAIN_AFTER) return false;
    const newest = list()[0]?.madeAt ?? -Infinity;
    // One from the future was made by a clock that was ahead.
    return newest > clock.now() || clock.now() - newest >= every * HOUR;
  }

  function watch(): void {
    timers.after(LOOK_EVERY, () => {
      if (isDue()) void make('schedule');
      watch();
    });
  }

  return {
    list,
    make,
    watch,
    lastFailure: () => failure,
    running: () => (running === null ? null : { since: running.since, progress: copied(dataDir) }),
  };
}

/** How much of the database the half-made copy holds. */
function copied(dataDir: string): number {
  try {
    const folder = backupsFolder(dataDir);
    const part = readdirSync(folder).find((name) => name.endsWith('.part'));
    const whole = statSync(join(dataDir, 'holdline.db')).size;
    return part === undefined || whole === 0 ? 0 : Math.min(1, statSync(join(folder, part)).size / whole);
  } catch {
    return 0; // it was just finished or begun
  }
}
