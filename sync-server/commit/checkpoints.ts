/**
 * Who takes the write-ahead log into the database, and when (a checkpoint): the pages of a large file lie everywhere, so that it takes
 * 15 ms and more, and in the writer's thread every message would wait for it. Under load a thread of its own takes in the bulk,
 * beside the writer; the writer takes in what came meanwhile, which lets the log begin again. Otherwise SQLite does it at a
 * commit, as always, and the thread is not there.
 */
export interface Checkpoints {
  /** The writer has carried out an order. */
  readonly written: () => void;
  readonly stop: () => void;
}

/** The helper's thread. */
export interface CheckpointThread {
  /** Takes in what is in the log now; `taken` is called with how many pages stand in it, or with null when it could not be done. */
  readonly take: () => void;
  readonly end: () => void;
}

export interface CheckpointsDeps {
  readonly startThread: (taken: (pages: number | null) => void, died: () => void) => CheckpointThread;
  /** Takes in the rest, in this thread. */
  readonly takeRest: () => void;
  /** After how many pages in the log SQLite does it itself, at a commit. */
  readonly setOwn: (pages: number) => void;
  readonly after: (ms: number, run: () => void) => void;
}

/** How often the load is looked at, ms. */
const EVERY = 500;
/** Orders in that time that are load. */
const LOAD = 200;
/** So many looks without load end the thread. */
const CALM = 20;
/** Pages from which it is worth letting the log begin again. */
const LONG = 4_000;
/** SQLite's own default. */
const OWN = 1_000;
/** The same while the thread is there: only if it does not keep up. */
const OWN_UNDER_LOAD = 16_000;

export function createCheckpoints({ startThread, takeRest, setOwn, after }: CheckpointsDeps): Checkpoints {
  let thread: CheckpointThread | null = null;
  let orders = 0;
  let calm = 0;
  let isArmed = false;
  let isTaking = false;
  let isStopped = false;

  function taken(pages: number | null): void {
    isTaking = false;
    if (thread === null || pages === null || pages < LONG) return;
    try {
      takeRest();
    } catch {
      // A full or broken disk: the log goes on, and the commits say what is wrong with it.
    }
  }

  function end(): void {
    if (thread === null) return;
    const ended = thread;
    thread = null;
    isTaking = false;
    setOwn(OWN);
    ended.end();
  }

  /** Null where the system gives no thread: SQLite goes on doing it at a commit. */
  function start(): CheckpointThread | null {
    setOwn(OWN_UNDER_LOAD);
    try {
      const started: CheckpointThread = startThread(taken, () => {
        if (thread === started) end();
      });
      return started;
    } catch {
      setOwn(OWN);
      return null;
    }
  }

  function look(): void {
    // The database is closed by then, and this thread ends.
    if (isStopped) return;
    isArmed = false;
    const isLoad = orders >= LOAD;
    orders = 0;
    calm = isLoad ? 0 : calm + 1;
    if (thread === null && isLoad) thread = start();
    if (thread === null) return;
    if (calm >= CALM) return end();
    if (!isTaking) {
      isTaking = true;
      thread.take();
    }
    arm();
  }

  function arm(): void {
    if (isArmed) return;
    isArmed = true;
    after(EVERY, look);
  }

  return {
    written: () => {
      orders += 1;
      arm();
    },
    stop: () => {
      isStopped = true;
      end();
    },
  };
}
