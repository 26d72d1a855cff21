import { Worker } from 'node:worker_threads';
import type { DieAt } from '../fault-points.ts';
import type { Log } from '../log.ts';
import type { CommitOutcome, Writer } from './writer.ts';
import { createWriterOver } from './writer-over.ts';
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
      try {
        worker ??= start();
      } catch (error) {
        // Nothing is in hand: the one before has failed it. So this is the first that fails, as is due.
        log.error({ error: String(error) }, 'there is no writer thread, and the system gives none');
        return resolve({ kind: 'failed', detail: 'no writer thread' });
      }
      worker.postMessage(what);
      // Behind that: one that was not handed over would take the answer of the next.
      waiting.push(resolve);
      return undefined;
    });

  return createWriterOver(order, async () => void (await order({ kind: 'close' })), log);
}
