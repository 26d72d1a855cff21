/**
 * The writer's thread: its own connection, one transaction an order, answers in the order of the orders. Started by
 * thread-writer.ts.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { createFaultPoints, withFaultPoints, type DieAt } from '../fault-points.ts';
import { openDatabase } from '../store/database.ts';
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

parentPort?.on('message', (order: ThreadOrder) => {
  if (order.kind !== 'close') return parentPort?.postMessage(carryOut(order));
  connection.close();
  parentPort?.postMessage({ kind: 'committed' } satisfies CommitOutcome);
  return parentPort?.close();
});
