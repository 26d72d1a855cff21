import { Worker } from 'node:worker_threads';
import type { CheckpointThread } from './checkpoints.ts';

/** The thread's program: a source beside this source, or a bundle beside this bundle. */
const PROGRAM = new URL(
  import.meta.url.endsWith('.ts') ? './checkpoint-worker.ts' : './checkpoint-worker.js',
  import.meta.url,
);

export function startCheckpointThread(
  path: string,
  taken: (pages: number | null) => void,
  died: () => void,
): CheckpointThread {
  const thread = new Worker(PROGRAM, { workerData: { path } });
  thread.unref();
  thread.on('message', taken);
  // Nothing is lost with it: SQLite does at a commit what it did not.
  thread.on('error', died);
  thread.on('exit', died);
  return { take: () => thread.postMessage('take'), end: () => thread.postMessage('end') };
}
