import type { Facts } from '#schema/commands/definition.ts';
import { editOf, messageOf, type Edit, type Message } from '#schema/conversation/conversation.ts';
import type { ContactFields, Entry } from '#schema/conversation/entry.ts';
import { changesSince, lostSince } from '#schema/conversation/facts.ts';
import { BLANK_DESK, deskAfter, type DeskState } from '#schema/conversation/desk.ts';
import { deskOf } from '#schema/docs/inbox-document.ts';
import type { Device } from '#schema/conversation/visit.ts';
import type { ConversationId, MessageId, VisitorId } from '#schema/ids.ts';
import type { RoomFacts } from '#schema/room/room-commands.ts';
import { roomHeadOf, talkHeadOf } from '#schema/room/room.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { FileKeeper } from '../files/file-room.ts';
import type { Departments, People } from '../ports.ts';
import type { Room } from '../publish/room.ts';
import type { CallBook } from '../schedule/call-book.ts';
import type { EntryStore } from '../store/entry-store.ts';

export interface FactsDeps {
  readonly store: EntryStore;
  readonly people: People;
  readonly departments: Departments;
  /** See `Facts`. */
  readonly addressOf: (visitor: VisitorId) => string | null;
  readonly deviceOf: (visitor: VisitorId) => Device | null;
  readonly signedOf: (visitor: VisitorId) => ContactFields;
  readonly mayHaveTranscript?: ((visitor: VisitorId) => boolean) | undefined;
  readonly isCallFree: CallBook['isFree'];
  /** See `Facts`. */
  readonly invited: NonNullable<Facts['invited']>;
  readonly parametersOf: NonNullable<Facts['parametersOf']>;
  readonly files: Pick<FileKeeper, 'claimed'>;
  /** What lists tell of the conversation, which is all but the entries that are still pending. Throws while they are behind what is committed. */
  readonly findConversation: (id: ConversationId) => ConversationRow | null;
  /** What is decided of the desk document and not published yet; null when nothing is. */
  readonly pendingOfDesk: (id: ConversationId) => PendingEntries | null;
}

/**
 * What `decide` may look at, answered from the rows of the conversation and the entries decided but not committed yet. Rows
 * past the room's committed place are left out: they are among the pending ones. Reads may throw when the disk fails.
 */
export function serverFacts(room: Room | null, deps: FactsDeps): Facts {
  const { store, people, departments } = deps;
  return {
    head: talkHeadOf(room?.decided.head ?? null),
    message: (id) => (room === null ? null : findMessage(room, id, store)),
    changesSince: (seq, except) => {
      if (room === null) return [];
      const head = talkHeadOf(room.decided.head);
      if (head === null) return [];
      const entries = entriesSince(room, seq, store);
      const messages = entries.map(messageOf).filter((message) => message !== null);
      const edits = new Map<MessageId, Edit>();
      for (const entry of entries) {
        const edit = editOf(entry);
        if (edit !== null) edits.set(edit.message, edit.edit);
      }
      return changesSince({ head, messages, edits }, seq, except);
    },
    lostSince: (seq, id) => {
      const entries = room === null ? [] : entriesSince(room, seq, store);
      return lostSince(
        entries.map(messageOf).filter((message) => message !== null),
        seq,
        id,
      );
    },
    person: (id) => {
      const person = people.find(id);
      return person === null || person.role === 'observer'
        ? null
        : { kind: 'operator', id: person.id, name: person.name };
    },
    file: (claim, by) => (room?.conversation ? deps.files.claimed(claim, by, room.conversation) : null),
    // Asked of one command alone, which is about no conversation (decider.ts).
    hasTask: () => false,
    department: departments.find,
    addressOf: deps.addressOf,
    deviceOf: deps.deviceOf,
    signedOf: deps.signedOf,
    mayHaveTranscript: deps.mayHaveTranscript,
    invited: deps.invited,
    parametersOf: deps.parametersOf,
    desk: () => (room?.conversation ? deskState(room, room.conversation, deps) : BLANK_DESK),
  };
}

/** The same for a room of colleagues. */
export function roomFacts(room: Room | null, { store, people }: Pick<FactsDeps, 'store' | 'people'>): RoomFacts {
  return {
    room: roomHeadOf(room?.decided.head ?? null),
    message: (id) => (room === null ? null : findMessage(room, id, store)),
    colleague: (id) => {
      const person = people.find(id);
      return person === null ? null : { kind: 'operator', id: person.id, name: person.name };
    },
  };
}

type PendingEntries = Pick<Room, 'pending' | 'turns'>;

/** As far as lists have come, and the entries of both documents behind that, in the order in which they were decided. */
function deskState(room: Room, id: ConversationId, { findConversation, pendingOfDesk }: FactsDeps): DeskState {
  const row = findConversation(id);
  const desk = pendingOfDesk(id);
  const inTurn = ({ pending, turns }: PendingEntries, isTalk: boolean) =>
    pending.map((entry, at) => ({ entry, isTalk, turn: turns[at] as number }));
  let state = row === null ? BLANK_DESK : deskOf(row);
  let lastAt = row?.lastAt ?? 0;
  for (const { entry, isTalk } of [...inTurn(room, true), ...(desk === null ? [] : inTurn(desk, false))].toSorted(
    (a, b) => a.turn - b.turn,
  )) {
    state = deskAfter(state, entry, lastAt);
    if (isTalk) lastAt = entry.at;
  }
  return state;
}

function entriesSince(room: Room, seq: number, store: EntryStore): readonly Entry[] {
  if (seq >= room.decided.seq) return [];
  const committed =
    seq >= room.committed.seq
      ? []
      : store.entriesAfter(room.key, seq).filter((entry) => entry.seq <= room.committed.seq);
  return [...committed, ...room.pending.filter((entry) => entry.seq > seq)];
}

function findMessage(
  room: Room,
  id: MessageId,
  store: EntryStore,
): { readonly message: Message; readonly edit: Edit | null } | null {
  const entry = room.pending.find((pending) => pending.id === id) ?? committedOnly(room, store.findEntry(room.key, id));
  const message = entry === null ? null : messageOf(entry);
  if (message === null) return null;
  const newest =
    room.pending.findLast((pending) => editOf(pending)?.message === id) ??
    committedOnly(room, store.findNewestEdit(room.key, id));
  return { message, edit: newest === null ? null : (editOf(newest)?.edit ?? null) };
}

/** A row may be on the disk before this thread has published it; then it is pending still. */
const committedOnly = (room: Room, entry: Entry | null): Entry | null =>
  entry === null || entry.seq > room.committed.seq ? null : entry;
