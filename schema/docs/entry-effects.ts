import { editOf, headAfter, messageOf, type Head } from '../conversation/conversation.ts';
import type { Entry } from '../conversation/entry.ts';
import { contactWritesOf } from './contact-writes.ts';
import { CONVERSATION_ROOTS } from './conversation-document.ts';
import { DESK_ROOTS, type Note } from './desk-document.ts';
import type { DocumentWrite } from './document-write.ts';

export type { DocumentWrite } from './document-write.ts';

/**
 * The writes of one entry; the single place that says which entry writes what. `head` is the conversation's head before it; for
 * desk and contact documents it is null.
 * Only the keys of the head that change are written, and a line is pushed before anything else.
 */
export function writesOf(entry: Entry, head: Head | null): readonly DocumentWrite[] {
  const { effect } = entry;
  if (effect.kind === 'noted') {
    const { seq, id, at, by } = entry;
    const writtenAt = effect.writtenAt;
    const note: Note = { seq, id, at, by, text: effect.text, ...(writtenAt !== undefined && { writtenAt }) };
    return [{ kind: 'push', root: DESK_ROOTS.notes, value: note }];
  }
  const ofContact = contactWritesOf(entry);
  if (ofContact !== null) return ofContact;
  const writes: DocumentWrite[] = [];
  const message = messageOf(entry);
  if (message !== null) writes.push({ kind: 'push', root: CONVERSATION_ROOTS.messages, value: message });
  const edit = editOf(entry);
  if (edit !== null) writes.push({ kind: 'set', root: CONVERSATION_ROOTS.edits, key: edit.message, value: edit.edit });
  const after = headAfter(head, entry);
  if (after !== null && after !== head) {
    for (const key of ['state', 'assignee', 'visitor', 'site'] as const) {
      if (head === null || JSON.stringify(after[key]) !== JSON.stringify(head[key]))
        writes.push({ kind: 'set', root: CONVERSATION_ROOTS.head, key, value: after[key] });
    }
  }
  return writes;
}
