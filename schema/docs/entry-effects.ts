import { editOf, headAfter, messageOf, type Head } from '../conversation/conversation.ts';
import type { Entry } from '../conversation/entry.ts';
import { CONTACT_ROOTS } from './contact-document.ts';
import { CONVERSATION_ROOTS } from './conversation-document.ts';
import { DESK_ROOTS, type Note } from './desk-document.ts';

/** One write to a server-written document, in order. The single place that says which entry writes what. */
export type DocumentWrite =
  | { readonly kind: 'push'; readonly root: string; readonly value: object }
  | { readonly kind: 'set'; readonly root: string; readonly key: string; readonly value: unknown }
  | { readonly kind: 'delete'; readonly root: string; readonly key: string };

/**
 * The writes of one entry. `head` is the conversation's head before it; for desk and contact documents it is null.
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
  if (effect.kind === 'contact-updated') {
    return Object.entries(effect.fields as Readonly<Record<string, string>>).map(([key, value]) =>
      value === ''
        ? { kind: 'delete', root: CONTACT_ROOTS.card, key }
        : { kind: 'set', root: CONTACT_ROOTS.card, key, value },
    );
  }
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
