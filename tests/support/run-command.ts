import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

/** One of the house's commands, as its npm script runs it, on this data. */
export function runCommand(
  program: 'backup' | 'restore' | 'doctor',
  dataDir: string,
  given: readonly string[] = [],
  environment: Record<string, string> = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`sync-server/operation/${program}-command.ts`, ...given], {
      // What one has compiled, the next ones use.
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: join(tmpdir(), 'holdline-compiled'),
        DATA_DIR: dataDir,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += String(part)));
    child.on('close', (code) => resolve({ code, output }));
  });
}
