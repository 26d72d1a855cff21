import type { Connection } from '../store/database.ts';

/** Which lives the data has had. A life is one run of a server; a branch is a history that nobody set back. */
export interface LifeRow {
  readonly number: number;
  readonly id: string;
  /** The newest row of `entries` when it began. */
  readonly fromRow: number;
}

/** A new branch: every document gets a new epoch, so that no device adds to what it has of another one (DOC4). */
export interface Renewal {
  readonly branch: string;
  readonly at: number;
  /** Why, in a word, for whoever looks at the file. */
  readonly reason: string;
  /** A branch that devices told of and that is not ours: it counts once. */
  readonly foreign: string | null;
}

export interface LifeStore {
  readonly lives: () => readonly LifeRow[];
  /** From the first to the present one, foreign ones too. */
  readonly branches: () => readonly string[];
  readonly addLife: (life: LifeRow, at: number) => void;
}

export function createLifeStore(connection: Connection): LifeStore {
  const lives = connection.prepare<LifeRow>('SELECT number, id, from_row AS fromRow FROM lives ORDER BY number');
  const branches = connection.prepare<{ id: string }>('SELECT id FROM branches ORDER BY number');
  const addLife = connection.prepare('INSERT INTO lives (number, id, from_row, began_at) VALUES (?, ?, ?, ?)');
  return {
    lives: () => lives.all(),
    branches: () => branches.all().map(({ id }) => id),
    addLife: ({ number, id, fromRow }, at) => addLife.run(number, id, fromRow, at),
  };
}

/** The statements that begin a branch; to be run in a transaction. */
export function prepareRenewal(connection: Connection): (renewal: Renewal) => void {
  const addBranch = connection.prepare('INSERT OR IGNORE INTO branches (id, began_at, reason) VALUES (?, ?, ?)');
  // One random part for all, which makes it quick: the branch is new, and a document has one epoch in it.
  const renew = connection.prepare(`UPDATE documents SET epoch = ? || '-' || key`);
  // Devices drop what they cached, instead of trusting numbers of a former life (keep/keep-store.ts).
  const beginEra = connection.prepare(`UPDATE settings SET value = ? WHERE key = 'gone-era'`);
  return ({ branch, at, reason, foreign }) => {
    if (foreign !== null) addBranch.run(foreign, at, 'told by a device');
    addBranch.run(branch, at, reason);
    renew.run(branch);
    beginEra.run(branch);
  };
}
