import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Locks what stands in the database and must not be read from a copy of it. */
export interface MailKey {
  readonly seal: (text: string) => string;
  /** Null: it was sealed with another key, or somebody has changed it. */
  readonly open: (sealed: string) => string | null;
}

const NAME = 'mail-key';
const NONCE = 12;
const TAG = 16;

/**
 * The key that locks the password of the mail server: made when it is first needed, beside the database, readable by the server's user
 * only. No backup takes it along (operation/backup-label.ts), so that who has only a backup has no password; after a restore elsewhere
 * it is asked for anew.
 */
export function createMailKey(dataDir: string): MailKey {
  const path = join(dataDir, NAME);
  const read = (): Buffer | null => {
    const key = existsSync(path) ? Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url') : null;
    return key?.length === 32 ? key : null;
  };
  const make = (): Buffer => {
    const key = randomBytes(32);
    mkdirSync(dataDir, { recursive: true });
    // Whole before it has its name.
    writeFileSync(`${path}.new`, key.toString('base64url'), { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
    return key;
  };
  return {
    seal: (text) => {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', read() ?? make(), nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open: (sealed) => {
      const key = read();
      const bytes = Buffer.from(sealed, 'base64url');
      if (key === null || bytes.length < NONCE + TAG) return null;
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
        cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
        return Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
