import type { Giver } from '#schema/commands/any-command.ts';
import type { SitesRoom } from '../sites/sites.ts';
import type { Connection } from '../store/database.ts';
import { createBlockStore } from './block-store.ts';
import { createBlocks, type Blocks, type BlocksDeps } from './blocks.ts';
import { createSuspensions, type Suspensions } from './suspensions.ts';

/** Who may not write: kept, asked for each command of a visitor, and told to the visitors themselves. */
export interface Blocking {
  readonly blocks: Blocks;
  readonly suspensions: Suspensions;
  /** Whoever it is, is noted as stopped. */
  readonly isSuspended: (giver: Giver) => boolean;
}

interface BlockingDeps extends Pick<BlocksDeps, 'clock' | 'timers' | 'log'> {
  readonly connection: Connection;
  readonly sites: Pick<SitesRoom, 'all' | 'settingsOf'>;
  readonly randomBytes: (length: number) => Uint8Array;
}

export function createBlocking({ connection, randomBytes, clock, timers, log, sites }: BlockingDeps): Blocking {
  const store = createBlockStore(connection);
  const newId = (): string => `hand:${Buffer.from(randomBytes(9)).toString('base64url')}`;
  // Of whom nobody knows where they came to, no more is kept than the strictest site allows.
  const shortens = (site: string | undefined): boolean =>
    site === undefined
      ? sites.all().some(({ settings }) => settings.privacy.shortAddresses)
      : sites.settingsOf(site).privacy.shortAddresses;
  const blocks = createBlocks({ store, clock, timers, log, newId, shortens });
  return {
    blocks,
    suspensions: createSuspensions(blocks),
    isSuspended: (giver) => {
      if (giver.kind !== 'visitor' || blocks.suspendedUntil(giver.id) === undefined) return false;
      blocks.stopped(giver.id);
      return true;
    },
  };
}
