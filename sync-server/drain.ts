import type { GroupCommit } from './commit/group-commit.ts';
import type { Writer } from './commit/writer.ts';
import type { Pending } from './decide/pending.ts';
import type { Deriver } from './derive/deriver.ts';
import type { Reached } from './fault-points.ts';
import type { Listener } from './listen/listener.ts';
import type { Letters } from './mail/letters.ts';
import type { Clock } from './ports.ts';
import type { Cursors } from './publish/cursors.ts';
import type { Rooms } from './publish/rooms.ts';
import type { Indexer } from './search/indexer.ts';
import type { StaffDocuments } from './staff/staff-documents.ts';
import type { Timers } from './timers.ts';

interface DrainDeps {
  /** No command is taken any more. */
  readonly begin: () => void;
  readonly commit: Pick<GroupCommit<Pending>, 'waiting'>;
  readonly letters: Pick<Letters, 'drain'> | undefined;
  readonly cursors: Pick<Cursors, 'flush'>;
  readonly deriver: Pick<Deriver, 'flush'>;
  readonly indexer: Pick<Indexer, 'stop'>;
  readonly listener: Pick<Listener, 'close'>;
  readonly staff: Pick<StaffDocuments, 'drain'>;
  readonly rooms: Pick<Rooms, 'snapshotAll'>;
  readonly writer: Pick<Writer, 'close'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly reached: Reached | undefined;
}

const DRAIN_WITHIN = 5_000;
const LAST_SNAPSHOTS_WITHIN = 2_000;

/** The orderly end of a street (RUN3): what was taken is on the disk, and only then everybody is sent away. */
export function createDrain(deps: DrainDeps): () => Promise<void> {
  const { commit, clock, timers, reached } = deps;

  async function settled(): Promise<void> {
    const deadline = clock.now() + DRAIN_WITHIN;
    while (commit.waiting() > 0 && clock.now() < deadline) await new Promise<void>(timers.soon);
  }

  return async () => {
    deps.begin();
    reached?.('drain.begun');
    await settled();
    reached?.('drain.settled');
    await deps.cursors.flush();
    await deps.deriver.flush();
    await deps.indexer.stop();
    reached?.('drain.flushed');
    await deps.listener.close();
    reached?.('drain.closed');
    await deps.staff.drain();
    await deps.letters?.drain();
    const end = clock.now() + LAST_SNAPSHOTS_WITHIN;
    await deps.rooms.snapshotAll(() => clock.now() < end);
    await deps.writer.close();
  };
}
