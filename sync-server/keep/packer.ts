import type { WorkspaceSettings } from '#schema/workspace-settings.ts';
import type { Writer } from '../commit/writer.ts';
import type { Clock } from '../ports.ts';
import type { KeepStore } from './keep-store.ts';

/**
 * Packs what was closed long ago, in small steps, and only while nothing waits for the writer (KEEP3). After a walk over all that is due
 * it rests; what could not be packed is tried again by the next walk.
 */
export interface Packer {
  /** To be called often. Does nothing while the last step is under way. */
  readonly step: () => Promise<void>;
}

export interface PackerDeps {
  readonly store: Pick<KeepStore, 'toPack'>;
  readonly writer: Writer;
  readonly settings: () => Pick<WorkspaceSettings, 'packAfterDays'>;
  readonly clock: Clock;
  /** Nobody waits for the writer. */
  readonly isIdle: () => boolean;
}

const DAY = 86_400_000;
/** Conversations of one order: for so long a commit may have to wait behind it. */
const AT_ONCE = 4;
const ORDERS_A_STEP = 25;
const REST = 3_600_000;
const START = { closedAt: -1, id: '' };

export function createPacker({ store, writer, settings, clock, isIdle }: PackerDeps): Packer {
  let after = START;
  let restsUntil = 0;
  let isBusy = false;

  async function walk(days: number): Promise<void> {
    const now = clock.now();
    const closedBefore = now - days * DAY;
    for (let order = 0; order < ORDERS_A_STEP && isIdle(); order += 1) {
      const due = store.toPack(closedBefore, after, AT_ONCE);
      const last = due.at(-1);
      if (last !== undefined) {
        await writer.keep({ kind: 'pack', conversations: due.map(({ id }) => id), closedBefore, at: now });
        after = last;
      }
      if (due.length < AT_ONCE) {
        after = START;
        restsUntil = clock.now() + REST;
        return;
      }
    }
  }

  return {
    step: async () => {
      const days = settings().packAfterDays;
      if (isBusy || days === null || clock.now() < restsUntil) return;
      isBusy = true;
      try {
        await walk(days);
      } finally {
        isBusy = false;
      }
    },
  };
}
