import * as v from 'valibot';

/** What admins see and do of the machine behind the workspace: backups, and whether it is well. */

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Why a backup was made. */
const BACKUP_REASONS = ['schedule', 'button', 'command', 'upgrade'] as const;

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

/** What the doctor looks at. */
export const CHECKS = [
  'address',
  'socket',
  'disk',
  'sync',
  'database',
  'documents',
  'drafts',
  'files',
  'clock',
  'backups',
  'memory',
  'mail',
  'push',
  'version',
] as const;

/** `not-set-up`: nothing is wrong, and nothing is there. */
const VERDICTS = ['ok', 'look', 'broken', 'not-set-up'] as const;

/** What was found. `code` says what exactly, in a word that each screen has a sentence for, and `values` what goes into it. */
export const findingSchema = /*#__PURE__*/ v.object({
  check: v.picklist(CHECKS),
  verdict: v.picklist(VERDICTS),
  code: v.string(),
  values: v.record(v.string(), v.union([v.number(), v.string()])),
});
export type Finding = v.InferOutput<typeof findingSchema>;

/** Everything that a finding can say: its check and its code. */
export type FindingSaying =
  | `address ${'tls' | 'local' | 'plain' | 'not-set' | 'unreachable' | 'no-server'}`
  | `socket ${'open' | 'refused'}`
  | `disk ${'roomy' | 'tight' | 'full' | 'failed'}`
  | `sync ${'quick' | 'slow' | 'too-slow' | 'failed'}`
  | `database ${'whole' | 'damaged' | 'failed'}`
  | `documents ${'sound' | 'snapshots' | 'refused' | 'failed'}`
  | `drafts ${'whole' | 'put-aside' | 'failed'}`
  | `files ${'whole' | 'missing' | 'failed'}`
  | `clock ${'right' | 'differs' | 'unknown'}`
  | `backups ${'fresh' | 'late' | 'by-hand' | 'all-kept' | 'none' | 'failed'}`
  | `memory ${'enough' | 'little' | 'much'}`
  | `mail ${'none' | 'ready' | 'failing' | 'gave-up' | 'no-password' | 'no-address'}`
  | `push ${'none' | 'ready' | 'devices' | 'not-secure' | 'unreachable' | 'refused'}`
  | 'version known';

/** `GET /api/operation`, and what `POST /api/operation/backup` and `…/doctor` answer when they have begun. */
export const operationSchema = /*#__PURE__*/ v.object({
  serverTime: whole,
  backups: v.object({
    list: v.array(backupSchema),
    running: v.nullable(v.object({ since: whole, progress: v.number() })),
    lastFailure: v.nullable(v.object({ at: whole, detail: v.string() })),
  }),
  doctor: v.object({ running: v.boolean(), checkedAt: v.nullable(whole), findings: v.array(findingSchema) }),
});
export type Operation = v.InferOutput<typeof operationSchema>;
