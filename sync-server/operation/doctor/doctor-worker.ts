/** The thread that looks at disk and data, so that nobody waits for it. Started by doctor.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { lookAtMachine } from './machine.ts';

parentPort?.postMessage(lookAtMachine((workerData as { readonly dataDir: string }).dataDir));
