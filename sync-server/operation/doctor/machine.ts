import { closeSync, fdatasyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesFolder } from '../../files/file-folder.ts';
import type { Finding } from '#schema/http/operation.ts';
import { openAsItIs, type Connection } from '../../store/database.ts';
import { readDamages } from '../../store/damages.ts';
import { createStaffStore } from '../../staff/staff-store.ts';
import { verifyRows } from '../../store/verify-rows.ts';

/**
 * What is looked at on the machine itself: the disk and the data on it. It reads everything, so it runs in a thread or a process of
 * its own. Never throws: what cannot be looked at is a finding.
 */
export function lookAtMachine(dataDir: string): readonly Finding[] {
  const path = join(dataDir, 'holdline.db');
  return [
    orBroken('disk', () => lookAtRoom(dataDir, path)),
    orBroken('sync', () => lookAtSync(dataDir)),
    ...lookAtDatabase(path),
  ];
}

const MEGABYTE = 1e6;
/** Below it nothing can be promised any more. */
const LEAST_ROOM = 200 * MEGABYTE;
/** A backup, an upgrade and the write-ahead log each want room beside the data. */
const ROOM_FOR_BACKUPS = 2;
const ENOUGH_ROOM = 1_000 * MEGABYTE;
const SYNCS = 20;
/** Of an fsync, ms: above the first every message waits noticeably, above the second the disk is not made for this. */
const SLOW_SYNC = 20;
const TOO_SLOW_SYNC = 200;

function orBroken(check: Finding['check'], look: () => Finding): Finding {
  try {
    return look();
  } catch (error) {
    return { check, verdict: 'broken', code: 'failed', values: { detail: String(error).slice(0, 200) } };
  }
}

function lookAtRoom(dataDir: string, path: string): Finding {
  const { bavail, bsize, blocks } = statfsSync(dataDir);
  const free = bavail * bsize;
  const size = statSync(path).size;
  const values = {
    freeMegabytes: Math.floor(free / MEGABYTE),
    totalMegabytes: Math.floor((blocks * bsize) / MEGABYTE),
    dataMegabytes: Math.ceil(size / MEGABYTE),
  };
  if (free < LEAST_ROOM) return { check: 'disk', verdict: 'broken', code: 'full', values };
  const isTight = free < Math.max(ENOUGH_ROOM, size * ROOM_FOR_BACKUPS);
  return { check: 'disk', verdict: isTight ? 'look' : 'ok', code: isTight ? 'tight' : 'roomy', values };
}

/** How long the disk takes to have something for certain: each accepted message waits for one such moment. */
function lookAtSync(dataDir: string): Finding {
  const path = join(dataDir, 'doctor.tmp');
  const block = Buffer.alloc(4096, 0x5a);
  const took: number[] = [];
  const file = openSync(path, 'w', 0o600);
  try {
    for (let n = 0; n < SYNCS; n += 1) {
      const started = performance.now();
      writeSync(file, block);
      fdatasyncSync(file);
      took.push(performance.now() - started);
    }
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
  took.sort((one, other) => one - other);
  const median = took[SYNCS / 2] ?? 0;
  const values = { medianMs: round(median), worstMs: round(took.at(-1) ?? 0) };
  if (median > TOO_SLOW_SYNC) return { check: 'sync', verdict: 'broken', code: 'too-slow', values };
  return {
    check: 'sync',
    verdict: median > SLOW_SYNC ? 'look' : 'ok',
    code: median > SLOW_SYNC ? 'slow' : 'quick',
    values,
  };
}

const round = (ms: number): number => Math.round(ms * 100) / 100;

function lookAtDatabase(path: string): readonly Finding[] {
  let connection: Connection;
  try {
    connection = openAsItIs(path);
  } catch (error) {
    return [{ check: 'database', verdict: 'broken', code: 'failed', values: { detail: String(error).slice(0, 200) } }];
  }
  try {
    return [
      orBroken('database', () => lookAtPages(connection)),
      orBroken('documents', () => lookAtDocuments(connection)),
      orBroken('drafts', () => lookAtDrafts(connection)),
      orBroken('files', () => lookAtFiles(connection, dirname(path))),
    ];
  } finally {
    connection.close();
  }
}

function lookAtPages(connection: Connection): Finding {
  const [first] = connection.prepare<{ quick_check: string }>('PRAGMA quick_check(1)').all();
  const detail = first?.quick_check ?? 'no answer';
  if (detail === 'ok') return { check: 'database', verdict: 'ok', code: 'whole', values: {} };
  return { check: 'database', verdict: 'broken', code: 'damaged', values: { detail: detail.slice(0, 200) } };
}

/** Checksums of all rows, and what was found damaged while documents were read. */
function lookAtDocuments(connection: Connection): Finding {
  let last = { rows: 0, findings: [] as readonly { readonly document: string; readonly part: string }[] };
  for (const step of verifyRows(connection)) last = step;
  const refused = new Set<string>();
  for (const { document, part } of last.findings) if (part === 'entries') refused.add(document);
  for (const { document, part, healedAt } of readDamages(connection)) {
    if (part === 'entries' && healedAt === null) refused.add(document);
  }
  const [first] = refused;
  if (first !== undefined) {
    return {
      check: 'documents',
      verdict: 'broken',
      code: 'refused',
      values: { rows: last.rows, count: refused.size, first },
    };
  }
  const snapshots = last.findings.filter(({ part }) => part === 'snapshot').length;
  if (snapshots === 0) return { check: 'documents', verdict: 'ok', code: 'sound', values: { rows: last.rows } };
  // Built anew from their entries when they are next read.
  return { check: 'documents', verdict: 'look', code: 'snapshots', values: { rows: last.rows, count: snapshots } };
}

/** Documents that staff write and that were found damaged: each began anew, and its old rows lie beside it (STAFF7). */
function lookAtDrafts(connection: Connection): Finding {
  const aside = createStaffStore(connection).quarantined();
  const [newest] = aside;
  if (newest === undefined) return { check: 'drafts', verdict: 'ok', code: 'whole', values: {} };
  const { document: first, reason, at } = newest;
  const day = new Date(at).toISOString().slice(0, 10);
  const values = { count: aside.length, first, day, reason: reason.slice(0, 200) };
  return { check: 'drafts', verdict: 'look', code: 'put-aside', values };
}

/** Files of conversations: every one that is told of is there, as long as it was. */
function lookAtFiles(connection: Connection, dataDir: string): Finding {
  const rows = connection
    .prepare<{ id: string; conversation: string; size: number }>(
      "SELECT id, conversation, size FROM files WHERE state IN ('whole', 'asked', 'sent')",
    )
    .all();
  const missing = rows.filter(
    ({ id, conversation, size }) =>
      statSync(join(filesFolder(dataDir), conversation, id), { throwIfNoEntry: false })?.size !== size,
  );
  const megabytes = Math.ceil(rows.reduce((sum, { size }) => sum + size, 0) / MEGABYTE);
  const values = { count: rows.length, megabytes, missing: missing.length, first: missing[0]?.id ?? '' };
  if (missing.length > 0) return { check: 'files', verdict: 'broken', code: 'missing', values };
  return { check: 'files', verdict: 'ok', code: 'whole', values };
}
