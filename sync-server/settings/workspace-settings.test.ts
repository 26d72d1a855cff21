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

test.each([
  ['none', '{"offerOn'],
  ['one', '{"backupsKept":"many"}'],
])(
  'SET2 OPS2 settings of which %s can be read are sure again once somebody saves them as they are',
  (_what, stored) => {
    workspace.database.exec(`INSERT INTO settings (key, value) VALUES ('workspace', '${stored}')`);
    const { workspaceSettings } = workspace.open();
    expect(workspace.logLines.join('')).toContain('cannot be read');
    expect(workspaceSettings.isSure()).toBe(false);
    const told: WorkspaceSettings[] = [];
    workspaceSettings.onChanged((settings) => told.push(settings));
    workspaceSettings.change(DEFAULT_WORKSPACE_SETTINGS);
    expect([workspaceSettings.isSure(), workspace.open().workspaceSettings.isSure()]).toEqual([true, true]);
    expect(told).toEqual([]);
  },
);

test('SET2 what the disk refuses has not changed', () => {
  workspace.database.exec("CREATE TRIGGER full BEFORE INSERT ON settings BEGIN SELECT RAISE(ABORT, 'full'); END");
  expect(() => workspace.workspaceSettings.change({ backupsKept: 3 })).toThrow();
  expect(workspace.workspaceSettings.current()).toEqual(DEFAULT_WORKSPACE_SETTINGS);
});
