/** One contestant's server on one data folder, together with the generator that plays its 1,000 people. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Noise } from './noise.ts';
import { ServerProcess, peakMemoryOf, processorSeconds, residentMemoryOf } from './server-process.ts';
import type { Contestant } from './contestants.ts';
import type { Generator } from './generator-process.ts';
import type { ConnectResult, JoinOrder, JoinResult, ReadbackResult, StepResult, StormResult } from './load/orders.ts';
import type { Memory } from './server-process.ts';

export const PORT = Number(process.env.BENCH_PORT ?? 18_700);
export const CONVERSATIONS = 500;
/** Slow rates are paced finely, because their latency is below a millisecond; fast ones coarsely, to spare the processor. */
const FINE_TICK = 0.25;
const COARSE_TICK = 1;
const FINE_BELOW = 5_000;
const PATIENCE = 5_000;
const SETTLE_PATIENCE = 15_000;

const dataFolders = new Set<string>();

/** Also those of sessions that failed half-way. */
export function removeDataFolders(): void {
  for (const folder of dataFolders) rmSync(folder, { recursive: true, force: true });
  dataFolders.clear();
}

/** A step with what the server used for it. */
export interface MeasuredStep extends StepResult {
  readonly rate: number;
  readonly cpuPerThousand: number;
  /** Cores used meanwhile by processes that are not ours. */
  readonly foreignCores: number;
}

export interface SessionOptions {
  readonly conversations?: number;
  readonly port?: number;
  readonly prepare?: (dataDir: string) => void;
}

export class Session {
  readonly contestant: Contestant;
  readonly dataDir: string;
  readonly port: number;
  /** Before anybody had spoken to it. */
  readonly idleMemory: Memory;
  readonly #generator: Generator;
  #server: ServerProcess;

  private constructor(
    contestant: Contestant,
    generator: Generator,
    server: ServerProcess,
    place: { readonly dataDir: string; readonly port: number },
    idleMemory: Memory,
  ) {
    this.contestant = contestant;
    this.dataDir = place.dataDir;
    this.port = place.port;
    this.#generator = generator;
    this.#server = server;
    this.idleMemory = idleMemory;
  }

  /** Starts the server on an empty data folder, or one that `prepare` fills, and makes the conversations. */
  static async open(
    contestant: Contestant,
    generator: Generator,
    { conversations = CONVERSATIONS, port = PORT, prepare = () => undefined }: SessionOptions = {},
  ): Promise<Session> {
    const dataDir = mkdtempSync(join(tmpdir(), 'holdline-bench-'));
    dataFolders.add(dataDir);
    prepare(dataDir);
    const server = await ServerProcess.start(contestant.command(port, dataDir));
    const idleMemory = await server.memory();
    await generator.do({ kind: 'target', protocol: contestant.protocol, port, conversations });
    return new Session(contestant, generator, server, { dataDir, port }, idleMemory);
  }

  async connect(): Promise<ConnectResult> {
    const result = await this.#generator.do({ kind: 'connect' });
    const failure = result.first.failure ?? result.second.failure;
    if (failure !== null)
      throw new Error(`${this.contestant.name}: people could not join: ${failure}\n${this.#server.output}`);
    return result;
  }

  disconnect(): Promise<null> {
    return this.#generator.do({ kind: 'disconnect' });
  }

  memory(): Promise<Memory> {
    return this.#server.memory();
  }

  /** Samples the server's threads while `work` goes on and leaves a profile of each in the folder. */
  async profile<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
    await this.#server.startProfile();
    const result = await work();
    await this.#server.stopProfile(folder);
    return result;
  }

  joins(joins: JoinOrder): Promise<JoinResult> {
    return this.#generator.do({ kind: 'joins', joins });
  }

  readback(): Promise<ReadbackResult> {
    return this.#generator.do({ kind: 'readback' });
  }

  async step(rate: number, seconds: number): Promise<MeasuredStep> {
    const noise = new Noise();
    const before = processorSeconds(this.#server.pid);
    const tick = rate < FINE_BELOW ? FINE_TICK : COARSE_TICK;
    const result = await this.#generator.do({ kind: 'step', step: { rate, seconds, tick, patience: PATIENCE } });
    const cpu = processorSeconds(this.#server.pid) - before;
    return { ...result, rate, cpuPerThousand: (cpu / result.sent) * 1000, foreignCores: noise.foreignCores() };
  }

  /** Waits until the server has caught up with an overload. @returns false when it has not in time. */
  async settle(): Promise<boolean> {
    return (await this.#generator.do({ kind: 'settle', patience: SETTLE_PATIENCE })) === 0;
  }

  /** Load, and in the middle of it `kill -9`. @returns what had been offered until then. */
  async killUnderLoad(rate: number, seconds: number): Promise<StepResult> {
    const step = { rate, seconds: seconds * 2, tick: COARSE_TICK, patience: PATIENCE, untilClosed: true };
    const ended = this.#generator.do({ kind: 'step', step });
    const timer = setTimeout(() => void this.#server.kill(), seconds * 1000);
    const result = await ended;
    clearTimeout(timer);
    await this.#server.kill();
    return result;
  }

  /** Starts the server again on the same data. @returns ms from the start of the process to readiness */
  async start(isPlain = false): Promise<number> {
    const began = performance.now();
    this.#server = await ServerProcess.start(this.contestant.command(this.port, this.dataDir), isPlain);
    return performance.now() - began;
  }

  kill(): Promise<void> {
    return this.#server.kill();
  }

  /** To be followed by `kill` and `start`. */
  storm(): Promise<StormResult> {
    return this.#generator.do({ kind: 'storm' });
  }

  /** What the system counts for the server's process, bytes resident; also for one that was started plainly. */
  residentMemory(): number {
    return residentMemoryOf(this.#server.pid);
  }

  /** The most that the server's process ever took, bytes resident. */
  peakMemory(): number {
    return peakMemoryOf(this.#server.pid);
  }

  stopServer(): Promise<void> {
    return this.#server.stop();
  }

  async close(): Promise<void> {
    await this.disconnect();
    await this.#server.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
