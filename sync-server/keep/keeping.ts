import type { AnyCommand, Giver } from '#schema/commands/any-command.ts';
import type { Command } from '#schema/commands/command.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Blocks } from '../blocks/blocks.ts';
import type { Cursors } from '../publish/cursors.ts';
import type { Decider } from '../decide/decider.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { Deriver } from '../derive/deriver.ts';
import type { Inbox } from '../derive/inbox.ts';
import type { Letters } from '../mail/letters.ts';
import type { Notifier } from '../notify/notifier.ts';
import type { OwnTalks } from '../joining/own-talks.ts';
import type { Erase } from '../ports.ts';
import type { FileKeeper } from '../files/file-room.ts';
import type { Offers } from '../presence/offers.ts';
import type { Queue } from '../queue/queue.ts';
import type { GoneRoom } from '../publish/gone.ts';
import type { Rooms } from '../publish/rooms.ts';
import type { CallBook } from '../schedule/call-book.ts';
import type { StaffDocuments } from '../staff/staff-documents.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { StreetDeps } from '../street-deps.ts';
import { createCardSweep, type CardSweepDeps } from './card-sweep.ts';
import { createEraser } from './eraser.ts';
import type { KeepStore } from './keep-store.ts';
import { createPacker } from './packer.ts';
import { createRemover, type Remover } from './remover.ts';
import { createRetention } from './retention.ts';
import { createScrubber } from './scrub.ts';

/** What keeps documents for years, and lets them go: behind the street, while nobody waits. */
export interface Keeping {
  /** A command's conversation or person is being deleted at this moment: it has to come back. */
  readonly isLeaving: (giver: Giver, command: Command | AnyCommand) => boolean;
  readonly erase: Erase;
  readonly remover: Remover;
  /** To be called often, while nothing waits for the disk: packs some, deletes some. */
  readonly step: () => void;
  /** To be called once a minute. */
  readonly sweep: () => void;
}

export interface KeepingDeps extends Pick<
  StreetDeps,
  'writer' | 'clock' | 'timers' | 'log' | 'workspaceSettings' | 'sites' | 'erasures'
> {
  readonly store: KeepStore;
  readonly entries: EntryStore;
  readonly rooms: Rooms;
  readonly deriver: Deriver;
  readonly cursors: Cursors;
  readonly inbox: Inbox;
  readonly decider: Decider;
  readonly offers: Offers;
  readonly queue: Pick<Queue, 'forget'>;
  readonly calls: Pick<CallBook, 'forget'>;
  readonly staff: StaffDocuments;
  readonly gone: GoneRoom;
  readonly blocks: Pick<Blocks, 'forget'>;
  readonly notifier: Pick<Notifier, 'forget'> | undefined;
  readonly ownTalks: Pick<OwnTalks, 'forget'>;
  readonly letters: Pick<Letters, 'forget' | 'stayed'> | undefined;
  readonly files: Pick<FileKeeper, 'gone'>;
  /** A visitor is called so from now on. */
  readonly renamed: (visitor: VisitorId, name: string) => void;
  readonly conversationChanged: (row: ConversationRow) => void;
  /** A contact was not deleted after all. */
  readonly cardStayed: (visitor: VisitorId) => void;
  readonly known: CardSweepDeps['known'];
  readonly hasLeft: CardSweepDeps['hasLeft'];
  /** Nobody waits for the writer. */
  readonly isIdle: () => boolean;
}

/** How long the snapshot before the newest one stays (KEEP2), ms. */
const PREVIOUS_STAYS_FOR = 86_400_000;

export function createKeeping(deps: KeepingDeps): Keeping {
  const { writer, clock, log, deriver, offers } = deps;
  const settings = deps.workspaceSettings.current;
  const flushDerived = deriver.flush;
  const isLeaving: Keeping['isLeaving'] = (giver, { payload }) => {
    const visitor = giver.kind === 'visitor' ? giver.id : 'visitor' in payload ? (payload.visitor ?? null) : null;
    return remover.isLeaving(visitor, 'conversation' in payload ? payload.conversation : null);
  };
  const remover = createRemover({
    ...deps,
    isUnderWay: () => deps.decider.isUnderWay(isLeaving),
    visitorOf: (conversation) => deriver.findConversation(conversation)?.visitor ?? null,
    flushDerived,
    endDrafts: deps.staff.forget,
    holders: [
      deriver,
      deps.cursors,
      deps.inbox,
      deps.ownTalks,
      deps.decider,
      ...[deps.notifier, deps.letters].filter((holder) => holder !== undefined),
      { forget: (_conversations, visitors) => visitors.forEach((visitor) => deps.renamed(visitor, '')) },
      { forget: (_conversations, visitors) => deps.blocks.forget(visitors) },
      { forget: (conversations) => conversations.forEach((id) => offers.conversationChanged(id, null)) },
      deps.queue,
      deps.calls,
    ],
    stayed: (conversation) => {
      const row = deriver.findConversation(conversation);
      if (row !== null) deps.conversationChanged(row);
      deps.letters?.stayed(conversation);
    },
    tell: (documents, visitor) => {
      deps.files.gone(documents);
      deps.gone.tell(documents, visitor);
    },
  });
  const { scrub, scrubOwed } = createScrubber(deps);
  const packer = createPacker({ ...deps, settings });
  const retention = createRetention({ ...deps, settings, remover, scrub });
  const cards = createCardSweep({ ...deps, remover, scrub });

  return {
    isLeaving,
    remover,
    erase: createEraser({ ...deps, scrub, remover, ledger: deps.erasures }),
    step: () => {
      for (const step of [packer.step, retention.step, cards.step])
        step().catch((error: unknown) => log.error({ error: String(error) }, 'packing or deleting could not go on'));
    },
    sweep: () => {
      void writer.keep({ kind: 'drop-snapshots', before: clock.now() - PREVIOUS_STAYS_FOR });
      scrubOwed().catch((error: unknown) => log.error({ error: String(error) }, 'traces of what was deleted stay'));
    },
  };
}
