/**
 * The writer's thread: its own connection, one transaction an order, answers in the order of the orders. Started by
 * thread-writer.ts.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { createFaultPoints, withFaultPoints, type DieAt } from '../fault-points.ts';
import { openDatabase } from '../store/database.ts';
import { startCheckpointThread } from './checkpoint-thread.ts';
import { createCheckpoints } from './checkpoints.ts';
import { createOrders, type WriterOrder } from './orders.ts';
import { prepareWrites } from './write-statements.ts';
import type { CommitOutcome } from './writer.ts';

export type ThreadOrder = WriterOrder | { readonly kind: 'close' };

export interface ThreadData {
  readonly path: string;
  readonly dieAt: DieAt | null;
}

const { path, dieAt } = workerData as ThreadData;
const connection = openDatabase(path);
const reached = createFaultPoints(dieAt);
const carryOut = createOrders(
  reached === undefined ? prepareWrites(connection) : withFaultPoints(connection, prepareWrites, reached),
);
const checkpoint = connection.prepare('PRAGMA wal_checkpoint(PASSIVE)');
const checkpoints = createCheckpoints({
  startThread: (taken, died) => startCheckpointThread(path, taken, died),
  takeRest: () => void checkpoint.one(),
  setOwn: (pages) => connection.exec(`PRAGMA wal_autocheckpoint = ${pages}`),
  after: (ms, run) => void setTimeout(run, ms).unref(),
});

parentPort?.on('message', (order: ThreadOrder) => {
  if (order.kind !== 'close') {
    parentPort?.postMessage(carryOut(order));
    return checkpoints.written();
  }
  checkpoints.stop();
  connection.close();
  parentPort?.postMessage({ kind: 'committed' } satisfies CommitOutcome);
  return parentPort?.close();
});
