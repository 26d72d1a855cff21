import type { WorkspaceSettings } from '#schema/workspace-settings.ts';
import type { Writer } from '../commit/writer.ts';
import type { Clock } from '../ports.ts';
import type { KeepStore } from './keep-store.ts';
import type { Remover } from './remover.ts';
import type { Scrub } from './scrub.ts';

/**
 * Deletes closed conversations whose time is over, with everything of theirs, in small steps while nothing waits for the writer
 * (KEEP4). After a walk over all that is due it rests.
 */
export interface Retention {
  /** To be called often. Does nothing while the last step is under way. */
  readonly step: () => Promise<void>;
}

export interface RetentionDeps {
  readonly store: Pick<KeepStore, 'toDelete'>;
  readonly scrub: Scrub;
  readonly remover: Remover;
  readonly writer: Pick<Writer, 'keep'>;
  readonly settings: () => Pick<WorkspaceSettings, 'deleteClosedAfterDays'>;
  readonly clock: Clock;
  /** Nobody waits for the writer. */
  readonly isIdle: () => boolean;
}

const DAY = 86_400_000;
const AT_ONCE = 8;
const ORDERS_A_STEP = 10;
const REST = 3_600_000;
const START = { closedAt: -1, id: '' };

export function createRetention({ store, remover, scrub, writer, settings, clock, isIdle }: RetentionDeps): Retention {
  let after = START;
  let rest: { readonly until: number; readonly days: number } | null = null;
  let isBusy = false;
  let hasDeleted = false;

  async function walk(days: number): Promise<void> {
    const at = clock.now();
    const closedBefore = at - days * DAY;
    for (let order = 0; order < ORDERS_A_STEP && isIdle(); order += 1) {
      const due = store.toDelete(closedBefore, after, AT_ONCE);
      const last = due.at(-1);
      if (last !== undefined) {
        const ids = due.map(({ id }) => id);
        await remover.removeConversations(ids, async (leaving) => {
          hasDeleted = true;
          return (await writer.keep({ kind: 'delete', ...leaving, closedBefore, at })) !== null;
        });
        after = last;
      }
      if (due.length < AT_ONCE) {
        if (hasDeleted) await scrub();
        hasDeleted = false;
        after = START;
        rest = { until: clock.now() + REST, days };
        return;
      }
    }
  }

  return {
    step: async () => {
      const days = settings().deleteClosedAfterDays;
      // Another number of days holds at once.
      const isResting = rest !== null && rest.days === days && clock.now() < rest.until;
      if (isBusy || days === null || isResting) return;
      isBusy = true;
      try {
        await walk(days);
      } finally {
        isBusy = false;
      }
    },
  };
}
