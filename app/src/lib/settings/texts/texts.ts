import type { Finding, FindingSaying, Operation } from '#schema/http/operation.ts';
import type { WorkspaceSetting } from '#schema/workspace-settings.ts';

/** The settings that hold for everybody in the workspace. */
export interface WorkspaceTexts {
  readonly title: string;
  readonly lead: string;
  readonly emptyIsNever: string;
  readonly fields: { readonly [Name in WorkspaceSetting]: { readonly label: string; readonly hint: string } };
}

export interface OperationTexts {
  readonly backups: string;
  readonly backupsLead: string;
  readonly noBackups: string;
  readonly backUpNow: string;
  readonly backingUp: (percent: number) => string;
  readonly backedUp: string;
  readonly backupFailed: (detail: string) => string;
  readonly backupReason: { readonly [Reason in Operation['backups']['list'][number]['reason']]: string };
  readonly backupSize: (megabytes: string, entries: number) => string;
  readonly restore: string;
  readonly restoreHow: readonly string[];
  readonly doctor: string;
  readonly doctorLead: string;
  readonly checkNow: string;
  readonly checkAgain: string;
  readonly checking: string;
  readonly checkedAt: (time: string) => string;
  readonly verdict: { readonly [Verdict in Finding['verdict']]: string };
  readonly check: { readonly [Check in Finding['check']]: string };
  /** What it means, and what to do, when there is something to do. */
  readonly saying: {
    readonly [Saying in FindingSaying]: (values: Finding['values']) => readonly [what: string, todo?: string];
  };
  /** What this browser sees for itself. */
  readonly here: string;
  readonly hereSocket: string;
  readonly hereNoSocket: readonly [what: string, todo: string];
  readonly hereClock: (seconds: number) => readonly [what: string, todo: string];
}

/** What admins read on the page of settings; it comes with the page. */
export interface SettingsTexts {
  readonly workspace: WorkspaceTexts;
  readonly operation: OperationTexts;
}
