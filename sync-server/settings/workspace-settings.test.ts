import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_WORKSPACE_SETTINGS, type WorkspaceSettings } from '#schema/workspace-settings.ts';
import { openTemporaryWorkspace, type TemporaryWorkspace } from '../testing/temporary-workspace.ts';

let workspace: TemporaryWorkspace;
beforeEach(() => {
  workspace = openTemporaryWorkspace();
});
afterEach(() => workspace.close());

test('SET2 a change is told, is there after a restart, and leaves the others as they are', () => {
  const told: WorkspaceSettings[] = [];
  const stop = workspace.workspaceSettings.onChanged((settings) => told.push(settings));
  expect(workspace.workspaceSettings.current()).toEqual(DEFAULT_WORKSPACE_SETTINGS);
  const changed = workspace.workspaceSettings.change({ offerOnAfterSeconds: null });
  expect(changed).toEqual({ ...DEFAULT_WORKSPACE_SETTINGS, offerOnAfterSeconds: null });
  expect(told).toEqual([changed]);
  expect(workspace.open().workspaceSettings.current()).toEqual(changed);

  workspace.workspaceSettings.change({ offerOnAfterSeconds: null });
  expect(told).toHaveLength(1);
  stop();
  workspace.workspaceSettings.change({ backupsKept: 3 });
  expect(told).toHaveLength(1);
  expect(workspace.open().workspaceSettings.current()).toEqual({ ...changed, backupsKept: 3 });
});

test('SET2 a row that cannot be read is no reason not to start', () => {
  workspace.database.exec(`INSERT INTO settings (key, value) VALUES ('workspace', '{"offerOn')`);
  expect(workspace.open().workspaceSettings.current()).toEqual(DEFAULT_WORKSPACE_SETTINGS);
  expect(workspace.logLines.join('')).toContain('cannot be read');
});

test('SET2 what the disk refuses has not changed', () => {
  workspace.database.exec("CREATE TRIGGER full BEFORE INSERT ON settings BEGIN SELECT RAISE(ABORT, 'full'); END");
  expect(() => workspace.workspaceSettings.change({ backupsKept: 3 })).toThrow();
  expect(workspace.workspaceSettings.current()).toEqual(DEFAULT_WORKSPACE_SETTINGS);
});
