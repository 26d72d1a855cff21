/**
 * `npm run backup`: makes a backup, whether a server runs or not. Prints its path, size and seconds; ends with 0, or with 1 and the
 * reason.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings } from '../env.ts';
import { programVersion, rootFolderOf } from '../root-folder.ts';
import { makeBackup } from './make-backup.ts';
import { backupsFolder } from './manifest.ts';
import { backupsToKeep, readWishes } from './workspace-wishes.ts';

const settings = readSettings();
if (!settings.ok) end(settings.failure, 1);
else {
  const { dataDir } = settings.value;
  const program = programVersion(rootFolderOf(fileURLToPath(import.meta.url)));
  const made = makeBackup({
    dataDir,
    program,
    reason: 'command',
    now: Date.now(),
    kept: backupsToKeep(readWishes(dataDir)),
  });
  if (!made.ok) end(made.failure, 1);
  else {
    const { file, bytes, seconds, entries } = made.value;
    const size = `${(bytes / 1e6).toFixed(1)} MB`;
    end(`${join(backupsFolder(dataDir), file)} · ${size} · ${entries} entries · ${seconds.toFixed(1)} s`, 0);
  }
}

function end(line: string, code: number): void {
  (code === 0 ? process.stdout : process.stderr).write(`${line}\n`);
  process.exitCode = code;
}
