/**
 * `npm run restore -- <file>`: puts a backup in the place of the data of a stopped server; `latest` is the newest one. Ends with 0, with
 * 1 and the reason when nothing was changed, or with 2 when it was not told what to restore.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSettings } from '../env.ts';
import { backupsFolder, readManifest } from './manifest.ts';
import { restore } from './restore.ts';

const settings = readSettings();
const [, , wish] = process.argv;
if (!settings.ok) end(settings.failure, 1);
else if (wish === undefined) end(usage(settings.value.dataDir), 2);
else {
  const { dataDir } = settings.value;
  const file = placeOf(dataDir, wish);
  const restored = file === null ? null : restore({ dataDir, file, now: Date.now() });
  if (restored === null) end(`There is no backup in ${backupsFolder(dataDir)}.`, 1);
  else if (!restored.ok) end(restored.failure, 1);
  else {
    const { madeAt, entries, aside } = restored.value;
    const what = madeAt === null ? 'A copy of a database' : `The backup of ${new Date(madeAt).toISOString()}`;
    end(
      [
        `${what} is in its place: ${entries} entries.`,
        aside === null ? 'There was no data before.' : `The data of before is kept in ${aside}.`,
        'Start the server. Devices discard what is newer than the backup, and send again what is in their outbox.',
      ].join('\n'),
      0,
    );
  }
}

/** A path, the name of one in the folder of backups, or `latest`. */
function placeOf(dataDir: string, given: string): string | null {
  if (given === 'latest') {
    const [newest] = readManifest(dataDir);
    return newest === undefined ? null : join(backupsFolder(dataDir), newest.file);
  }
  const own = join(backupsFolder(dataDir), given);
  return !existsSync(given) && existsSync(own) ? own : resolve(given);
}

function usage(dataDir: string): string {
  const lines = readManifest(dataDir).map(
    ({ file, madeAt, entries, bytes }) =>
      `  ${file}   ${new Date(madeAt).toISOString()}   ${entries} entries   ${(bytes / 1e6).toFixed(1)} MB`,
  );
  return [
    'npm run restore -- <file>     a path, a name below, or latest',
    ...(lines.length === 0 ? [`There is no backup in ${backupsFolder(dataDir)}.`] : lines),
  ].join('\n');
}

function end(line: string, code: number): void {
  (code === 0 ? process.stdout : process.stderr).write(`${line}\n`);
  process.exitCode = code;
}
