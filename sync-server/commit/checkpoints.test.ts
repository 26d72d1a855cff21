import { expect, test } from 'vitest';
import { manualTime } from '../testing/manual-time.ts';
import { createCheckpoints } from './checkpoints.ts';

function setUp() {
  const time = manualTime();
  const said: string[] = [];
  const hooks: { taken: (pages: number | null) => void; died: () => void }[] = [];
  const disk = { takes: true };
  const system = { hasThreads: true };
  const checkpoints = createCheckpoints({
    startThread: (taken, died) => {
      said.push('start');
      if (!system.hasThreads) throw new Error('ERR_WORKER_INIT_FAILED');
      hooks.push({ taken, died });
      return { take: () => void said.push('take'), end: () => void said.push('end') };
    },
    takeRest: () => {
      said.push('rest');
      if (!disk.takes) throw new Error('SQLITE_FULL');
    },
    setOwn: (pages) => void said.push(`own ${String(pages)}`),
    after: (ms, run) => void time.timers.after(ms, run),
  });
  const write = (orders: number): void => {
    for (let n = 0; n < orders; n += 1) checkpoints.written();
    time.pass(500);
  };
  const heard = (): string => said.splice(0).join(', ');
  return {
    checkpoints,
    write,
    heard,
    disk,
    system,
    taken: (pages: number | null) => hooks.at(-1)?.taken(pages),
    hooks,
  };
}

test('COMMIT1 a server without load leaves the log to its commits', () => {
  const { write, heard } = setUp();
  for (let n = 0; n < 10; n += 1) write(20);
  expect(heard()).toBe('');
});

test('COMMIT1 under load a thread takes in the bulk, one step at a time, and the writer the rest of a long log', () => {
  const { write, heard, taken } = setUp();
  write(500);
  expect(heard()).toBe('own 16000, start, take');
  write(500);
  expect(heard()).toBe('');
  taken(1_500);
  expect(heard()).toBe('');
  write(500);
  expect(heard()).toBe('take');
  taken(5_000);
  expect(heard()).toBe('rest');
  taken(null);
  expect(heard()).toBe('');
});

test('COMMIT1 the thread ends when the load does, and comes again with it', () => {
  const { write, heard, taken } = setUp();
  write(500);
  for (let n = 0; n < 20; n += 1) {
    taken(0);
    write(0);
  }
  expect(heard()).toMatch(/^own 16000, start, (take, )+own 1000, end$/);
  write(500);
  expect(heard()).toBe('own 16000, start, take');
});

test('DISK1 a thread that died leaves the log to the commits again; a rest that the disk refuses ends nothing', () => {
  const { write, heard, taken, hooks, disk, checkpoints } = setUp();
  write(500);
  hooks[0]?.died();
  expect(heard()).toBe('own 16000, start, take, own 1000, end');
  write(500);
  expect(heard()).toBe('own 16000, start, take');
  // Told once more by the one that is long gone.
  hooks[0]?.died();
  disk.takes = false;
  taken(9_000);
  expect(heard()).toBe('rest');
  checkpoints.stop();
  expect(heard()).toBe('own 1000, end');
});

test('COMMIT1 where the system gives no thread, the log is left to the commits, and it is tried again while the load lasts', () => {
  const { write, heard, system } = setUp();
  system.hasThreads = false;
  write(500);
  expect(heard()).toBe('own 16000, start, own 1000');
  system.hasThreads = true;
  write(500);
  expect(heard()).toBe('own 16000, start, take');
});

test('COMMIT1 once it is stopped, a look that was due touches nothing: the database is closed', () => {
  const { checkpoints, write, heard } = setUp();
  for (let n = 0; n < 500; n += 1) checkpoints.written();
  checkpoints.stop();
  write(0);
  expect(heard()).toBe('');
});
