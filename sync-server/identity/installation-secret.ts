import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The secret that signs cookies and encrypts second factors: made at the first start and kept beside the data, readable by
 * the server's user only. Whoever restores a backup without it signs everybody out and loses their second factors.
 */
export function installationSecret(dataDir: string): string {
  const path = join(dataDir, 'auth-secret');
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(path)) {
    // Whole before it has its name: a process that ends in between, or a full disk, must not leave half a secret.
    const draft = `${path}.new`;
    writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true });
    renameSync(draft, path);
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32)
    throw new Error(`${path} is damaged: it must hold at least 32 characters. Restore it from a backup.`);
  return secret;
}
