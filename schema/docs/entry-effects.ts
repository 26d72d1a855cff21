import { editOf, headAfter, messageOf, type Head } from '../conversation/conversation.ts';
import { isRoomHead, roomHeadAfter, roomHeadOf, roomMessageOf, type AnyHead, type RoomHead } from '../room/room.ts';
import type { Entry } from '../conversation/entry.ts';
import { contactWritesOf } from './contact-writes.ts';
import { CONVERSATION_ROOTS } from './conversation-document.ts';
import { deskLineOf, DESK_ROOTS, type Consent, type DeskLine, type Note } from './desk-document.ts';
import type { DocumentWrite } from './document-write.ts';
import { nameKey } from '../workspace-lists.ts';

/** Keys of the head in the order in which they are written. */
const HEAD_KEYS = [
  'state',
  'assignee',
  'visitor',
  'site',
  'others',
  'observers',
  'department',
  'rating',
  'callback',
] as const;

const ROOM_HEAD_KEYS = ['name', 'members', 'direct'] as const;

export type { DocumentWrite } from './document-write.ts';

/**
 * The writes of one entry; the single place that says which entry writes what. `head` is the conversation's or the room's
 * before it; for desk and contact documents it is null.
 * Only the keys of the head that change are written, and a line is pushed before anything else.
 */
export function writesOf(entry: Entry, head: AnyHead | null): readonly DocumentWrite[] {
  const { effect } = entry;
  if (head === null ? effect.kind === 'room-opened' : isRoomHead(head)) return roomWrites(entry, roomHeadOf(head));
  return talkWrites(entry, head as Head | null);
}

function roomWrites(entry: Entry, head: RoomHead | null): readonly DocumentWrite[] {
  const writes: DocumentWrite[] = [];
  const message = roomMessageOf(entry);
  if (message !== null) writes.push({ kind: 'push', root: CONVERSATION_ROOTS.messages, value: message });
  const edit = editOf(entry);
  if (edit !== null) writes.push({ kind: 'set', root: CONVERSATION_ROOTS.edits, key: edit.message, value: edit.edit });
  const after = roomHeadAfter(head, entry);
  if (after === null || after === head) return writes;
  for (const key of ROOM_HEAD_KEYS) {
    const value = after[key];
    if (value === undefined || JSON.stringify(value) === JSON.stringify(head?.[key])) continue;
    writes.push({ kind: 'set', root: CONVERSATION_ROOTS.head, key, value });
  }
  return writes;
}

function talkWrites(entry: Entry, head: Head | null): readonly DocumentWrite[] {
  const { effect } = entry;
  if (effect.kind === 'noted') {
    const { seq, id, at, by } = entry;
    const writtenAt = effect.writtenAt;
    const note: Note = { seq, id, at, by, text: effect.text, ...(writtenAt !== undefined && { writtenAt }) };
    return [{ kind: 'push', root: DESK_ROOTS.notes, value: note }];
  }
  const ofContact = contactWritesOf(entry);
  if (ofContact !== null) return ofContact;
  if (effect.kind === 'consented') {
    const { kind: _kind, ...told } = effect;
    const consent: Consent = { ...told, at: entry.at };
    return [{ kind: 'set', root: DESK_ROOTS.state, key: told.on ? 'agreed' : 'withdrawn', value: consent }];
  }
  const deskLine = deskLineOf(entry);
  if (deskLine !== null) return deskWrites(deskLine);
  // The team document tells every desk (sync-server/derive/team.ts).
  if (effect.kind === 'blocked' || effect.kind === 'unblocked') return [];
  const writes: DocumentWrite[] = [];
  const message = messageOf(entry);
  if (message !== null) writes.push({ kind: 'push', root: CONVERSATION_ROOTS.messages, value: message });
  const edit = editOf(entry);
  if (edit !== null) writes.push({ kind: 'set', root: CONVERSATION_ROOTS.edits, key: edit.message, value: edit.edit });
  const after = headAfter(head, entry);
  if (after !== null && after !== head) {
    for (const key of HEAD_KEYS) {
      const value = after[key];
      if (head !== null && JSON.stringify(value) === JSON.stringify(head[key])) continue;
      if (value !== undefined) writes.push({ kind: 'set', root: CONVERSATION_ROOTS.head, key, value });
      else if (head !== null) writes.push({ kind: 'delete', root: CONVERSATION_ROOTS.head, key });
    }
  }
  return writes;
}

function deskWrites(line: DeskLine): readonly DocumentWrite[] {
  const logged: DocumentWrite = { kind: 'set', root: DESK_ROOTS.log, key: String(line.seq), value: line };
  switch (line.kind) {
    case 'tagged':
      return [logged, written(line.on, DESK_ROOTS.tags, nameKey(line.tag), line.tag)];
    case 'categorised':
      return [logged, written(line.category !== null, DESK_ROOTS.state, 'category', line.category)];
    case 'muted':
    case 'mailed':
    case 'transcript-asked':
      return [logged];
  }
}

const written = (isThere: boolean, root: string, key: string, value: unknown): DocumentWrite =>
  isThere ? { kind: 'set', root, key, value } : { kind: 'delete', root, key };
