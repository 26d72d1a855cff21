/** A backup of the running server, and its restore, by the commands that people use. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readManifest } from '#sync-server/operation/manifest.ts';
import type { Session } from '../session.ts';
import type { EnduranceFigures } from './figures.ts';

const run = promisify(execFile);

async function command(dataDir: string, ...given: string[]): Promise<number> {
  const began = performance.now();
  await run(process.execPath, given, { env: { ...process.env, DATA_DIR: dataDir } });
  return (performance.now() - began) / 1000;
}

/** Leaves the server running on what was restored. */
export async function measureBackup(session: Session): Promise<EnduranceFigures> {
  const { dataDir } = session;
  const backupSeconds = await command(dataDir, 'sync-server/operation/backup-command.ts');
  const backupBytes = readManifest(dataDir)[0]?.bytes ?? 0;
  await session.disconnect();
  await session.stopServer();
  const restoreSeconds = await command(dataDir, 'sync-server/operation/restore-command.ts', 'latest');
  await session.start();
  return { backupSeconds, backupBytes, restoreSeconds };
}
