import { freemem, totalmem } from 'node:os';
import { MIGRATIONS } from '#schema/tables/migrations.ts';
import type { Finding } from '#schema/http/operation.ts';
import { PROTOCOL } from '#schema/wire/protocol.ts';
import type { MailSettings } from '../../mail/mail-settings.ts';
import type { MailStanding } from '../../mail/mail.ts';
import type { Backup } from '../manifest.ts';

/** What needs no looking: how things stand. */
export interface Standing {
  readonly backups: readonly Backup[];
  readonly backupFailure: string | null;
  /** null: the workspace wishes none by itself. */
  readonly backupEveryHours: number | null;
  /** What the workspace wishes could be read; when not, no backup goes. */
  readonly isSure: boolean;
  readonly now: number;
  readonly program: string;
  /** Of the server's process; null when another one asks. */
  readonly processBytes: number | null;
  readonly push: {
    /** People reach us by https, without which browsers subscribe to nothing. */
    readonly isSecure: boolean;
    /** Browsers that are called; null when another process asks. */
    readonly devices: number | null;
    readonly failure: { readonly host: string; readonly status: number | null } | null;
  };
  readonly mail: ReturnType<MailSettings['told']> & MailStanding;
}

const HOUR = 3_600_000;
const MEGABYTE = 1e6;
const MUCH_MEMORY = 2_000 * MEGABYTE;
const LITTLE_FREE = 0.05;

export const lookAtStanding = (standing: Standing): readonly Finding[] => [
  lookAtBackups(standing),
  lookAtMemory(standing.processBytes),
  lookAtMail(standing.mail),
  lookAtPush(standing.push),
  {
    check: 'version',
    verdict: 'ok',
    code: 'known',
    values: { program: standing.program, data: MIGRATIONS.length, protocol: PROTOCOL, node: process.versions.node },
  },
];

function lookAtBackups({ backups, backupFailure, backupEveryHours: every, isSure, now }: Standing): Finding {
  const [newest] = backups;
  if (backupFailure !== null) {
    return { check: 'backups', verdict: 'broken', code: 'failed', values: { detail: backupFailure } };
  }
  if (newest === undefined) return { check: 'backups', verdict: 'look', code: 'none', values: {} };
  const values = { hours: Math.round((now - newest.madeAt) / HOUR), count: backups.length };
  if (every !== null && now - newest.madeAt > 2 * every * HOUR)
    return { check: 'backups', verdict: 'look', code: 'late', values };
  if (!isSure) return { check: 'backups', verdict: 'look', code: 'all-kept', values };
  if (every === null) return { check: 'backups', verdict: 'look', code: 'by-hand', values };
  return { check: 'backups', verdict: 'ok', code: 'fresh', values };
}

/** The keys are always there: the first start makes them. */
function lookAtPush({ isSecure, devices, failure }: Standing['push']): Finding {
  if (failure !== null) {
    const { host, status } = failure;
    if (status === null) return { check: 'push', verdict: 'look', code: 'unreachable', values: { host } };
    return { check: 'push', verdict: 'look', code: 'refused', values: { host, status } };
  }
  if (!isSecure && (devices ?? 0) === 0)
    return { check: 'push', verdict: 'not-set-up', code: 'not-secure', values: {} };
  if (devices === null) return { check: 'push', verdict: 'ok', code: 'ready', values: {} };
  if (devices === 0) return { check: 'push', verdict: 'not-set-up', code: 'none', values: {} };
  return { check: 'push', verdict: 'ok', code: 'devices', values: { devices } };
}

function lookAtMail({ server, password, address, waiting, sent, failed, failure }: Standing['mail']): Finding {
  if (server === null) return { check: 'mail', verdict: 'not-set-up', code: 'none', values: {} };
  const { host } = server;
  if (address === null) return { check: 'mail', verdict: 'look', code: 'no-address', values: {} };
  if (password === 'unreadable') return { check: 'mail', verdict: 'broken', code: 'no-password', values: { host } };
  if (failure !== null) {
    const values = { host, detail: failure.detail, waiting };
    return { check: 'mail', verdict: 'broken', code: 'failing', values };
  }
  if (failed > 0) return { check: 'mail', verdict: 'look', code: 'gave-up', values: { failed, sent } };
  return { check: 'mail', verdict: 'ok', code: 'ready', values: { host, sent, waiting } };
}

function lookAtMemory(processBytes: number | null): Finding {
  const free = freemem();
  const values = {
    freeMegabytes: Math.floor(free / MEGABYTE),
    totalMegabytes: Math.floor(totalmem() / MEGABYTE),
    processMegabytes: processBytes === null ? 0 : Math.ceil(processBytes / MEGABYTE),
  };
  if (free < totalmem() * LITTLE_FREE) return { check: 'memory', verdict: 'look', code: 'little', values };
  const isMuch = processBytes !== null && processBytes > MUCH_MEMORY;
  return { check: 'memory', verdict: isMuch ? 'look' : 'ok', code: isMuch ? 'much' : 'enough', values };
}
