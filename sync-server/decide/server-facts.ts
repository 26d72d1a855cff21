import type { Facts } from '#schema/commands/definition.ts';
import { editOf, messageOf, type Edit, type Message } from '#schema/conversation/conversation.ts';
import type { Entry } from '#schema/conversation/entry.ts';
import { changesSince, lostSince } from '#schema/conversation/facts.ts';
import type { MessageId } from '#schema/ids.ts';
import type { People } from '../ports.ts';
import type { Room } from '../publish/room.ts';
import type { EntryStore } from '../store/entry-store.ts';

export interface FactsDeps {
  readonly store: EntryStore;
  readonly people: People;
}

/**
 * What `decide` may look at, answered from the rows of the conversation and the entries decided but not committed yet. Rows
 * past the room's committed place are left out: they are among the pending ones. Reads may throw when the disk fails.
 */
export function serverFacts(room: Room | null, { store, people }: FactsDeps): Facts {
  return {
    head: room?.decided.head ?? null,
    message: (id) => (room === null ? null : findMessage(room, id, store)),
    changesSince: (seq, except) => {
      if (room === null) return [];
      const { head } = room.decided;
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
  };
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
