/** A server under test as a child process: started, measured from outside, killed. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';

const START_DEADLINE = 20_000;
const STOP_DEADLINE = 10_000;
const PROBE_DEADLINE = 10_000;
/** Workers write theirs a little after the main thread has answered. */
const PROFILE_WRITTEN_AFTER = 1_500;
/** Linux counts processor time in hundredths of a second (USER_HZ). */
const TICKS_PER_SECOND = 100;

const probe = fileURLToPath(new URL('probe.mjs', import.meta.url));
const children = new Set<ChildProcess>();

/** No child outlives the run, however it ends. */
export function reapChildren(): void {
  for (const child of children) child.kill('SIGKILL');
}

export function track(child: ChildProcess): ChildProcess {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Ids of all processes this run started and of itself. */
export const ownProcesses = (): number[] => [process.pid, ...[...children].map((child) => child.pid ?? 0)];

export interface ServerCommand {
  /** Path of the program. */
  readonly program: string;
  /** What Node is told besides. */
  readonly flags?: readonly string[];
  readonly env: Record<string, string>;
  readonly port: number;
  /** Answers 2xx once the server is ready; without it a line with `ready` on its output counts. */
  readonly readyPath?: string;
}

export interface Memory {
  /** Bytes of the process. */
  readonly rss: number;
  /** Bytes of its main heap and what it holds outside, after a full collection. */
  readonly used: number;
}

/** Sum of some fields of /proc/<pid>/stat, in seconds; 0 when the process is gone. */
function statSeconds(pid: number | 'self', first: number): number {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[first]) + Number(fields[first + 1])) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}

/** Processor seconds of a process with all its threads: user and system. */
export const processorSeconds = (pid: number): number => statSeconds(pid, 11);

/** The most memory a process ever had, bytes resident; 0 where the system does not tell. */
export const peakMemoryOf = (pid: number): number => statusBytes(pid, 'VmHWM');

/** What it has now. */
export const residentMemoryOf = (pid: number): number => statusBytes(pid, 'VmRSS');

function statusBytes(pid: number, name: 'VmHWM' | 'VmRSS'): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'latin1');
    return Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** What children of this process used that have ended. */
export const secondsOfEndedChildren = (): number => statSeconds('self', 13);

export class ServerProcess {
  readonly #child: ChildProcess;
  readonly pid: number;
  #output = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.pid = child.pid ?? 0;
    const keep = (chunk: Buffer): void => {
      this.#output = (this.#output + chunk.toString()).slice(-8000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /**
   * `isPlain`: as its users start it, without our probe, which takes some megabytes itself.
   *
   * @throws Error with the server's last output when it is not ready within 20 s.
   */
  static async start(command: ServerCommand, isPlain = false): Promise<ServerProcess> {
    const flags = [...(isPlain ? [] : ['--expose-gc', '--import', probe]), ...(command.flags ?? [])];
    const child = track(
      spawn(process.execPath, [...flags, command.program], {
        env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(command.port), ...command.env },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      }),
    );
    const server = new ServerProcess(child);
    const deadline = performance.now() + START_DEADLINE;
    while (!(await server.#isReady(command))) {
      if (child.exitCode !== null || performance.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error(`${command.program} did not start:\n${server.#output}`);
      }
      await wait(20);
    }
    return server;
  }

  get output(): string {
    return this.#output;
  }

  async #isReady(command: ServerCommand): Promise<boolean> {
    if (command.readyPath === undefined) return this.#output.includes('ready');
    try {
      return (await fetch(`http://127.0.0.1:${String(command.port)}${command.readyPath}`)).ok;
    } catch {
      return false;
    }
  }

  memory(): Promise<Memory> {
    return this.#ask<Memory>({ kind: 'memory' });
  }

  /** Samples all threads from now on. */
  async startProfile(): Promise<void> {
    await this.#ask({ kind: 'profile' });
  }

  /** Writes `thread-<n>.json` for each thread into the folder; 0 is the main thread. */
  async stopProfile(folder: string): Promise<void> {
    await this.#ask({ kind: 'profiled', folder });
    await wait(PROFILE_WRITTEN_AFTER);
  }

  async #ask<Answer>(order: object): Promise<Answer> {
    const answered = once(this.#child, 'message', { signal: AbortSignal.timeout(PROBE_DEADLINE) });
    this.#child.send(order);
    const [answer] = (await answered) as [Answer];
    return answer;
  }

  /** Asks the server to end; kills it when it has not within 10 s. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill(signal);
    const late = setTimeout(() => this.#child.kill('SIGKILL'), STOP_DEADLINE);
    await exited;
    clearTimeout(late);
  }
}
