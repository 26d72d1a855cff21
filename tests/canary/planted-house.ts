import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** What is made by programs, and what no gate reads. */
const leftOut = new Set(['node_modules', '.git', '.svelte-kit', 'build', 'data', 'shots', 'test-results', 'peers']);

/** How a program ended, and all it said. */
export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** A copy of the whole house outside it, where faults can be planted without anyone stumbling over them. */
export interface PlantedHouse {
  /** Writes files, by their path from the root of the copy. */
  plant(files: Readonly<Record<string, string>>): Promise<void>;
  /** Runs a local program or npm in the copy, with the copy's own configuration. */
  run(command: string, ...commandArguments: readonly string[]): Promise<Finished>;
  remove(): Promise<void>;
}

/** Copies the sources as they stand and lends them our packages. Takes well under a second. */
export async function openPlantedHouse(): Promise<PlantedHouse> {
  const house = await mkdtemp(join(tmpdir(), 'holdline-canary-'));
  const names = (await readdir(root)).filter((name) => !leftOut.has(name));
  await Promise.all(
    names.map((name) =>
      cp(join(root, name), join(house, name), {
        recursive: true,
        filter: (source) => !leftOut.has(source.slice(source.lastIndexOf('/') + 1)),
      }),
    ),
  );
  await symlink(join(root, 'node_modules'), join(house, 'node_modules'));

  return {
    async plant(files) {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(house, path)), { recursive: true });
        await writeFile(join(house, path), text);
      }
    },
    run: (command, ...commandArguments) =>
      new Promise((resolve, reject) => {
        const child = spawn(command, commandArguments, {
          cwd: house,
          env: {
            ...process.env,
            NO_COLOR: '1',
            PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
          },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let output = '';
        const keep = (part: Buffer): void => void (output += part.toString());
        child.stdout.on('data', keep);
        child.stderr.on('data', keep);
        child.on('error', reject);
        child.on('close', (code) => resolve({ code: code ?? 1, output }));
      }),
    remove: () => rm(house, { recursive: true, force: true }),
  };
}
