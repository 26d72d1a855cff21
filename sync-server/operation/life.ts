import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { LifeRow } from './life-store.ts';

/**
 * Tells devices how far the data reaches, and knows from what they show later whether it was set back behind the server's back:
 * the whole folder copied, a virtual machine returned to a snapshot. Marks are sealed with the secret of the installation: nobody
 * else can make one, and nobody learns from it how much is said here.
 */
export interface Life {
  /** `<branch>.<sealed>`, of what is on the disk. A device sees by the branch that another one has begun. */
  readonly mark: () => string;
  /**
   * What a device was told once. `set-back`: it saw what this data no longer has, or has otherwise. Each branch is found out
   * once: after the renewal whatever was shown is either of the present branch or of one whose epochs are no longer there.
   */
  readonly judge: (mark: string) => Verdict;
  /** A new branch has begun. */
  readonly branched: (branch: string, foreign: string | null) => void;
}

export type Verdict =
  | { readonly kind: 'fits' | 'not-ours' }
  /** `foreign`: the branch of the mark, when it is not one of this data. */
  | { readonly kind: 'set-back'; readonly foreign: string | null };

export interface LifeDeps {
  readonly lives: readonly LifeRow[];
  /** Never empty; the last is the present one. */
  readonly branches: readonly string[];
  readonly secret: string;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly now: () => number;
  /** Of `entries`, committed. */
  readonly newestRow: () => number;
}

/** A mark is made at most so often, ms: asking for the newest row costs more than a thousand pongs may. */
const REMADE_EVERY = 1_000;
const NONCE_BYTES = 12;
const SEAL_BYTES = 16;

export function createLife({ lives, branches, secret, randomBytes, now, newestRow }: LifeDeps): Life {
  const known = new Set(branches);
  const byId = new Map(lives.map((life, index) => [life.id, { end: lives[index + 1]?.fromRow ?? null }]));
  const present = lives.at(-1)?.id ?? '';
  let branch = branches.at(-1) ?? '';
  let made = '';
  let madeAt = -Infinity;

  const key = createHmac('sha256', secret).update('how far the data reaches').digest();

  function seal(shown: string, text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(Buffer.from(shown));
    // Of one length, so that the length tells nothing either.
    const sealed = Buffer.concat([cipher.update(text.padEnd(32)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Null for what is not ours. */
  function unseal(shown: string, given: string): { readonly life: string; readonly row: number } | null {
    try {
      const bytes = Buffer.from(given, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: SEAL_BYTES,
      });
      decipher.setAAD(Buffer.from(shown));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + SEAL_BYTES));
      const text =
        decipher.update(bytes.subarray(NONCE_BYTES + SEAL_BYTES), undefined, 'utf8') + decipher.final('utf8');
      const [life = '', row = ''] = text.trimEnd().split('.');
      return { life, row: Number(row) };
    } catch {
      return null;
    }
  }

  return {
    mark: () => {
      if (now() - madeAt < REMADE_EVERY && made !== '') return made;
      madeAt = now();
      made = `${branch}.${seal(branch, `${present}.${newestRow()}`)}`;
      return made;
    },
    judge: (mark) => {
      const [shownBranch = '', sealed = ''] = mark.split('.');
      const shown = unseal(shownBranch, sealed);
      if (shown === null) return { kind: 'not-ours' };
      if (shownBranch !== branch) {
        return known.has(shownBranch) ? { kind: 'fits' } : { kind: 'set-back', foreign: shownBranch };
      }
      const lived = byId.get(shown.life);
      const end = lived === undefined ? -1 : (lived.end ?? newestRow());
      return shown.row <= end ? { kind: 'fits' } : { kind: 'set-back', foreign: null };
    },
    branched: (next, foreign) => {
      known.add(next);
      if (foreign !== null) known.add(foreign);
      branch = next;
      made = '';
    },
  };
}
