import * as v from 'valibot';

/** What admins see and do of the machine behind the workspace: backups, and whether it is well. */

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Why a backup was made. */
const BACKUP_REASONS = ['schedule', 'button', 'command', 'upgrade', 'restore'] as const;

export const backupSchema = /*#__PURE__*/ v.object({
  /** In the folder `backups` of the data. */
  file: v.pipe(v.string(), v.regex(/^holdline-[\w-]+\.db$/)),
  /** Times in ms since 1970. */
  madeAt: whole,
  reason: v.picklist(BACKUP_REASONS),
  /** Of the program and of the data in it. */
  program: v.string(),
  dataVersion: whole,
  entries: whole,
  documents: whole,
  /** The newest entry in it; null when there is none. */
  newest: v.nullable(v.object({ row: whole, at: whole })),
  bytes: whole,
  seconds: v.number(),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
