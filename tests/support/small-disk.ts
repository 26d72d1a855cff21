import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A data folder on a disk that can be full: a small tmpfs where this user may mount one (root, or in a namespace of its own), else a
 * limit on the size of files, which makes every growing write fail.
 */
export interface SmallDisk {
  /** Said by the test, because the three are not equally good. */
  readonly how: 'a tmpfs' | 'a tmpfs in a namespace of its own' | 'a limit on the size of files';
  /** For the server. */
  readonly dataDir: string;
  /** The same folder for everybody else. */
  readonly seenAt: string;
  /** A folder where the database can be opened from outside, as it is now; the server must not be writing. */
  readonly look: () => string;
  /** What the server has to be started with. */
  readonly launcher: () => readonly string[];
  /** Only so many bytes more fit in. `pid`: of the server, when it runs. */
  readonly fill: (pid: number | null, leaving: number) => void;
  readonly free: (pid: number | null) => void;
  readonly dispose: () => Promise<void>;
}

const MEGABYTES = 12;
const BALLAST = 'ballast';

const tries = (work: () => void): boolean => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};
const quietly = (program: string, ...given: string[]): Buffer => execFileSync(program, given, { stdio: 'pipe' });

/** The first of the three that works here. Throws when none does. */
export async function openSmallDisk(): Promise<SmallDisk> {
  const folder = mkdtempSync(join(tmpdir(), 'holdline-disk-'));
  const options = `size=${MEGABYTES}m,mode=0777`;
  if (tries(() => quietly('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', folder)))
    return tmpfs('a tmpfs', folder, folder, [], () => Promise.resolve(quietly('umount', '-l', folder)));

  const holder = spawn('unshare', [
    '-rm',
    'sh',
    '-c',
    `mount -t tmpfs -o ${options} tmpfs ${folder} && echo mounted && cat`,
  ]);
  if (await isMounted(holder)) {
    const enter = ['nsenter', '-t', String(holder.pid), '-U', '-m', '--preserve-credentials', '--'];
    const seenAt = `/proc/${holder.pid}/root${folder}`;
    return tmpfs('a tmpfs in a namespace of its own', folder, seenAt, enter, async () => {
      const gone = once(holder, 'exit');
      holder.kill('SIGKILL');
      await gone;
    });
  }
  return limitedFiles(folder);
}

/** Whichever way is there: the size of files is limited, and what grows beyond it is an error of the disk, as a broken one makes it. */
export function openFailingDisk(): SmallDisk {
  return limitedFiles(mkdtempSync(join(tmpdir(), 'holdline-disk-')));
}

async function isMounted(holder: ChildProcess): Promise<boolean> {
  const answer = await Promise.race([
    once(holder, 'exit').then(() => ''),
    once(holder, 'error').then(() => ''),
    once(holder.stdout as NodeJS.ReadableStream, 'data').then(([chunk]) => String(chunk)),
  ]);
  return answer.includes('mounted');
}

function tmpfs(
  how: SmallDisk['how'],
  mounted: string,
  seenAt: string,
  enter: readonly string[],
  unmount: () => Promise<unknown>,
): SmallDisk {
  const ballast = join(seenAt, BALLAST);
  const data = join(seenAt, 'data');
  mkdirSync(data);
  return {
    how,
    dataDir: join(mounted, 'data'),
    seenAt: data,
    look: () => {
      if (seenAt === mounted) return data;
      // SQLite would follow the way through /proc to a folder of this namespace; so that is where it gets a copy.
      const copy = join(mounted, 'copy');
      rmSync(copy, { recursive: true, force: true });
      cpSync(data, copy, { recursive: true });
      rmSync(join(copy, 'holdline.db-shm'), { force: true });
      return copy;
    },
    launcher: () => enter,
    fill: (_pid, leaving) => {
      rmSync(ballast, { force: true });
      const { bavail, bsize } = statfsSync(seenAt);
      try {
        writeFileSync(ballast, Buffer.alloc(bavail * bsize - leaving));
      } catch (error) {
        // A server that goes on has taken some of it meanwhile: full all the same.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    free: () => rmSync(ballast, { force: true }),
    dispose: async () => {
      await unmount();
      rmSync(mounted, { recursive: true, force: true });
    },
  };
}

function limitedFiles(folder: string): SmallDisk {
  // Says so where it does not work, instead of limiting nothing.
  quietly('prlimit', '--version');
  let limit = 'unlimited';
  const set = (pid: number | null): void => {
    if (pid !== null) quietly('prlimit', '--pid', String(pid), `--fsize=${limit}:unlimited`);
  };
  const sizeOf = (name: string): number => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  return {
    how: 'a limit on the size of files',
    dataDir: folder,
    seenAt: folder,
    look: () => folder,
    launcher: () => (limit === 'unlimited' ? [] : ['prlimit', `--fsize=${limit}:unlimited`]),
    fill: (pid, leaving) => {
      limit = String(sizeOf('holdline.db-wal') + leaving);
      set(pid);
    },
    free: (pid) => {
      limit = 'unlimited';
      set(pid);
    },
    dispose: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}
