import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { beginLife } from './begin-life.ts';
import { lookAtMachine } from './doctor/machine.ts';
import { makeBackup } from './make-backup.ts';
import { restore } from './restore.ts';

const TALK = '01900000-0000-7000-8000-0000000000c0';
const [KEPT, GONE, COMING] = ['1', '2', '3'].map((n) => `01900000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];
const NOW = Date.UTC(2026, 0, 1);

let dataDir: string;
const folder = (): string => join(dataDir, 'files', TALK);
const open = () => openDatabase(join(dataDir, 'holdline.db'));
const names = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path).sort() : []);

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdline-backup-files-'));
  const connection = open();
  migrate(connection);
  connection.exec(`INSERT INTO documents (key, name, epoch) VALUES (1, 'conversation/${TALK}', 'e')`);
  mkdirSync(folder(), { recursive: true });
  for (const [id, state] of [
    [KEPT, 'sent'],
    [GONE, 'gone'],
    [COMING, 'coming'],
  ] as const) {
    connection.exec(
      `INSERT INTO files (id, conversation, author, name, type, size, state, created_at, changed_at)
       VALUES ('${id}', '${TALK}', 'anna', 'a', 'text/plain', 5, '${state}', 1, 1)`,
    );
    writeFileSync(join(folder(), state === 'coming' ? `${id}.part` : id), 'bytes');
  }
  connection.close();
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const backUp = (): string => {
  const made = makeBackup({ dataDir, reason: 'command', program: '1', kept: 3, now: NOW });
  if (!made.ok) throw new Error(made.failure);
  return join(dataDir, 'backups', made.value.file);
};
const begin = (): void => {
  const connection = open();
  let ids = 0;
  beginLife({ connection, dataDir, now: () => NOW, newId: () => `life-${(ids += 1)}` });
  connection.close();
};

test('FILE7 OPS2 OPS3 a backup brings its files back, and what was here is kept aside with its own', () => {
  const file = backUp();
  rmSync(folder(), { recursive: true });
  mkdirSync(folder(), { recursive: true });
  writeFileSync(join(folder(), COMING), 'later');
  const restored = restore({ dataDir, file, now: NOW });
  if (!restored.ok) throw new Error(restored.failure);
  expect(names(join(restored.value.aside ?? '', 'files', TALK))).toEqual([COMING]);
  begin();
  expect(readFileSync(join(folder(), KEPT), 'utf8')).toBe('bytes');
  expect(names(folder())).toEqual([KEPT, COMING]);
  const connection = open();
  expect(connection.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'backup%'").all()).toEqual([]);
  connection.close();
});

test('FILE7 KEEP5 of a file that was forgotten since the backup no byte comes back', () => {
  const file = backUp();
  const restored = restore({ dataDir, file, now: NOW });
  expect(restored.ok).toBe(true);
  rmSync(folder(), { recursive: true });
  const connection = open();
  connection.exec(`DELETE FROM files WHERE id = '${KEPT}'`);
  connection.close();
  begin();
  expect(names(folder())).toEqual([]);
});

test('FILE7 OPS7 the doctor says which files are not there', () => {
  const looked = () => lookAtMachine(dataDir).find(({ check }) => check === 'files');
  expect(looked()).toMatchObject({ verdict: 'ok', values: { count: 1 } });
  writeFileSync(join(folder(), KEPT), 'cut');
  expect(looked()).toMatchObject({ verdict: 'broken', code: 'missing', values: { missing: 1, first: KEPT } });
});
