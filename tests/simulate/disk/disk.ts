import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createOrders, type WriterOrder } from '#sync-server/commit/orders.ts';
import { createWriterOver } from '#sync-server/commit/writer-over.ts';
import { prepareWrites } from '#sync-server/commit/write-statements.ts';
import type { CommitOutcome, Writer } from '#sync-server/commit/writer.ts';
import { makeBackup } from '#sync-server/operation/make-backup.ts';
import { backupsFolder } from '#sync-server/operation/manifest.ts';
import { restore } from '#sync-server/operation/restore.ts';
import { openDatabase, type Connection } from '#sync-server/store/database.ts';
import type { Random } from '../../support/random.ts';
import type { Owner } from '../world/scheduler.ts';
import type { World } from '../world/world.ts';
import { allocatedBytes } from './allocated.ts';
import { noDiskFaults, type DiskFaults } from './faults.ts';
import { faultyConnection } from './faulty-connection.ts';

/**
 * The server's disk: the real libSQL on a real file. Each process of the server works on a file of its own, made of the one before
 * as a crash left it: whole up to the last fsync, and of what was being written, any sectors or none.
 */
export interface Disk {
  readonly faults: DiskFaults;
  /** How often it has failed so far. */
  readonly failures: () => number;
  readonly open: (life: Owner) => OpenDisk;
  /** Ends the file of this process; the next one opens what is left. */
  readonly crash: (open: OpenDisk) => void;
  /** Makes a backup of what the open disk has. */
  readonly backUp: (open: OpenDisk, now: number) => string;
  /** Puts a backup in the place of the data, while nobody has it open. */
  readonly restore: (file: string, now: number) => void;
  /** The first of these words that stands in a file of the open disk; null: none does. */
  readonly bytesWith: (open: OpenDisk, words: Iterable<string>) => string | null;
  readonly dispose: () => void;
}

export interface OpenDisk {
  /** Of the main thread. */
  readonly connection: Connection;
  readonly writer: Writer;
  /** The folder of the file, and of what stands beside it. */
  readonly dataDir: string;
  /** Reads without faults and delays, for who judges. */
  readonly judge: Connection;
  /** Brings the log into the file, as SQLite does now and then. */
  readonly checkpoint: () => void;
}

export interface DiskEvents {
  /** The order is on the disk with fsync, whatever its answer will be. */
  readonly durable: (order: WriterOrder, judge: Connection) => void;
  readonly said: (...words: readonly (string | number)[]) => void;
}

interface Job {
  readonly order: WriterOrder;
  readonly answer: (outcome: CommitOutcome) => void;
}

const SECTOR = 512;
/** The part of the log that says which of the rest counts; SQLite syncs it before anything behind it. */
const LOG_HEADER = 32;
/** Beside the database; each is fsynced by whoever writes it, before anything goes on. */
const BESIDE = ['erasures.jsonl', 'holdline.life'];
/** Behind all that was handed over. */
const CLOSE: WriterOrder = { kind: 'cursors', rows: [] };
const QUIET = { error: () => undefined };

interface Files {
  readonly connection: Connection;
  readonly writing: Connection;
  readonly path: string;
  readonly carryOut: (order: WriterOrder) => { readonly outcome: CommitOutcome; readonly isDurable: boolean };
  readonly jobs: Job[];
  busy: Job | null;
  answersAt: number;
  /** The file as it was before the checkpoint that is being made; null while none is. */
  beforeCheckpoint: Buffer | null;
}

export function createDisk(world: World, random: Random, events: DiskEvents): Disk {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'holdline-simulate-'));
  const faults = noDiskFaults();
  const opened = new WeakMap<OpenDisk, Files>();
  let generation = 0;
  let failures = 0;
  let backups = 0;
  let path = join(folder, '0', 'holdline.db');

  function work(files: Files, life: Owner): void {
    if (files.busy !== null) return;
    const job = files.jobs.shift();
    if (job === undefined) return;
    files.busy = job;
    const [least, most] = faults.latency;
    const fsync = least + random.fraction() * (most - least);
    world.after(
      fsync,
      () => {
        const { outcome, isDurable } = files.carryOut(job.order);
        if (isDurable) events.durable(job.order, files.connection);
        files.beforeCheckpoint = null;
        files.busy = null;
        // The way back to the main thread, where answers come in the order of the orders.
        files.answersAt = Math.max(files.answersAt, world.now() + 0.05 + random.fraction() * 0.4);
        world.after(files.answersAt - world.now(), () => job.answer(outcome), life);
        work(files, life);
      },
      life,
    );
  }

  function openFiles(life: Owner): OpenDisk {
    const inner = openDatabase(path);
    // Only we say when, so that between two checkpoints the log only grows.
    inner.exec('PRAGMA wal_autocheckpoint = 0');
    const writing = openDatabase(path);
    writing.exec('PRAGMA wal_autocheckpoint = 0');
    const fault = (what: string): void => {
      failures += 1;
      events.said('disk', what);
    };
    // What SQLite is not told to sync is on no disk.
    const isSynced = writing.prepare<{ synchronous: number }>('PRAGMA synchronous').one()?.synchronous === 2;
    let isCommitted = false;
    const committed = (): void => void (isCommitted = true);
    // Prepared at the first order: by then the tables are there.
    let orders: ((order: WriterOrder) => CommitOutcome) | null = null;
    const files: Files = {
      connection: inner,
      writing,
      path,
      carryOut: (what) => {
        isCommitted = false;
        orders ??= createOrders(prepareWrites(faultyConnection(writing, faults, random, { fault, committed })));
        const outcome = orders(what);
        return { outcome, isDurable: isCommitted && isSynced };
      },
      jobs: [],
      busy: null,
      answersAt: 0,
      beforeCheckpoint: null,
    };
    const order = (what: WriterOrder): Promise<CommitOutcome> =>
      new Promise((answer) => {
        files.jobs.push({ order: what, answer });
        work(files, life);
      });
    const disk: OpenDisk = {
      connection: faultyConnection(inner, faults, random, { fault, committed }),
      dataDir: dirname(path),
      judge: inner,
      writer: createWriterOver(order, async () => void (await order(CLOSE)), QUIET),
      checkpoint: () => {
        files.beforeCheckpoint = readFileSync(path);
        writing.exec('PRAGMA wal_checkpoint(PASSIVE)');
        events.said('disk checkpoint');
        const { beforeCheckpoint } = files;
        world.after(
          random.between(1, 20),
          () => {
            if (files.beforeCheckpoint === beforeCheckpoint) files.beforeCheckpoint = null;
          },
          life,
        );
      },
    };
    opened.set(disk, files);
    return disk;
  }

  /**
   * Of two states of a file, with nothing synced in between: any sectors of either, or neither. What stands before the first byte
   * that was written stays, as SQLite expects of a disk (its `powersafe overwrite`).
   */
  function torn(before: Buffer, after: Buffer, keep: number): Buffer {
    const result = Buffer.from(after);
    let from = keep;
    while (from < before.length && before[from] === after[from]) from += 1;
    const end = random.chance(0.4) ? random.between(Math.min(before.length, after.length), after.length) : after.length;
    for (let at = from; at < after.length;) {
      const start = at;
      const to = Math.min((Math.floor(at / SECTOR) + 1) * SECTOR, after.length);
      at = to;
      if (before.subarray(start, to).equals(after.subarray(start, to)) || random.chance(0.5)) continue;
      if (random.chance(0.3)) for (let index = start; index < to; index += 1) result[index] = random.between(0, 255);
      else if (before.length >= to) before.copy(result, start, start, to);
      else result.fill(0, start, to);
    }
    return result.subarray(0, Math.max(end, from));
  }

  return {
    faults,
    failures: () => failures,
    open: openFiles,
    crash: (disk) => {
      const files = opened.get(disk);
      if (files === undefined) throw new Error('a disk that was never opened');
      const log = `${files.path}-wal`;
      const before = existsSync(log) ? readFileSync(log) : Buffer.alloc(0);
      let after: Buffer = before;
      const inHand = files.busy?.order;
      if (inHand !== undefined && files.beforeCheckpoint === null && random.chance(0.7)) {
        if (files.carryOut(inHand).isDurable) after = readFileSync(log);
        // Whole although nobody heard of it, or any part of it.
        if (random.chance(0.7)) after = torn(before, after, LOG_HEADER);
        events.said('disk torn', inHand.kind, before.length, after.length);
      }
      generation += 1;
      path = join(folder, String(generation), 'holdline.db');
      mkdirSync(join(folder, String(generation)));
      if (files.beforeCheckpoint === null) copyFileSync(files.path, path);
      else {
        writeFileSync(path, torn(files.beforeCheckpoint, readFileSync(files.path), 0));
        events.said('disk torn checkpoint');
      }
      writeFileSync(`${path}-wal`, after);
      for (const name of BESIDE)
        if (existsSync(join(dirname(files.path), name)))
          copyFileSync(join(dirname(files.path), name), join(dirname(path), name));
      files.jobs.length = 0;
      files.connection.close();
      files.writing.close();
      rmSync(join(files.path, '..'), { recursive: true });
    },
    backUp: ({ dataDir }, now) => {
      const made = makeBackup({ dataDir, program: 'simulated', now, reason: 'button', kept: 9 });
      if (!made.ok) throw new Error(made.failure);
      const kept = join(folder, `backup-${(backups += 1)}.db`);
      renameSync(join(backupsFolder(dataDir), made.value.file), kept);
      return kept;
    },
    restore: (file, now) => {
      const done = restore({ dataDir: dirname(path), file, now });
      if (!done.ok) throw new Error(done.failure);
    },
    bytesWith: ({ dataDir }, words) => {
      const files = allocatedBytes(dataDir);
      for (const word of words) if (files.some((bytes) => bytes.includes(word))) return word;
      return null;
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
