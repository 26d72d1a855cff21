import type { Blocks } from '../blocks/blocks.ts';
import type { GroupCommit } from '../commit/group-commit.ts';
import type { Inbox } from '../derive/inbox.ts';
import type { Visitors } from '../presence/visitors.ts';
import type { Rooms } from '../publish/rooms.ts';
import type { StaffDocuments } from '../staff/staff-documents.ts';
import type { Timers } from '../timers.ts';
import type { Keeping } from './keeping.ts';

/** What a street does again and again by itself, as long as it is not draining. */
export interface HousekeepingDeps {
  readonly timers: Timers;
  readonly isDraining: () => boolean;
  readonly commit: Pick<GroupCommit<never>, 'recover' | 'isHealthy' | 'waiting'>;
  readonly rooms: Pick<Rooms, 'sealSome' | 'snapshotSome'>;
  readonly keeping: Pick<Keeping, 'step' | 'sweep'>;
  readonly staff: Pick<StaffDocuments, 'sweep'>;
  readonly inbox: Pick<Inbox, 'sweep'>;
  readonly blocks: Pick<Blocks, 'sweep'>;
  readonly visitors: Pick<Visitors, 'hasLeft'>;
}

const HOUSEKEEPING_EVERY = 1_000;
const SWEEP_EVERY = 60_000;

export function keepHouse(deps: HousekeepingDeps): void {
  const { timers, isDraining, commit, rooms, keeping, staff, inbox, blocks, visitors } = deps;
  function every(ms: number, work: () => void): void {
    timers.after(ms, () => {
      if (isDraining()) return;
      every(ms, work);
      work();
    });
  }

  every(HOUSEKEEPING_EVERY, () => {
    commit.recover();
    if (!commit.isHealthy()) return;
    const isQuiet = commit.waiting() === 0;
    rooms.sealSome(isQuiet);
    if (!isQuiet) return;
    rooms.snapshotSome();
    keeping.step();
  });
  every(HOUSEKEEPING_EVERY, staff.sweep);
  every(SWEEP_EVERY, inbox.sweep);
  every(SWEEP_EVERY, keeping.sweep);
  every(SWEEP_EVERY, () => blocks.sweep(visitors.hasLeft));
}
