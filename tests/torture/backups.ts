import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupsFolder, readManifest } from '#sync-server/operation/manifest.ts';
import { readEntries, type StoredEntry } from '../support/read-server.ts';
import type { ServerProcess } from '../support/server-process.ts';

/** `npm run backup` beside a running server. */
export function beginBackup({ dataDir }: Pick<ServerProcess, 'dataDir'>): {
  readonly kill: () => void;
  /** Resolves when its process is gone, however it ended. */
  readonly ended: Promise<void>;
} {
  const child = spawn(process.execPath, ['sync-server/operation/backup-command.ts'], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return { kill: () => void child.kill('SIGKILL'), ended };
}

/** The files that the manifest names. */
export const readBackups = ({ dataDir }: Pick<ServerProcess, 'dataDir'>): readonly string[] =>
  readManifest(dataDir).map(({ file }) => join(backupsFolder(dataDir), file));

/** A backup holds one moment: the first so many of the entries that are there in the end, and nothing else. */
export function compareBackup(file: string, entries: readonly StoredEntry[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'holdline-backup-'));
  try {
    copyFileSync(file, join(folder, 'holdline.db'));
    const then = readEntries({ dataDir: folder });
    const differs = then.findIndex((entry, index) => JSON.stringify(entry) !== JSON.stringify(entries[index]));
    if (then.length === 0) return [`${file}: the backup is empty`];
    return differs === -1 ? [] : [`${file}: entry ${differs} of the backup is not what the server has`];
  } catch (error) {
    return [`${file}: the backup cannot be read: ${String(error)}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
