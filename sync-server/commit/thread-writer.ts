import { Worker } from 'node:worker_threads';
import type { DieAt } from '../fault-points.ts';
import type { Log } from '../log.ts';
import type { CommitOutcome, Writer } from './writer.ts';
import type { ThreadData, ThreadOrder } from './writer-worker.ts';

/** The thread's program: a source beside this source, or a bundle beside this bundle. */
const PROGRAM = new URL(import.meta.url.endsWith('.ts') ? './writer-worker.ts' : './writer-worker.js', import.meta.url);

/**
 * The embedded writer: a thread with its own connection to the libSQL file, so that the main thread goes on reading sockets
 * while the disk syncs. A thread that dies fails what it had in hand and is replaced at the next order.
 */
export function createThreadWriter(path: string, log: Log, dieAt: DieAt | null = null): Writer {
  const waiting: ((outcome: CommitOutcome) => void)[] = [];
  let worker: Worker | null = start();

  function start(): Worker {
    const thread = new Worker(PROGRAM, { workerData: { path, dieAt } satisfies ThreadData });
    thread.on('message', (outcome: CommitOutcome) => waiting.shift()?.(outcome));
    thread.on('error', (error: unknown) => log.error({ error: String(error) }, 'the writer thread died'));
    thread.on('exit', () => {
      worker = null;
      for (const answer of waiting.splice(0)) answer({ kind: 'failed', detail: 'the writer thread died' });
    });
    return thread;
  }

  const order = (what: ThreadOrder): Promise<CommitOutcome> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      worker ??= start();
      worker.postMessage(what);
    });

  const isDone = async (what: ThreadOrder): Promise<boolean> => {
    const outcome = await order(what);
    if (outcome.kind === 'committed') return true;
    log.error({ order: what.kind, outcome }, 'rows beside the entries were not written');
    return false;
  };

  return {
    commit: (batch) => order({ kind: 'commit', batch }),
    saveSnapshots: (rows) => isDone({ kind: 'snapshots', rows }),
    saveChapter: (row) => isDone({ kind: 'chapter', row }),
    saveCursors: (rows) => isDone({ kind: 'cursors', rows }),
    saveDerived: (rows) => isDone({ kind: 'derived', rows }),
    keep: async (what) => {
      const outcome = await order({ kind: 'keep', order: what });
      if (outcome.kind === 'committed') return outcome.rows ?? 0;
      log.error({ order: what.kind, outcome }, 'an order of keeping was not carried out');
      return null;
    },
    probe: async () => (await order({ kind: 'probe' })).kind === 'committed',
    index: async (limit) => {
      const outcome = await order({ kind: 'index', limit });
      if (outcome.kind === 'committed') return outcome.rows ?? 0;
      log.error({ outcome }, 'entries were not taken into the search index');
      return null;
    },
    saveStaff: (changes) => isDone({ kind: 'staff', changes }),
    close: async () => {
      await order({ kind: 'close' });
    },
  };
}
