import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, serverArguments } from '../../scripts/house.mjs';

export const OWNER = { email: 'olga@holdline.test', password: 'correct horse battery', name: 'olga' };

/** A data folder that is not as others (small-disk.ts). */
export interface Place {
  readonly dataDir: string;
  readonly seenAt: string;
  readonly launcher: () => readonly string[];
}

/** A real server process on its own data, which can be killed and started again. */
export interface ServerProcess {
  readonly port: number;
  readonly origin: string;
  readonly dataDir: string;
  /** All it has printed on both streams since its first start. */
  readonly output: () => string;
  readonly pid: () => number;
  /** `kill -9`; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
  /** Starts it again on the same data, with these settings beside its own; resolves when it is ready. */
  readonly start: (environment?: Record<string, string>) => Promise<void>;
  /** The same without waiting for anything. */
  readonly begin: (environment?: Record<string, string>) => void;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Resolves when it has ended by SIGKILL, by itself; throws with `where` when it does not within ten seconds, or ends otherwise. */
  readonly died: (where: string) => Promise<void>;
  /** Starts it and kills it with -9 so many ms later, ready or not; resolves when it is gone. */
  readonly startAndKill: (after: number) => Promise<void>;
  /** SIGTERM, and -9 so many ms later if it is still there; resolves when it is gone. */
  readonly stopAndKill: (after: number) => Promise<void>;
  /** Kills it and removes its data. */
  readonly dispose: () => Promise<void>;
}

const DIES_WITHIN = 40_000;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/**
 * Runs the server as it is built and shipped. `environment` adds to or, with `undefined`, removes from the settings. `folder`:
 * another copy of the house, whose sources are run. `prepare` fills the data folder before the first start.
 * `place`: where the data stands, if not in a new folder.
 */
export async function startServer(
  environment: Record<string, string | undefined> = {},
  folder: string | null = null,
  prepare: (dataDir: string) => unknown = () => undefined,
  place: Place | null = null,
): Promise<ServerProcess> {
  const program = folder === null ? serverArguments : ['sync-server/main.ts'];
  if (folder === null) await ensureBuilt({ only: ['server'] });
  const dataDir = place?.seenAt ?? (await mkdtemp(join(tmpdir(), 'holdline-')));
  await prepare(dataDir);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  let output = '';

  const gone = (process: ChildProcess): Promise<number | null> =>
    process.exitCode !== null || process.signalCode !== null
      ? Promise.resolve(process.exitCode)
      : new Promise((exited) => process.once('exit', (code) => exited(code)));

  const begin = (extra: Record<string, string> = {}): ChildProcess => {
    const [launcher = process.execPath, ...launched] = [...(place?.launcher() ?? []), process.execPath, ...program];
    const started = spawn(launcher, launched, {
      cwd: folder ?? process.cwd(),
      env: {
        ...process.env,
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: place?.dataDir ?? dataDir,
        HOLDLINE_OWNER_EMAIL: OWNER.email,
        HOLDLINE_OWNER_PASSWORD: OWNER.password,
        SIGN_IN_LIMIT: 'off',
        LOG_LEVEL: 'warn',
        // Written at an orderly end, and halves the time of every later start.
        NODE_COMPILE_CACHE: join(tmpdir(), 'holdline-compiled'),
        ...environment,
        ...extra,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (chunk: Buffer) => (output += String(chunk)));
    return started;
  };

  const start = async (extra: Record<string, string> = {}): Promise<void> => {
    const started = begin(extra);
    const deadline = Date.now() + 45_000;
    for (;;) {
      if (started.exitCode !== null || started.signalCode !== null)
        throw new Error(`the server stopped at its start:\n${output}`);
      const ready = await fetch(`${origin}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ready) return;
      if (Date.now() > deadline) {
        started.kill('SIGKILL');
        throw new Error(`the server was not ready in 45 s:\n${output}`);
      }
      await new Promise((later) => setTimeout(later, 25));
    }
  };

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child === null) return null;
    const ending = child;
    ending.kill(signal);
    const code = await gone(ending);
    child = null;
    return code;
  };

  await start();
  return {
    port,
    origin,
    dataDir,
    output: () => output,
    pid: () => child?.pid ?? 0,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    start,
    begin: (extra) => void begin(extra),
    signal: (signal) => void child?.kill(signal),
    died: async (where) => {
      const dying = child;
      if (dying === null) throw new Error('it does not run');
      const late = setTimeout(() => dying.kill('SIGTERM'), DIES_WITHIN);
      const code = await gone(dying);
      clearTimeout(late);
      child = null;
      if (dying.signalCode !== 'SIGKILL') throw new Error(`the server did not die at ${where} (${code}):\n${output}`);
    },
    stopAndKill: async (after) => {
      child?.kill('SIGTERM');
      await new Promise((later) => setTimeout(later, after));
      await end('SIGKILL');
    },
    startAndKill: async (after) => {
      begin();
      await new Promise((later) => setTimeout(later, after));
      await end('SIGKILL');
    },
    dispose: async () => {
      await end('SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
