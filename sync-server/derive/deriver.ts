import { fieldsIn } from '#schema/conversation/contact-card.ts';
import type { ContactFields, Entry } from '#schema/conversation/entry.ts';
import { parseDocumentName, type DocumentAddress } from '#schema/docs/document-name.ts';
import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import type { RoomId } from '#schema/room/room-id.ts';
import { roomLineAfter, type RoomLine } from '#schema/room/room-line.ts';
import type { DerivedRows, Writer } from '../commit/writer.ts';
import type { Log } from '../log.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { Timers } from '../timers.ts';
import { previewOf, rowAfter, rowAfterDesk, type ConversationRow } from './conversation-row.ts';
import type { DerivedStore } from './derived-store.ts';
import { createRecent } from './recent.ts';
import { mergedTasks, taskIn, taskRowAfter, type TaskRow } from './task-row.ts';

/**
 * Behind the acknowledgement: turns entries into rows for lists and lookups. Rows are written together with the watermark, the
 * last entry they have taken in; after a crash the entries behind it are taken in again, which changes nothing twice.
 */
export interface Deriver {
  /** Every entry in the order of commits. */
  readonly take: (address: DocumentAddress, entry: Entry, row: number) => void;
  /** Takes in what the disk has beyond the last entry taken; when that cannot be read, once it can, and nothing newer before. */
  readonly catchUp: () => void;
  readonly findConversation: (id: ConversationId) => ConversationRow | null;
  /** As all that is committed makes it. Throws while entries cannot be read: what is decided by an older row is decided wrong. */
  readonly currentConversation: (id: ConversationId) => ConversationRow | null;
  readonly findContact: (visitor: VisitorId) => ContactFields | null;
  /** They are being deleted: nothing of them is kept here, or written any more. To be called while no `flush` is under way. */
  readonly forget: (conversations: readonly ConversationId[], visitors: readonly VisitorId[]) => void;
  /** Writes what is waiting now; false when the disk refused it. */
  readonly flush: () => Promise<boolean>;
}

export interface DeriverDeps {
  readonly store: EntryStore;
  readonly derived: DerivedStore;
  readonly writer: Writer;
  readonly timers: Timers;
  readonly log: Log;
  readonly conversationChanged: (row: ConversationRow) => void;
  readonly contactChanged: (visitor: VisitorId, card: ContactFields) => void;
  readonly taskChanged: (row: TaskRow) => void;
  readonly roomChanged: (line: RoomLine) => void;
  /** An entry of a contact that is about neither card nor task. Throws when it could not be taken in: it is told again then. */
  readonly contactTold: (visitor: VisitorId, entry: Entry) => void;
  /** A visitor asked for a copy by mail; maybe told again. */
  readonly transcriptAsked: (conversation: ConversationId, entry: Entry) => void;
}

type Rows = Required<Omit<DerivedRows, 'watermark'>>;

/** How long rows gather before they are written, ms. */
const FLUSH_AFTER = 1_000;
/** Rows of one order to the writer: messages that wait for the disk pass between two of them. */
const PIECE = 64;
const CATCH_UP_STEP = 1_000;
/** Rows that stay in memory at least: each message asks for its conversation's, each line of the inbox for a contact's. */
const RECENT_ROWS = 5_000;
/** When to try again to read what could not be read, ms. */
const CATCH_UP_AGAIN = 1_000;

export function createDeriver(deps: DeriverDeps): Deriver {
  const { store, derived, log } = deps;
  let conversations = new Map<ConversationId, ConversationRow>();
  let contacts = new Map<VisitorId, ContactFields>();
  let tasks = new Map<CommandId, TaskRow>();
  let rooms = new Map<RoomId, RoomLine>();
  /** Handed to the writer, not yet answered. */
  let writing = { conversations, contacts, tasks, rooms };
  let lastRow = derived.watermark();
  /** The watermark on the disk. */
  let written = lastRow;
  let scheduled = false;
  let flushing: Promise<boolean> | null = null;
  /** Entries before the newest could not be read; taking a newer one would pass them over for good. */
  let isBehind = false;
  let isTriedLater = false;

  // Nobody else writes these rows, so that what was read or written once is what the file has or will have.
  const recentConversations = createRecent<ConversationId, ConversationRow | null>(RECENT_ROWS);
  const recentContacts = createRecent<VisitorId, ContactFields | null>(RECENT_ROWS);

  const findConversation = (id: ConversationId): ConversationRow | null =>
    conversations.get(id) ?? writing.conversations.get(id) ?? recentConversations.get(id, derived.findConversation);
  const findContact = (visitor: VisitorId): ContactFields | null =>
    contacts.get(visitor) ?? writing.contacts.get(visitor) ?? recentContacts.get(visitor, derived.findContact);

  const findTask = (id: CommandId): TaskRow | null => tasks.get(id) ?? writing.tasks.get(id) ?? derived.findTask(id);

  const findRoom = (id: RoomId): RoomLine | null => rooms.get(id) ?? writing.rooms.get(id) ?? derived.findRoom(id);

  function take(address: DocumentAddress, entry: Entry, row: number): void {
    if (row <= lastRow) return;
    const taskId = taskIn(entry);
    // Reads first: an entry whose reads failed was not taken in.
    if (address.kind === 'conversation' || (address.kind === 'desk' && entry.effect.kind !== 'noted')) {
      const { conversation } = address;
      const before = findConversation(conversation);
      lastRow = row;
      if (entry.effect.kind === 'transcript-asked') deps.transcriptAsked(conversation, entry);
      const after =
        address.kind === 'conversation' ? rowAfter(conversation, before, entry) : before && rowAfterDesk(before, entry);
      if (after === null || after === before) return;
      conversations.set(conversation, after);
      recentConversations.set(conversation, after);
      deps.conversationChanged(after);
    } else if (address.kind === 'contact' && fieldsIn(entry.effect) !== null) {
      const card = { ...findContact(address.visitor), ...fieldsIn(entry.effect) };
      if (entry.effect.kind === 'contact-merged') deps.contactTold(address.visitor, entry);
      lastRow = row;
      for (const task of mergedTasks(address.visitor, entry)) {
        tasks.set(task.task.id, task);
        deps.taskChanged(task);
      }
      contacts.set(address.visitor, card);
      recentContacts.set(address.visitor, card);
      deps.contactChanged(address.visitor, card);
    } else if (address.kind === 'contact' && taskId !== null) {
      const task = taskRowAfter(findTask(taskId), address.visitor, entry);
      lastRow = row;
      if (task === null) return;
      tasks.set(taskId, task);
      deps.taskChanged(task);
    } else if (address.kind === 'room') {
      const line = roomLineAfter(address.conversation, findRoom(address.conversation), entry);
      lastRow = row;
      if (line === null) return;
      rooms.set(line.id, line);
      deps.roomChanged(line);
    } else {
      if (address.kind === 'contact') deps.contactTold(address.visitor, entry);
      lastRow = row;
    }
    schedule();
  }

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    deps.timers.after(FLUSH_AFTER, () => {
      scheduled = false;
      void flush();
    });
  }

  function flush(): Promise<boolean> {
    flushing ??= write().finally(() => {
      flushing = null;
    });
    return flushing;
  }

  /** Whether everything that was derived when this was asked for is on the disk. */
  async function flushAll(): Promise<boolean> {
    // One that is under way does not hold what came after it began.
    if (flushing !== null) await flushing;
    return (await flush()) && !isBehind;
  }

  /** The watermark goes with the last piece: until then what is written is taken in once more after a crash, to no effect. */
  async function writePieces(
    { conversations: conversationRows, contacts: contactRows, tasks: taskRows, rooms: roomRows }: Rows,
    watermark: number,
  ): Promise<boolean> {
    const most = Math.max(conversationRows.length, contactRows.length, taskRows.length, roomRows.length);
    for (let at = 0; at < most; at += PIECE) {
      const isLast = at + PIECE >= most;
      const isWritten = await deps.writer.saveDerived({
        conversations: conversationRows.slice(at, at + PIECE),
        contacts: contactRows.slice(at, at + PIECE),
        tasks: taskRows.slice(at, at + PIECE),
        rooms: roomRows.slice(at, at + PIECE),
        watermark: isLast ? watermark : written,
      });
      if (!isWritten) return false;
    }
    written = watermark;
    return true;
  }

  async function write(): Promise<boolean> {
    if (conversations.size + contacts.size + tasks.size + rooms.size === 0) return true;
    writing = { conversations, contacts, tasks, rooms };
    conversations = new Map();
    contacts = new Map();
    tasks = new Map();
    rooms = new Map();
    const isWritten = await writePieces(
      {
        conversations: [...writing.conversations.values()].map((row) => ({
          ...row,
          lastText: previewOf(row.lastText),
        })),
        contacts: [...writing.contacts].map(([visitor, { name = '', email = '', phone = '' }]) => ({
          visitor,
          name,
          email,
          phone,
        })),
        tasks: [...writing.tasks.values()],
        rooms: [...writing.rooms.values()],
      },
      lastRow,
    );
    if (!isWritten) {
      // Keeps what did not get to the disk, unless it changed meanwhile; the next flush writes it.
      conversations = new Map([...writing.conversations, ...conversations]);
      contacts = new Map([...writing.contacts, ...contacts]);
      tasks = new Map([...writing.tasks, ...tasks]);
      rooms = new Map([...writing.rooms, ...rooms]);
      schedule();
    }
    writing = { conversations: new Map(), contacts: new Map(), tasks: new Map(), rooms: new Map() };
    return isWritten;
  }

  function catchUp(): void {
    isBehind = true;
    try {
      for (;;) {
        const entries = store.logAfter(lastRow, CATCH_UP_STEP);
        for (const { row, document, entry } of entries) {
          const address = parseDocumentName(document);
          if (entry === null) log.error({ row, document }, 'a damaged entry is passed over; lists know nothing of it');
          else if (address === null) log.error({ row, document }, 'an entry of an unknown document is passed over');
          else take(address, entry, row);
          lastRow = Math.max(lastRow, row);
        }
        if (entries.length < CATCH_UP_STEP) break;
      }
      isBehind = false;
    } catch (error) {
      log.error({ error: String(error) }, 'entries cannot be read; lists and lookups wait for them');
      if (isTriedLater) return;
      isTriedLater = true;
      deps.timers.after(CATCH_UP_AGAIN, () => {
        isTriedLater = false;
        if (isBehind) catchUp();
      });
    }
  }

  return {
    take: (address, entry, row) => {
      // Its turn comes with those before it.
      if (isBehind) return;
      try {
        take(address, entry, row);
      } catch (error) {
        log.error(
          { row, error: String(error) },
          'an entry could not be taken into lists and lookups; it is taken again',
        );
        catchUp();
      }
    },
    findConversation,
    currentConversation: (id) => {
      if (isBehind) throw new Error('the lists are behind the disk, which cannot be read');
      return findConversation(id);
    },
    findContact,
    forget: (ids, visitors) => {
      for (const id of ids) {
        conversations.delete(id);
        recentConversations.forget(id);
      }
      for (const visitor of visitors) {
        contacts.delete(visitor);
        recentContacts.forget(visitor);
      }
      for (const [id, { visitor }] of tasks) if (visitors.includes(visitor)) tasks.delete(id);
    },
    flush: flushAll,
    catchUp,
  };
}
