import { join } from 'node:path';
import { DEFAULT_WORKSPACE_SETTINGS, type WorkspaceSettings } from '#schema/workspace-settings.ts';
import { createLog } from '../log.ts';
import { drizzleOver } from '../people/drizzle-store.ts';
import { createSettingsStore } from '../settings/settings-store.ts';
import { createWorkspaceSettings } from '../settings/workspace-settings.ts';
import { openAsItIs, type Connection } from '../store/database.ts';

/** What a workspace wishes, for commands beside a server. `isSure`: it could be read, and is not the default for want of it. */
export interface Wishes {
  readonly settings: WorkspaceSettings;
  readonly isSure: boolean;
}

/** A database that is damaged, or of an older version, may not tell. */
export function readWishes(dataDir: string): Wishes {
  let connection: Connection | null = null;
  try {
    connection = openAsItIs(join(dataDir, 'holdline.db'));
    const room = createWorkspaceSettings(createSettingsStore(drizzleOver(connection.raw)), createLog('silent'));
    return { settings: room.current(), isSure: room.isSure() };
  } catch {
    return { settings: DEFAULT_WORKSPACE_SETTINGS, isSure: false };
  } finally {
    connection?.close();
  }
}

/** How many backups stay. Whoever cannot read what the workspace wishes lets all of them stay. */
export const backupsToKeep = ({ settings, isSure }: { settings: { backupsKept: number }; isSure: boolean }): number =>
  isSure ? settings.backupsKept : Infinity;
