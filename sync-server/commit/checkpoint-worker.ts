/** The thread that takes the write-ahead log into the database under load. Started by checkpoint-thread.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { openAsItIs } from '../store/database.ts';

const { path } = workerData as { readonly path: string };
const connection = openAsItIs(path);
// Passive waits for nobody: neither for a reader nor for the writer.
const checkpoint = connection.prepare<{ busy: number; log: number }>('PRAGMA wal_checkpoint(PASSIVE)');

/** Each takes in what came while the one before was at it, so that little is left to the writer. */
const PASSES = 4;

/** How many pages stand in the log; null when another connection is taking it in. */
function take(): number | null {
  let pages = 0;
  for (let pass = 0; pass < PASSES; pass += 1) {
    const result = checkpoint.one();
    if (result?.busy !== 0) return null;
    pages = result.log;
  }
  return pages;
}

parentPort?.on('message', (order: 'take' | 'end') => {
  if (order === 'end') {
    connection.close();
    return parentPort?.close();
  }
  try {
    return parentPort?.postMessage(take());
  } catch {
    // A full or broken disk: the log goes on, and the commits say what is wrong with it.
    return parentPort?.postMessage(null);
  }
});
