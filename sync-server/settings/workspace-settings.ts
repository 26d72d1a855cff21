import * as v from 'valibot';
import {
  workspaceSettingsFrom,
  workspaceSettingsSchema,
  type WorkspaceChange,
  type WorkspaceSettings,
} from '#schema/workspace-settings.ts';
import type { Log } from '../log.ts';
import type { SettingsStore } from './settings-store.ts';

/** The settings of the workspace: read once at the start, in memory from then on, written through when somebody changes them. */
export interface WorkspaceSettingsRoom {
  readonly current: () => WorkspaceSettings;
  /** What is absent stays as it is. Throws when the disk refuses it; then nothing has changed. */
  readonly change: (changes: WorkspaceChange) => WorkspaceSettings;
  /** Calls back after each change that made a difference. */
  readonly onChanged: (listener: (settings: WorkspaceSettings) => void) => () => void;
}

export function createWorkspaceSettings(store: SettingsStore, log: Pick<Log, 'error'>): WorkspaceSettingsRoom {
  const listeners = new Set<(settings: WorkspaceSettings) => void>();
  let settings = workspaceSettingsFrom(parse(store.read()));

  function parse(text: string | null): unknown {
    try {
      return text === null ? null : JSON.parse(text);
    } catch {
      log.error(
        {},
        'the stored settings of the workspace cannot be read; the defaults hold until they are saved again',
      );
      return null;
    }
  }

  return {
    current: () => settings,
    change: (changes) => {
      const next = v.parse(workspaceSettingsSchema, { ...settings, ...changes });
      const text = JSON.stringify(next);
      if (text === JSON.stringify(settings)) return settings;
      store.write(text);
      settings = next;
      for (const listener of listeners) listener(settings);
      return settings;
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
