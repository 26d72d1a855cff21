import type { ContactFields } from '#schema/conversation/entry.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { RoomLine } from '#schema/room/room-line.ts';
import type { Writer } from '../commit/writer.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports.ts';
import type { LiveDocument } from '../publish/live-document.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { Timers } from '../timers.ts';
import type { ConversationRow } from './conversation-row.ts';
import type { DerivedStore } from './derived-store.ts';
import { createDeriver, type Deriver, type DeriverDeps } from './deriver.ts';
import { createInbox, STAYS_FOR, type Inbox, type InboxDeps } from './inbox.ts';
import { createInboxTasks } from './inbox-tasks.ts';
import { createRoomLists, type RoomLists, type RoomListsDeps } from './room-lists.ts';
import type { TaskRow } from './task-row.ts';

/** What is derived from entries, put together: rows for lists and lookups, and the documents that follow them, `inbox/all` and those of rooms. */
export interface Derivation {
  readonly deriver: Deriver;
  readonly inbox: Inbox;
  readonly roomLists: RoomLists;
  /** Empty while nobody knows it. */
  readonly contactName: (visitor: VisitorId) => string;
  /** A row as it is now, to the inbox and to whoever else follows. */
  readonly conversationChanged: (row: ConversationRow) => void;
  readonly taskChanged: (row: TaskRow) => void;
  /** Conversations that are open, or were closed in so many ms. */
  readonly recent: (within: number) => readonly ConversationRow[];
  /** Takes in what was there when the process began, and what a crash left behind. */
  readonly begin: () => void;
}

export interface DerivationDeps extends Pick<InboxDeps, 'seenBy' | 'deliveredTo' | 'hasLeft'> {
  readonly document: LiveDocument;
  /** Of each person's list of rooms. */
  readonly createDocument: RoomListsDeps['createDocument'];
  readonly store: EntryStore;
  readonly derived: DerivedStore;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly contactTold: DeriverDeps['contactTold'];
  readonly transcriptAsked: DeriverDeps['transcriptAsked'];
  readonly followContact: (visitor: VisitorId, card: ContactFields) => void;
  readonly renamed: (visitor: VisitorId, name: string) => void;
  readonly followConversation: (row: ConversationRow) => void;
  readonly followRoom: (line: RoomLine) => void;
  readonly followTask: (row: TaskRow) => void;
}

export function createDerivation(deps: DerivationDeps): Derivation {
  const { document, derived, clock, timers } = deps;
  const contactName = (visitor: VisitorId): string => deriver.findContact(visitor)?.name ?? '';
  const inboxTasks = createInboxTasks({ document, clock, timers, contactName, staysFor: STAYS_FOR });
  const inbox = createInbox({ ...deps, findContact: (visitor) => deriver.findContact(visitor), tasks: inboxTasks });
  const roomLists = createRoomLists(deps);
  const roomChanged = (line: RoomLine): void => {
    roomLists.roomChanged(line);
    deps.followRoom(line);
  };
  const conversationChanged = (row: ConversationRow): void => {
    inbox.conversationChanged(row);
    deps.followConversation(row);
  };
  const taskChanged = (row: TaskRow): void => {
    inboxTasks.taskChanged(row);
    deps.followTask(row);
  };
  const deriver = createDeriver({
    ...deps,
    conversationChanged,
    taskChanged,
    roomChanged,
    contactChanged: (visitor: VisitorId, card: ContactFields) => {
      deps.renamed(visitor, card.name ?? '');
      inbox.contactChanged(visitor, card);
      deps.followContact(visitor, card);
    },
  });
  const recent = (within: number): readonly ConversationRow[] => derived.conversationsForInbox(clock.now() - within);
  return {
    recent,
    deriver,
    inbox,
    roomLists,
    contactName,
    conversationChanged,
    taskChanged,
    begin: () => {
      recent(STAYS_FOR).forEach(conversationChanged);
      derived.tasksForInbox(clock.now() - STAYS_FOR).forEach(taskChanged);
      derived.allRooms().forEach(roomChanged);
      deriver.catchUp();
    },
  };
}
