import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_WORKSPACE_SETTINGS,
  WORKSPACE_RANGES,
  workspaceChangeSchema,
  workspaceSettingsFrom,
  workspaceSettingsSchema,
  type WorkspaceSetting,
} from './workspace-settings.ts';

const NAMES = Object.keys(WORKSPACE_RANGES) as WorkspaceSetting[];

describe('SET the settings of a workspace', () => {
  test('SET1 the defaults are allowed, and each setting has a range', () => {
    expect(v.parse(workspaceSettingsSchema, DEFAULT_WORKSPACE_SETTINGS)).toEqual(DEFAULT_WORKSPACE_SETTINGS);
    const numbers = Object.entries(DEFAULT_WORKSPACE_SETTINGS).filter(([, value]) => typeof value !== 'boolean');
    expect(NAMES.toSorted()).toEqual(numbers.map(([name]) => name).toSorted());
  });

  test('SET1 PREVIEW1 whether operators see what visitors type is yes or no, and no until somebody says yes', () => {
    expect(DEFAULT_WORKSPACE_SETTINGS.showsTyping).toBe(false);
    for (const value of [1, null, 'true']) expect(v.is(workspaceChangeSchema, { showsTyping: value })).toBe(false);
    expect(v.is(workspaceChangeSchema, { showsTyping: true })).toBe(true);
  });

  test.each(NAMES)('SET1 %s: a whole number of its range, and nothing else', (name) => {
    const { least, most } = WORKSPACE_RANGES[name];
    const isAllowed = (value: unknown): boolean => v.is(workspaceChangeSchema, { [name]: value });
    for (const value of [least, most]) expect(isAllowed(value), String(value)).toBe(true);
    for (const value of [least - 1, most + 1, least + 0.5, Number.NaN, String(least), true])
      expect(isAllowed(value), String(value)).toBe(false);
    // Never is a choice, but for how many backups stay.
    expect(isAllowed(null)).toBe(!['backupsKept', 'fileMegabytes', 'visitorFileMegabytes'].includes(name));
  });

  test('SET1 some of them may be changed, and what is no setting is refused', () => {
    expect(v.is(workspaceChangeSchema, {})).toBe(true);
    expect(v.is(workspaceChangeSchema, { offerOnAfterSecond: 60 })).toBe(false);
    expect(v.is(workspaceSettingsSchema, { offerOnAfterSeconds: 60 })).toBe(false);
  });

  test('SET2 what was stored by another version, or is damaged, is read setting by setting', () => {
    expect(workspaceSettingsFrom({ offerOnAfterSeconds: 120, backupsKept: -1, ofTheFuture: 1 })).toEqual({
      ...DEFAULT_WORKSPACE_SETTINGS,
      offerOnAfterSeconds: 120,
    });
    for (const damaged of [undefined, null, 'text', [1]])
      expect(workspaceSettingsFrom(damaged)).toEqual(DEFAULT_WORKSPACE_SETTINGS);
  });
});
