import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { backupSchema } from '#schema/http/operation.ts';
import { writeWhole } from './life-file.ts';

/** `backups/manifest.json`: what is known of each backup without opening it. The newest first. */
export type Backup = v.InferOutput<typeof backupSchema>;

const manifestSchema = v.object({ backups: v.array(backupSchema) });

export const backupsFolder = (dataDir: string): string => join(dataDir, 'backups');
const pathOf = (dataDir: string): string => join(backupsFolder(dataDir), 'manifest.json');

/** Those whose file is there. A manifest that is missing or damaged tells of none: the files can still be restored. */
export function readManifest(dataDir: string): readonly Backup[] {
  try {
    const read = v.parse(manifestSchema, JSON.parse(readFileSync(pathOf(dataDir), 'utf8')));
    return read.backups.filter(({ file }) => existsSync(join(backupsFolder(dataDir), file)));
  } catch {
    return [];
  }
}

export const writeManifest = (dataDir: string, backups: readonly Backup[]): void =>
  writeWhole(pathOf(dataDir), `${JSON.stringify({ backups }, null, 2)}\n`);
