/** The thread that makes one backup, so that nobody waits for it. Started by backups.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { makeBackup, type BackupOrder } from './make-backup.ts';

parentPort?.postMessage(makeBackup(workerData as BackupOrder));
