import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Finding } from '#schema/http/operation.ts';
import { closeWhole, openDatabase, type Connection } from '../../store/database.ts';
import { migrate } from '../../store/migrate.ts';
import { createLog } from '../../log.ts';
import { createDoctor } from './doctor.ts';
import { lookAtMachine } from './machine.ts';
import { lookAtStanding, type Standing } from './standing.ts';
import { say } from './words.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdline-doctor-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function withData(change: (connection: Connection) => void = () => undefined): void {
  const connection = openDatabase(join(dataDir, 'holdline.db'));
  migrate(connection);
  change(connection);
  closeWhole(connection);
}
const found = (findings: readonly Finding[], check: Finding['check']): Finding => {
  const finding = findings.find((one) => one.check === check);
  if (finding === undefined) throw new Error(`nobody looked at ${check}`);
  return finding;
};

test('OPS7 a sound machine: room, a measured fsync, a whole file, sound documents', () => {
  withData();
  const findings = lookAtMachine(dataDir);
  expect(findings.map(({ check, verdict }) => `${check} ${verdict}`)).toEqual([
    expect.stringMatching(/^disk (ok|look)$/),
    expect.stringMatching(/^sync (ok|look)$/),
    'database ok',
    'documents ok',
    'drafts ok',
    'files ok',
  ]);
  expect(found(findings, 'sync').values['medianMs']).toBeGreaterThan(0);
});

test('OPS7 a document whose entries are damaged is told with its name, and no word of what was said', () => {
  withData((connection) => {
    connection.exec(`INSERT INTO documents (key, name, epoch) VALUES (1, 'conversation/of-somebody', 'e')`);
    connection.exec(
      `INSERT INTO entries (id, document, seq, at, command, fingerprint, author, effect, checksum)
       VALUES (1, 1, 1, 1, x'00000000000000000000000000000001', 0, '{}', '{"text":"a secret"}', 12345)`,
    );
  });
  const finding = found(lookAtMachine(dataDir), 'documents');
  expect(finding).toMatchObject({
    verdict: 'broken',
    code: 'refused',
    values: { count: 1, first: 'conversation/of-somebody' },
  });
  expect(JSON.stringify(finding)).not.toContain('secret');
});

test('OPS7 STAFF7 drafts that were found damaged and put aside are told, until they are gone', () => {
  withData();
  const first = found(lookAtMachine(dataDir), 'drafts');
  expect(first).toEqual({ check: 'drafts', verdict: 'ok', code: 'whole', values: {} });
  withData((connection) => {
    const insert = connection.prepare(
      `INSERT INTO staff_quarantine (name, epoch, kind, n, at, bytes, checksum, quarantined_at, reason)
       VALUES (?, 'e', 'update', ?, 1, x'00', 0, ?, ?)`,
    );
    for (const n of [1, 2]) insert.run('draft/one', n, Date.UTC(2026, 1, 3), 'row 2 is damaged');
    insert.run('draft/two', 1, Date.UTC(2026, 1, 4), 'the beginning is missing');
  });
  const finding = found(lookAtMachine(dataDir), 'drafts');
  expect(finding).toMatchObject({
    verdict: 'look',
    code: 'put-aside',
    values: { count: 2, first: 'draft/two', day: '2026-02-04', reason: 'the beginning is missing' },
  });
  expect(say(finding).what).toContain('2 drafts were found damaged');
  withData((connection) => connection.exec('DELETE FROM staff_quarantine'));
  expect(found(lookAtMachine(dataDir), 'drafts').verdict).toBe('ok');
  withData((connection) => connection.exec('DROP TABLE staff_quarantine'));
  expect(found(lookAtMachine(dataDir), 'drafts')).toMatchObject({ verdict: 'broken', code: 'failed' });
});

test('OPS7 a file that is no database is a finding, not the end of the doctor', () => {
  writeFileSync(join(dataDir, 'holdline.db'), 'this was overwritten by something that is not a database');
  const findings = lookAtMachine(dataDir);
  expect(found(findings, 'database').verdict).toBe('broken');
  expect(found(lookAtMachine(join(dataDir, 'nowhere')), 'disk').verdict).toBe('broken');
});

const SERVER: NonNullable<Standing['mail']['server']> = {
  ...{ host: 'smtp.example.com', port: 587, security: 'starttls', user: 'shop' },
  ...{ from: 'chat@shop.example', name: 'Shop' },
};
const NO_MAIL: Standing['mail'] = {
  ...{ server: null, password: 'none', isByEnvironment: false, address: 'https://chat.example.com' },
  ...{ waiting: 0, sent: 0, failed: 0, failure: null },
};

test.each([
  ['none yet', [], null, 24, 'look none', true],
  ['fresh', [3], null, 24, 'ok fresh', true],
  ['late', [60], null, 24, 'look late', true],
  ['by hand only', [60], null, null, 'look by-hand', true],
  ['failed', [1], 'no room', 24, 'broken failed', true],
  ['fresh, and none ever goes', [3], null, 24, 'look all-kept', false],
  ['by hand for all that is known, and none ever goes', [60], null, null, 'look all-kept', false],
  ['late, and none ever goes', [60], null, 24, 'look late', false],
] as const)('OPS2 OPS7 backups: %s', (_what, hours, backupFailure, backupEveryHours, expected, isSure) => {
  const backups = hours.map((age) => ({ madeAt: 1e12 - age * 3_600_000 }) as never);
  const standing = lookAtStanding({
    backups,
    backupFailure,
    backupEveryHours,
    isSure,
    now: 1e12,
    program: '1',
    processBytes: 9e7,
    push: { isSecure: true, devices: 0, failure: null },
    mail: NO_MAIL,
  });
  const finding = found(standing, 'backups');
  expect(`${finding.verdict} ${finding.code}`).toBe(expected);
  expect(say(finding).what).not.toBe('');
  // What is not there yet is said plainly, and is no failure.
  expect(found(standing, 'mail').verdict).toBe('not-set-up');
  expect(found(standing, 'push').verdict).toBe('not-set-up');
});

test.each([
  ['not-set-up none', { isSecure: true, devices: 0, failure: null }],
  ['ok devices', { isSecure: false, devices: 3, failure: null }],
  ['ok ready', { isSecure: true, devices: null, failure: null }],
  ['not-set-up not-secure', { isSecure: false, devices: 0, failure: null }],
  ['look unreachable', { isSecure: true, devices: 1, failure: { host: 'push.example.com', status: null } }],
  ['look refused', { isSecure: true, devices: 1, failure: { host: 'push.example.com', status: 403 } }],
] as const)('NOTIFY10 OPS7 push: %s', (expected, push) => {
  const known = { backups: [], backupFailure: null, backupEveryHours: 24, isSure: true, now: 1, program: '1' };
  const finding = found(lookAtStanding({ ...known, processBytes: null, push, mail: NO_MAIL }), 'push');
  expect(`${finding.verdict} ${finding.code}`).toBe(expected);
  expect(say(finding).what).not.toBe('');
});

test.each([
  ['not-set-up none', {}],
  ['ok ready', { server: SERVER, sent: 3 }],
  ['look no-address', { server: SERVER, address: null }],
  ['broken no-password', { server: SERVER, password: 'unreadable' }],
  ['broken failing', { server: SERVER, failure: { hop: 'signed-in', detail: '535 No', at: 1 }, failed: 2 }],
  ['look gave-up', { server: SERVER, failed: 2 }],
] as const)('MAIL2 OPS7 mail: %s', (expected, change) => {
  const known = { backups: [], backupFailure: null, backupEveryHours: 24, isSure: true, now: 1, program: '1' };
  const push = { isSecure: true, devices: 0, failure: null };
  const finding = found(
    lookAtStanding({ ...known, processBytes: null, push, mail: { ...NO_MAIL, ...change } }),
    'mail',
  );
  expect(`${finding.verdict} ${finding.code}`).toBe(expected);
  expect(say(finding).what).not.toBe('');
});

test('OPS7 a round is made once, however many ask, and every finding can be said in words', async () => {
  withData();
  const doctor = createDoctor({
    dataDir,
    now: () => 7,
    log: createLog('silent'),
    // Nobody listens there.
    address: () => ({ publicUrl: null, ownUrl: 'http://127.0.0.1:9', now: Date.now }),
    standing: () => ({
      backups: [],
      backupFailure: null,
      backupEveryHours: 24,
      isSure: true,
      now: Date.now(),
      program: '1',
      processBytes: null,
      push: { isSecure: true, devices: null, failure: null },
      mail: NO_MAIL,
    }),
  });
  expect(doctor.state()).toEqual({ running: false, checkedAt: null, findings: [] });
  const first = doctor.look();
  expect(doctor.look()).toBe(first);
  expect(doctor.state().running).toBe(true);
  await first;
  const { running, checkedAt, findings } = doctor.state();
  expect([running, checkedAt]).toEqual([false, 7]);
  expect(findings.map(({ check }) => check)).toEqual([
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
  ]);
  expect(found(findings, 'socket')).toMatchObject({ verdict: 'broken', code: 'refused' });
  for (const finding of findings) expect(say(finding).what, finding.check).not.toContain(': ');
});
