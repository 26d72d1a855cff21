/**
 * `npm run backup`: makes a backup, whether a server runs or not. Prints its path, size and seconds; ends with 0, or with 1 and the
 * reason.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_WORKSPACE_SETTINGS } from '#schema/workspace-settings.ts';
import { drizzleOver } from '../people/drizzle-store.ts';
import { readSettings } from '../env.ts';
import { createLog } from '../log.ts';
import { programVersion, rootFolderOf } from '../root-folder.ts';
import { createSettingsStore } from '../settings/settings-store.ts';
import { createWorkspaceSettings } from '../settings/workspace-settings.ts';
import { openAsItIs } from '../store/database.ts';
import { makeBackup } from './make-backup.ts';
import { backupsFolder } from './manifest.ts';

const settings = readSettings();
if (!settings.ok) end(settings.failure, 1);
else {
  const { dataDir } = settings.value;
  const program = programVersion(rootFolderOf(fileURLToPath(import.meta.url)));
  const made = makeBackup({ dataDir, program, reason: 'command', now: Date.now(), kept: keptIn(dataDir) });
  if (!made.ok) end(made.failure, 1);
  else {
    const { file, bytes, seconds, entries } = made.value;
    const size = `${(bytes / 1e6).toFixed(1)} MB`;
    end(`${join(backupsFolder(dataDir), file)} · ${size} · ${entries} entries · ${seconds.toFixed(1)} s`, 0);
  }
}

/** As the workspace wishes; a database of an older version may not know yet what it wishes. */
function keptIn(dataDir: string): number {
  try {
    const store = createSettingsStore(drizzleOver(openAsItIs(join(dataDir, 'holdline.db')).raw));
    return createWorkspaceSettings(store, createLog('silent')).current().backupsKept;
  } catch {
    return DEFAULT_WORKSPACE_SETTINGS.backupsKept;
  }
}

function end(line: string, code: number): void {
  (code === 0 ? process.stdout : process.stderr).write(`${line}\n`);
  process.exitCode = code;
}
