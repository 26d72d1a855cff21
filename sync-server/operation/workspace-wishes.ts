import { join } from 'node:path';
import { DEFAULT_WORKSPACE_SETTINGS, type WorkspaceSettings } from '#schema/workspace-settings.ts';
import { createLog } from '../log.ts';
import { drizzleOver } from '../people/drizzle-store.ts';
import { createSettingsStore } from '../settings/settings-store.ts';
import { createWorkspaceSettings } from '../settings/workspace-settings.ts';
import { openAsItIs } from '../store/database.ts';

/** What a workspace wishes, for commands beside a server; a database of an older version may not know yet what it wishes. */
export function readWorkspaceSettings(dataDir: string): WorkspaceSettings {
  try {
    const store = createSettingsStore(drizzleOver(openAsItIs(join(dataDir, 'holdline.db')).raw));
    return createWorkspaceSettings(store, createLog('silent')).current();
  } catch {
    return DEFAULT_WORKSPACE_SETTINGS;
  }
}
