import * as v from 'valibot';

/** The least and the most of each setting that a workspace has; whole numbers. */
export const WORKSPACE_RANGES = {
  offerOnAfterSeconds: { least: 5, most: 3_600 },
  packAfterDays: { least: 1, most: 3_650 },
  deleteClosedAfterDays: { least: 1, most: 36_500 },
  backupEveryHours: { least: 1, most: 720 },
  backupsKept: { least: 1, most: 365 },
  fileMegabytes: { least: 1, most: 500 },
  visitorFileMegabytes: { least: 1, most: 100 },
} as const;

export type WorkspaceSetting = keyof typeof WORKSPACE_RANGES;

const within = ({ least, most }: { readonly least: number; readonly most: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const fields = {
  /**
   * How long after whoever answers lost the connection a waiting visitor is offered to colleagues; null: never. Counted from
   * the moment at which colleagues see them go.
   */
  offerOnAfterSeconds: v.nullable(within(WORKSPACE_RANGES.offerOnAfterSeconds)),
  /** How long after its end a conversation is packed; null: never. */
  packAfterDays: v.nullable(within(WORKSPACE_RANGES.packAfterDays)),
  /** How long after its end a conversation is deleted for good; null: never. */
  deleteClosedAfterDays: v.nullable(within(WORKSPACE_RANGES.deleteClosedAfterDays)),
  /** How often the server makes a backup by itself; null: never. */
  backupEveryHours: v.nullable(within(WORKSPACE_RANGES.backupEveryHours)),
  /** How many backups stay; the oldest goes first. */
  backupsKept: within(WORKSPACE_RANGES.backupsKept),
  /** How large one file may be that staff send, and one that a visitor sends. */
  fileMegabytes: within(WORKSPACE_RANGES.fileMegabytes),
  visitorFileMegabytes: within(WORKSPACE_RANGES.visitorFileMegabytes),
  /** Operators see what a visitor types before it is sent; the widget tells the visitor so. */
  showsTyping: v.boolean(),
};

export const workspaceSettingsSchema = v.strictObject(fields);

/** What holds for everybody in the workspace. Others than its admins only feel it. */
export type WorkspaceSettings = Readonly<v.InferOutput<typeof workspaceSettingsSchema>>;

export const DEFAULT_WORKSPACE_SETTINGS: WorkspaceSettings = {
  offerOnAfterSeconds: 60,
  packAfterDays: 90,
  deleteClosedAfterDays: null,
  backupEveryHours: 24,
  backupsKept: 7,
  fileMegabytes: 25,
  visitorFileMegabytes: 10,
  showsTyping: false,
};

const MEGABYTE = 1024 * 1024;

export const fileBytesOf = (
  kind: 'visitor' | 'operator',
  { fileMegabytes, visitorFileMegabytes }: Pick<WorkspaceSettings, 'fileMegabytes' | 'visitorFileMegabytes'>,
): number => (kind === 'visitor' ? visitorFileMegabytes : fileMegabytes) * MEGABYTE;

/** Some of them; what is absent stays as it is, so that an older app cannot reset what it does not know. */
export const workspaceChangeSchema = v.partial(workspaceSettingsSchema);
export type WorkspaceChange = v.InferOutput<typeof workspaceChangeSchema>;

/** From JSON that was stored, maybe by another version: what it does not tell, or tells wrongly, is as by default. */
export function workspaceSettingsFrom(stored: unknown): WorkspaceSettings {
  const given = v.safeParse(v.record(v.string(), v.unknown()), stored);
  const settings: { [setting: string]: unknown } = { ...DEFAULT_WORKSPACE_SETTINGS };
  for (const [name, schema] of Object.entries(fields)) {
    const value = v.safeParse(schema, given.success ? given.output[name] : undefined);
    if (value.success) settings[name] = value.output;
  }
  return v.parse(workspaceSettingsSchema, settings);
}
