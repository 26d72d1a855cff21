import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LifeRow } from './life-store.ts';

/**
 * Tells devices how far the data reaches, and knows from what they show later whether it was set back behind the server's back:
 * the whole folder copied, a virtual machine returned to a snapshot. Nobody else can make a mark, because the secret of the
 * installation signs it.
 */
export interface Life {
  /** `<branch>.<life>.<row>.<signature>`, of what is on the disk. */
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
  readonly now: () => number;
  /** Of `entries`, committed. */
  readonly newestRow: () => number;
}

/** A mark is made at most so often, ms: asking for the newest row costs more than a thousand pongs may. */
const REMADE_EVERY = 1_000;
const SIGNATURE_BYTES = 12;

export function createLife({ lives, branches, secret, now, newestRow }: LifeDeps): Life {
  const known = new Set(branches);
  const byId = new Map(lives.map((life, index) => [life.id, { end: lives[index + 1]?.fromRow ?? null }]));
  const present = lives.at(-1)?.id ?? '';
  let branch = branches.at(-1) ?? '';
  let made = '';
  let madeAt = -Infinity;

  const sign = (text: string): Buffer =>
    createHmac('sha256', secret).update('life').update(text).digest().subarray(0, SIGNATURE_BYTES);

  return {
    mark: () => {
      if (now() - madeAt < REMADE_EVERY && made !== '') return made;
      madeAt = now();
      const text = `${branch}.${present}.${newestRow()}`;
      made = `${text}.${sign(text).toString('base64url')}`;
      return made;
    },
    judge: (mark) => {
      const [shownBranch = '', life = '', row = '', signature = ''] = mark.split('.');
      const given = Buffer.from(signature, 'base64url');
      const right = sign(`${shownBranch}.${life}.${row}`);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return { kind: 'not-ours' };
      if (shownBranch !== branch) {
        return known.has(shownBranch) ? { kind: 'fits' } : { kind: 'set-back', foreign: shownBranch };
      }
      const lived = byId.get(life);
      const end = lived === undefined ? -1 : (lived.end ?? newestRow());
      return Number(row) <= end ? { kind: 'fits' } : { kind: 'set-back', foreign: null };
    },
    branched: (next, foreign) => {
      known.add(next);
      if (foreign !== null) known.add(foreign);
      branch = next;
      made = '';
    },
  };
}
