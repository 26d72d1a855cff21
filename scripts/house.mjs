/**
 * What every script of the house needs: where it stands, which Node runs it, and whether it is installed and built.
 * Plain JavaScript without packages, because on a fresh clone it runs on the machine's own Node before anything is installed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node of package.json, whatever the machine has. */
export const localNode = join(root, 'node_modules', 'node', 'bin', 'node');

/**
 * What Node is told when it runs the server. With the collector at hand, the server gives back what its start took. And Node's own limit
 * for young objects (32 MB three times over) keeps 30 MB after every storm of joins, without one message a second more.
 */
export const serverFlags = ['--expose-gc', '--max-semi-space-size=16'];

/** The server as it is built. */
export const serverArguments = [...serverFlags, join(root, 'build', 'server', 'main.js')];

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** @typedef {{ code: number, output: string, milliseconds: number }} Finished */

/**
 * Runs a program in the root of the house, with the local programs first in PATH.
 * A program killed by a signal, or one that cannot be started, gives a code other than 0. Nothing is ever read from stdin.
 *
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @param {{ environment?: Record<string, string>, show?: boolean, directory?: string, priority?: number }} [options] show: pass its
 *   output through at once instead of keeping it; priority: of it and all that it starts, from 0 to 19, which stands back for all others
 * @returns {Promise<Finished>}
 */
export function run(command, commandArguments, options = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, commandArguments, {
      cwd: options.directory ?? root,
      env: {
        ...process.env,
        PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
        ...options.environment,
      },
      stdio: options.show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    if (options.priority !== undefined && child.pid !== undefined) setPriority(child.pid, options.priority);
    let output = '';
    child.stdout?.on('data', (/** @type {Buffer} */ part) => (output += part.toString()));
    child.stderr?.on('data', (/** @type {Buffer} */ part) => (output += part.toString()));
    const finish = (/** @type {number} */ code) =>
      resolve({ code, output, milliseconds: Math.round(performance.now() - started) });
    child.on('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/**
 * True when node_modules holds what package-lock.json asks for. npm writes its own record of what it has put there as the
 * last step of an installation, so an interrupted one is noticed too.
 */
export function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record) || !existsSync(localNode)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.keys(wanted).every(
    (place) => place === '' || wanted[place].optional || present[place]?.version === wanted[place].version,
  );
}

/** Installs exactly the lock file's packages if they are not there. Throws when that fails. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing packages …');
  // A production NODE_ENV would leave out Vite, which the build needs.
  const { code } = await run(npm, ['ci', '--include=dev', '--no-audit', '--no-fund'], { show: true });
  if (code !== 0) throw new Error('npm ci failed; see above.');
}

/** What is built, from which sources, by which npm script. */
const parts = [
  { name: 'app', script: 'build:app', sources: ['app', 'client', 'schema', 'vite.config.ts', 'package-lock.json'] },
  { name: 'widget', script: 'build:widget', sources: ['widget', 'client', 'schema', 'package-lock.json'] },
  { name: 'server', script: 'build:server', sources: ['sync-server', 'schema', 'package-lock.json'] },
];

const stampFile = join(root, 'build', 'sources.json');

/**
 * Builds the parts whose sources differ from those of the last build. Throws, with what the build said, when one fails.
 *
 * @param {{ always?: boolean, only?: readonly string[] }} [options] always: build whatever the record says; only: of these parts
 */
export async function ensureBuilt({ always = false, only = parts.map(({ name }) => name) } = {}) {
  const release = await takeBuildLock();
  try {
    for (const part of parts.filter(({ name }) => only.includes(name))) {
      const now = hashOf(part.sources);
      if (!always && readStamps()[part.name] === now && existsSync(join(root, 'build', part.name))) continue;
      console.log(`Building ${part.name} …`);
      const { code, output } = await run(npm, ['run', '--silent', part.script]);
      if (code !== 0) throw new Error(`${output}\nBuilding ${part.name} failed.`);
      mkdirSync(dirname(stampFile), { recursive: true });
      writeFileSync(stampFile, `${JSON.stringify({ ...readStamps(), [part.name]: now }, null, 2)}\n`);
    }
  } finally {
    release();
  }
}

/** @returns {Record<string, string>} */
function readStamps() {
  return existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {};
}

/** @param {readonly string[]} sources files and folders, relative to the root */
function hashOf(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesUnder(join(root, source)))) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]} files a build may read, in a fixed order
 */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !/^(node_modules|\.svelte-kit)$|\.test\.ts$/.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isFile() ? [join(path, entry.name)] : filesUnder(join(path, entry.name))));
}

/**
 * Two builds at once (tests in one terminal, `npm start` in another) would empty each other's folder.
 *
 * @returns {Promise<() => void>} gives the lock back
 */
async function takeBuildLock() {
  const file = join(root, 'build', '.lock');
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const holder = Number(readIfThere(file));
    if (holder > 0 && !isAlive(holder)) rmSync(file, { force: true });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** @param {string} file that another process may remove at any moment */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * Runs one script's work; a failure is told without the trail of our own code, which would hide what the tool said.
 *
 * @param {() => Promise<void>} work
 */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
