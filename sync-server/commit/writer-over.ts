import type { Log } from '../log.ts';
import type { WriterOrder } from './orders.ts';
import type { CommitOutcome, Writer } from './writer.ts';

/** The writer's verbs over one queue of orders: the writer thread's, or the simulator's. */
export function createWriterOver(
  order: (what: WriterOrder) => Promise<CommitOutcome>,
  close: () => Promise<void>,
  log: Pick<Log, 'error'>,
): Writer {
  const isDone = async (what: WriterOrder): Promise<boolean> => {
    const outcome = await order(what);
    if (outcome.kind === 'committed') return true;
    log.error({ order: what.kind, outcome }, 'rows beside the entries were not written');
    return false;
  };
  const rowsOf = async (what: WriterOrder): Promise<number | null> => {
    const outcome = await order(what);
    if (outcome.kind === 'committed') return outcome.rows ?? 0;
    log.error({ order: what.kind, outcome }, 'an order behind the entries was not carried out');
    return null;
  };

  return {
    commit: (batch) => order({ kind: 'commit', batch }),
    saveSnapshots: (rows) => isDone({ kind: 'snapshots', rows }),
    saveChapter: (row) => isDone({ kind: 'chapter', row }),
    saveCursors: (rows) => isDone({ kind: 'cursors', rows }),
    saveDerived: (rows) => isDone({ kind: 'derived', rows }),
    keep: (what) => rowsOf({ kind: 'keep', order: what }),
    probe: async () => (await order({ kind: 'probe' })).kind === 'committed',
    index: (limit) => rowsOf({ kind: 'index', limit }),
    saveStaff: (changes) => isDone({ kind: 'staff', changes }),
    close,
  };
}
