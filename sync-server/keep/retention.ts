import type { ConversationId } from '#schema/ids.ts';
import type { WorkspaceSettings } from '#schema/workspace-settings.ts';
import type { Writer } from '../commit/writer.ts';
import type { Clock } from '../ports.ts';
import type { SitesRoom } from '../sites/sites.ts';
import type { ClosedConversation, KeepStore } from './keep-store.ts';
import type { Remover } from './remover.ts';
import type { Scrub } from './scrub.ts';

/**
 * Deletes closed conversations whose time is over, with everything of theirs, in small steps while nothing waits for the writer
 * (KEEP4). How long that is, each site says for itself (PRIV3). After a walk over all that may be due it rests.
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
  readonly sites: Pick<SitesRoom, 'all' | 'settingsOf'>;
  readonly clock: Clock;
  /** Nobody waits for the writer. */
  readonly isIdle: () => boolean;
}

const DAY = 86_400_000;
const AT_ONCE = 8;
/** Looked at with one read: those of other sites are passed over. */
const READ_AT_ONCE = 200;
const ORDERS_A_STEP = 10;
/** One takes about 1.5 ms, in which nobody is served. */
const READS_A_STEP = 5;
const REST = 3_600_000;
const START: { readonly closedAt: number; readonly id: string } = { closedAt: -1, id: '' };

export function createRetention(deps: RetentionDeps): Retention {
  const { store, remover, scrub, writer, settings, sites, clock, isIdle } = deps;
  let after = START;
  /** By which the walk has begun that goes on behind `after`. */
  let walked = '';
  let rest: { readonly until: number; readonly rules: string } | null = null;
  let isBusy = false;
  let hasDeleted = false;

  const daysOf = (site: string): number | null =>
    sites.settingsOf(site).privacy.keepDays ?? settings().deleteClosedAfterDays;

  /** The shortest of all; null: nothing is ever deleted. */
  function leastDays(): number | null {
    const all = [settings().deleteClosedAfterDays, ...sites.all().map(({ id }) => daysOf(id))];
    const days = all.filter((one) => one !== null);
    return days.length === 0 ? null : Math.min(...days);
  }

  async function remove(ids: readonly ConversationId[], closedBefore: number, at: number): Promise<void> {
    await remover.removeConversations(ids, async (leaving) => {
      hasDeleted = true;
      return (await writer.keep({ kind: 'delete', ...leaving, closedBefore, at })) !== null;
    });
  }

  /** Of those that were read, what is due, in orders of few that are due by the same time. */
  function ordersOf(some: readonly ClosedConversation[], at: number) {
    const orders: { readonly ids: ConversationId[]; readonly closedBefore: number; last: ClosedConversation }[] = [];
    for (const one of some) {
      const days = daysOf(one.site);
      const closedBefore = days === null ? -Infinity : at - days * DAY;
      if (one.closedAt > closedBefore) continue;
      const order = orders.at(-1);
      if (order?.closedBefore === closedBefore && order.ids.length < AT_ONCE) {
        order.ids.push(one.id);
        order.last = one;
      } else orders.push({ ids: [one.id], closedBefore, last: one });
    }
    return orders;
  }

  async function walk(days: number, rules: string): Promise<void> {
    const at = clock.now();
    if (rules !== walked) after = START;
    walked = rules;
    for (let count = 0, reads = 0; count < ORDERS_A_STEP && reads < READS_A_STEP && isIdle(); reads += 1) {
      const some = store.toDelete(at - days * DAY, after, READ_AT_ONCE);
      for (const { ids, closedBefore, last } of ordersOf(some, at)) {
        if (count >= ORDERS_A_STEP || !isIdle()) return;
        await remove(ids, closedBefore, at);
        after = last;
        count += 1;
      }
      after = some.at(-1) ?? after;
      if (some.length === READ_AT_ONCE) continue;
      if (hasDeleted) await scrub();
      hasDeleted = false;
      after = START;
      rest = { until: clock.now() + REST, rules };
      return;
    }
  }

  return {
    step: async () => {
      const days = leastDays();
      // Other numbers of days hold at once.
      const rules = JSON.stringify([settings().deleteClosedAfterDays, sites.all().map(({ id }) => daysOf(id))]);
      const isResting = rest !== null && rest.rules === rules && clock.now() < rest.until;
      if (isBusy || days === null || isResting) return;
      isBusy = true;
      try {
        await walk(days, rules);
      } finally {
        isBusy = false;
      }
    },
  };
}
