import type { MessageId, CommandId, VisitorId } from '../ids.ts';
import type { Author, ConversationState, Page } from '../words.ts';
import type { Entry } from './entry.ts';

/** An immutable line of a conversation: somebody's words, or something that happened. */
export type Message = MessageBase &
  (
    | { readonly kind: 'text'; readonly text: string; readonly page?: Page; readonly writtenAt?: number }
    | { readonly kind: 'started'; readonly page?: Page }
    | { readonly kind: 'taken' | 'closed' | 'reopened' }
    /**
     * With `from`, the server offered it on: that person lost the connection, and `to` is nobody yet. It is no kind of its own,
     * because apps and widgets of protocol 1 break on a kind that they do not know.
     */
    | { readonly kind: 'handed-over'; readonly to: Author; readonly from?: Author }
  );

const NOBODY: Author = { kind: 'operator', id: '', name: '' };

interface MessageBase {
  readonly seq: number;
  readonly id: MessageId;
  /** Accepted at, by the server's clock, ms. */
  readonly at: number;
  readonly by: Author;
}

/** What lies over an immutable message: its newest text, or that it is gone. `rev` counts from 1. */
export type Edit = { readonly at: number; readonly by: string; readonly rev: number } & (
  { readonly text: string } | { readonly gone: true }
);

export interface Head {
  readonly state: ConversationState;
  /** Who answers; null while it waits. */
  readonly assignee: Author | null;
  readonly visitor: VisitorId;
  readonly site: string;
}

/** A conversation as a person sees it, or one chapter of it. */
export interface Conversation {
  readonly head: Head;
  /** In the order of `seq`. */
  readonly messages: readonly Message[];
  /** Also of messages in earlier chapters. */
  readonly edits: ReadonlyMap<MessageId, Edit>;
  /** The chapter that ended before these messages; absent when they begin with the conversation. */
  readonly previous?: PreviousChapter;
}

/** How a sealed chapter ended: enough to know it when one has all of it. */
export interface PreviousChapter {
  /** From 1. */
  readonly number: number;
  /** Its last entry. */
  readonly lastSeq: number;
  /** How many items its Yjs document holds: a replica with fewer lacks something. */
  readonly clock: number;
}

/** The line an entry adds to the conversation, or null when it adds none. */
export function messageOf(entry: Entry): Message | null {
  const { seq, at, id, by, effect } = entry;
  switch (effect.kind) {
    case 'said': {
      const { text, page, writtenAt } = effect;
      return {
        seq,
        id,
        at,
        by,
        kind: 'text',
        text,
        ...(page !== undefined && { page }),
        ...(writtenAt !== undefined && { writtenAt }),
      };
    }
    case 'started':
      return { seq, id, at, by, kind: 'started', ...(effect.page !== undefined && { page: effect.page }) };
    case 'handed-over':
      return { seq, id, at, by, kind: 'handed-over', to: effect.to };
    case 'offered-on':
      return { seq, id, at, by, kind: 'handed-over', to: NOBODY, from: effect.from };
    case 'taken':
    case 'closed':
    case 'reopened':
      return { seq, id, at, by, kind: effect.kind };
    default:
      return null;
  }
}

/** The head after an entry; the same object when the entry leaves it alone. `started` makes it from nothing. */
export function headAfter(head: Head | null, entry: Entry): Head | null {
  const { effect, by } = entry;
  if (effect.kind === 'started')
    return { state: 'waiting', assignee: null, visitor: effect.visitor, site: effect.site };
  if (head === null) return null;
  switch (effect.kind) {
    case 'said':
      if (effect.takes) return { ...head, state: 'active', assignee: by };
      return effect.reopens ? { ...head, state: 'waiting', assignee: null } : head;
    case 'taken':
    case 'reopened':
      return { ...head, state: 'active', assignee: by };
    case 'handed-over':
      return { ...head, state: 'active', assignee: effect.to };
    case 'offered-on':
      return { ...head, state: 'waiting', assignee: null };
    case 'closed':
      return { ...head, state: 'closed' };
    default:
      return head;
  }
}

/** What an entry lays over an older message, or null. */
export function editOf(entry: Entry): { readonly message: CommandId; readonly edit: Edit } | null {
  const { effect, at, by } = entry;
  if (effect.kind === 'edited')
    return { message: effect.message, edit: { text: effect.text, at, by: by.id, rev: effect.rev } };
  if (effect.kind === 'unsent')
    return { message: effect.message, edit: { gone: true, at, by: by.id, rev: effect.rev } };
  return null;
}

/** The conversation after one more entry. The device lays waiting commands over its replica with this. */
export function conversationAfter(before: Conversation | null, entry: Entry): Conversation | null {
  const head = headAfter(before?.head ?? null, entry);
  if (head === null) return before;
  const message = messageOf(entry);
  const edit = editOf(entry);
  return {
    ...before,
    head,
    messages: message === null ? (before?.messages ?? []) : [...(before?.messages ?? []), message],
    edits:
      edit === null
        ? (before?.edits ?? new Map())
        : new Map([...(before?.edits ?? []), [edit.message, edit.edit] as const]),
  };
}
