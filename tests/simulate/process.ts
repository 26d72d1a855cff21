import { fork } from 'node:child_process';
import type { Order, PlainReport } from './worker.ts';

/** A process that simulates, with or without a planted bug; one seed at a time. */
export interface SimulatingProcess {
  readonly run: (order: Order) => Promise<PlainReport>;
  readonly end: () => void;
}

const WORKER = new URL('./worker.ts', import.meta.url);
const PLANT = new URL('./bugs/plant.ts', import.meta.url).href;

export function startProcess(bug: string | null): SimulatingProcess {
  const child = fork(WORKER, {
    execArgv: bug === null ? [] : ['--import', PLANT],
    env: { ...process.env, ...(bug !== null && { HOLDLINE_PLANTED_BUG: bug }) },
  });
  let waiting: { readonly resolve: (report: PlainReport) => void; readonly reject: (error: Error) => void } | null =
    null;
  child.on('message', (report: PlainReport) => waiting?.resolve(report));
  child.on('error', (error) => waiting?.reject(error));
  child.on('exit', (code, signal) => waiting?.reject(new Error(`it ended with ${code ?? signal}`)));
  return {
    run: (order) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        child.send(order);
      }),
    end: () => {
      waiting = null;
      child.kill();
    },
  };
}
