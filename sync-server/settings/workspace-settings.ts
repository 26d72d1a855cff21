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
  /** Whether all that is stored could be read. When not, what could not is as by default: nothing is deleted on the strength of it. */
  readonly isSure: () => boolean;
  /** What is absent stays as it is. Throws when the disk refuses it; then nothing has changed. */
  readonly change: (changes: WorkspaceChange) => WorkspaceSettings;
  /** Calls back after each change that made a difference. */
  readonly onChanged: (listener: (settings: WorkspaceSettings) => void) => () => void;
}

export function createWorkspaceSettings(store: SettingsStore, log: Pick<Log, 'error'>): WorkspaceSettingsRoom {
  const listeners = new Set<(settings: WorkspaceSettings) => void>();
  const stored = parse(store.read());
  let settings = workspaceSettingsFrom(stored);
  let isSure = saysAllOf(stored, settings);
  if (stored !== null && !isSure)
    log.error(
      {},
      'some stored settings of the workspace cannot be read; those are as by default until they are saved again',
    );

  function parse(text: string | null): unknown {
    try {
      return text === null ? {} : JSON.parse(text);
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
    isSure: () => isSure,
    change: (changes) => {
      const next = v.parse(workspaceSettingsSchema, { ...settings, ...changes });
      const text = JSON.stringify(next);
      const isAnother = text !== JSON.stringify(settings);
      // What could not be read is what the memory says from now on, also where somebody saves just that.
      if (!isAnother && isSure) return settings;
      store.write(text);
      settings = next;
      isSure = true;
      if (!isAnother) return settings;
      for (const listener of listeners) listener(settings);
      return settings;
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** No setting is another one than what was stored of it. */
function saysAllOf(stored: unknown, settings: WorkspaceSettings): boolean {
  if (typeof stored !== 'object' || stored === null) return false;
  const given = new Map(Object.entries(stored));
  return Object.entries(settings).every(([name, value]) => !given.has(name) || given.get(name) === value);
}
