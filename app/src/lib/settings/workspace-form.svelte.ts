import * as v from 'valibot';
import {
  WORKSPACE_RANGES,
  workspaceChangeSchema,
  type WorkspaceChange,
  type WorkspaceSetting,
  type WorkspaceSettings,
} from '#schema/workspace-settings.ts';
import type { ApiFailure } from '../account/api.ts';
import type { Result } from '#schema/result.ts';

/** In the order in which they are shown. */
export const SETTINGS: readonly WorkspaceSetting[] = [
  'offerOnAfterSeconds',
  'packAfterDays',
  'deleteClosedAfterDays',
  'backupEveryHours',
  'backupsKept',
  'fileMegabytes',
  'visitorFileMegabytes',
];

/** An empty field says never, where that is a choice. */
export const mayBeNever = (name: WorkspaceSetting): boolean => v.is(workspaceChangeSchema, { [name]: null });

export interface WorkspaceCalls {
  readonly workspace: () => Promise<Result<WorkspaceSettings, ApiFailure>>;
  readonly changeWorkspace: (changes: WorkspaceChange) => Promise<Result<WorkspaceSettings, ApiFailure>>;
}

/** What is typed over the settings of the workspace. They are the server's: nothing of them waits on this device. */
export class WorkspaceForm {
  readonly #calls: WorkspaceCalls;
  #known: WorkspaceSettings | null = $state.raw(null);
  #typed: { readonly [Name in WorkspaceSetting]?: string } = $state.raw({});
  #failure: ApiFailure | null = $state.raw(null);
  /** What was just chosen and is not answered yet. */
  #wish: boolean | null = $state.raw(null);
  #isBusy = $state(false);
  #isSaved = $state(false);

  constructor(calls: WorkspaceCalls) {
    this.#calls = calls;
  }

  /** The settings are here and can be changed. */
  get isReady(): boolean {
    return this.#known !== null;
  }

  get failure(): ApiFailure | null {
    return this.#failure;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** What was saved is what is shown. */
  get isSaved(): boolean {
    return this.#isSaved && !this.isChanged;
  }

  value(name: WorkspaceSetting): string {
    return this.#typed[name] ?? this.#stored(name);
  }

  write(name: WorkspaceSetting, value: string): void {
    this.#typed = { ...this.#typed, [name]: value };
    this.#failure = null;
    this.#isSaved = false;
  }

  isWrong(name: WorkspaceSetting): boolean {
    return !v.is(workspaceChangeSchema, { [name]: numberOf(this.value(name)) });
  }

  get isChanged(): boolean {
    return this.#changed.length > 0;
  }

  get maySave(): boolean {
    return this.isReady && !this.#isBusy && this.isChanged && !SETTINGS.some((name) => this.isWrong(name));
  }

  get showsTyping(): boolean {
    return this.#wish ?? this.#known?.showsTyping ?? false;
  }

  /** Saved at once: choosing again takes it back. What could not be saved stands as it was. */
  async setShowsTyping(isOn: boolean): Promise<void> {
    this.#wish = isOn;
    const answer = await this.#calls.changeWorkspace({ showsTyping: isOn });
    this.#wish = null;
    this.#take(answer);
  }

  async load(): Promise<void> {
    this.#take(await this.#calls.workspace());
  }

  /** Sends only what was changed here: a colleague may have changed another one meanwhile. */
  async save(): Promise<void> {
    if (!this.maySave) return;
    this.#isBusy = true;
    const changes = Object.fromEntries(this.#changed.map((name) => [name, numberOf(this.value(name))]));
    const answer = await this.#calls.changeWorkspace(changes);
    this.#isBusy = false;
    if (answer.ok) {
      this.#typed = {};
      this.#isSaved = true;
    }
    this.#take(answer);
  }

  #take(answer: Result<WorkspaceSettings, ApiFailure>): void {
    if (answer.ok) this.#known = answer.value;
    this.#failure = answer.ok ? null : answer.failure;
  }

  #stored(name: WorkspaceSetting): string {
    return String(this.#known?.[name] ?? '');
  }

  get #changed(): readonly WorkspaceSetting[] {
    return SETTINGS.filter((name) => this.value(name).trim() !== this.#stored(name));
  }
}

/** Null for an empty field, NaN for what is no number. */
const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

export const rangeOf = (name: WorkspaceSetting): { readonly least: number; readonly most: number } =>
  WORKSPACE_RANGES[name];
