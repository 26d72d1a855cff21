import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockData } from './data-lock.ts';

test('RUN6 one process at a time has a data folder, and the next one gets it as soon as it is free', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdline-lock-'));
  const first = lockData(folder, 0);
  expect(first).not.toBeNull();
  expect(lockData(folder, 0)).toBeNull();
  first?.release();
  const second = lockData(folder, 0);
  expect(second).not.toBeNull();
  second?.release();
  rmSync(folder, { recursive: true });
});
