import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { installationSecret } from './installation-secret.ts';

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'holdline-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return join(path, 'data');
}

test('the secret is made once, for the eyes of the server only', () => {
  const dataDir = folder();
  const secret = installationSecret(dataDir);
  expect(secret).toHaveLength(43);
  expect(installationSecret(dataDir)).toBe(secret);
  expect(statSync(join(dataDir, 'auth-secret')).mode & 0o777).toBe(0o600);
});

test('a damaged secret stops the start instead of signing with it', () => {
  const dataDir = folder();
  installationSecret(dataDir);
  writeFileSync(join(dataDir, 'auth-secret'), 'short');
  expect(() => installationSecret(dataDir)).toThrow('is damaged');
});
