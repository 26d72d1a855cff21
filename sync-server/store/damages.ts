import type { Connection } from './database.ts';

/**
 * What was found damaged, and when it was made good again. A document with damaged entries is refused until it is whole; a damaged
 * snapshot costs nothing but the time to build another one.
 */
export interface Damage {
  /** The document's name. */
  readonly document: string;
  readonly part: 'entries' | 'snapshot';
  readonly foundAt: number;
  /** Which row and what is wrong with it; never a word of its content. */
  readonly detail: string;
  readonly healedAt: number | null;
}

export interface DamageRow extends Damage {
  /** The place of a damaged snapshot, which is to be dropped. */
  readonly snapshot: number | null;
}

/** All that was ever found, the newest first. */
export const readDamages = (connection: Connection): readonly Damage[] =>
  connection
    .prepare<Damage>(
      `SELECT document, part, found_at AS foundAt, detail, healed_at AS healedAt FROM damages ORDER BY found_at DESC, document`,
    )
    .all();
