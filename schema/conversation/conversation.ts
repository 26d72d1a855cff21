import type { FileInfo } from '../files.ts';
import type { MessageId, CommandId, VisitorId } from '../ids.ts';
import type { Author, ConversationState, Page } from '../words.ts';
import type { AskedAnswer } from './answers.ts';
import type { Callback } from './callback.ts';
import type { Effect, Entry, Request } from './entry.ts';
import type { Invited } from './invited.ts';
import type { Rating } from './rating.ts';
import { withAssignee, withBroughtIn, withHandedOver, withLeft, withNobody } from './who-answers.ts';

/** An immutable line of a conversation: somebody's words, or something that happened. */
export type Message = MessageBase &
  (
    | {
        readonly kind: 'text';
        readonly text: string;
        readonly page?: Page;
        readonly writtenAt?: number;
        /** Versions that do not know it show its name, which is the text. */
        readonly file?: FileInfo;
        /** Left for later. */
        readonly request?: Request;
      }
    | {
        readonly kind: 'started';
        readonly page?: Page;
        readonly answers?: readonly AskedAnswer[];
        readonly invited?: Invited;
      }
    | { readonly kind: 'taken' | 'closed' | 'reopened' }
    /**
     * With `from`, the server offered it on: that person lost the connection, and `to` is nobody yet. It is no kind of its own,
     * because apps and widgets of protocol 1 broke on a kind that they did not know. With `department` it is that one's, and `to` has
     * its name and no id.
     */
    | { readonly kind: 'handed-over'; readonly to: Author; readonly from?: Author; readonly department?: string }
    | { readonly kind: 'brought-in'; readonly who: Author }
    /** `looked`: looked on after a hand-over, so that to the visitor nothing changes. `to`: goes on in the place of who leaves. */
    | { readonly kind: 'left'; readonly looked?: true; readonly to?: Author }
    /** By the visitor; the newest one counts. */
    | ({ readonly kind: 'rated' } & Rating)
    | ({ readonly kind: 'callback-asked' } & Pick<Callback, 'phone' | 'when'>)
    | { readonly kind: 'callback-cancelled' }
    | { readonly kind: 'callback-done'; readonly done: boolean }
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
export type Edit = { readonly at: number; readonly by: string; readonly rev: number } &
  /** `file`: nothing was edited; a file that asked has its answer. */
  ({ readonly text: string; readonly file?: 'accepted' | 'refused' } | { readonly gone: true });

export interface Head {
  readonly state: ConversationState;
  /** Who answers; null while it waits. */
  readonly assignee: Author | null;
  readonly visitor: VisitorId;
  readonly site: string;
  /** Who answers along, in the order in which they were brought in; absent when nobody does. */
  readonly others?: readonly Author[];
  /** Who answered before it was handed over, and looks on; absent when nobody does. */
  readonly observers?: readonly Author[];
  /** The department, by its id, that its visitor chose or that it was handed over to; absent when to none. */
  readonly department?: string;
  /** What its visitor thinks of it; absent until they say so. */
  readonly rating?: Rating;
  /** What was asked for last, done or not; absent when nothing was, or it was cancelled. */
  readonly callback?: Callback;
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
      const { text, page, writtenAt, file, request } = effect;
      return {
        seq,
        id,
        at,
        by,
        kind: 'text',
        text,
        ...(page !== undefined && { page }),
        ...(writtenAt !== undefined && { writtenAt }),
        ...(file && { file }),
        ...(request && { request }),
      };
    }
    case 'started':
      return {
        seq,
        id,
        at,
        by,
        kind: 'started',
        ...(effect.page !== undefined && { page: effect.page }),
        ...(effect.answers && { answers: effect.answers }),
        ...(effect.invited && { invited: effect.invited }),
      };
    case 'handed-over':
      return {
        seq,
        id,
        at,
        by,
        kind: 'handed-over',
        to: effect.to,
        ...(effect.department !== undefined && { department: effect.department }),
      };
    case 'brought-in':
      return { seq, id, at, by, kind: 'brought-in', who: effect.who };
    case 'left':
      return {
        seq,
        id,
        at,
        by,
        kind: 'left',
        ...(effect.looked && { looked: true as const }),
        ...(effect.to !== undefined && { to: effect.to }),
      };
    case 'rated':
      return { seq, id, at, by, kind: 'rated', ...ratingOf(effect) };
    case 'callback-asked':
      return { seq, id, at, by, kind: 'callback-asked', phone: effect.phone, when: effect.when };
    case 'callback-done':
      return { seq, id, at, by, kind: 'callback-done', done: effect.done };
    case 'offered-on':
      return { seq, id, at, by, kind: 'handed-over', to: NOBODY, from: effect.from };
    case 'callback-cancelled':
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
  if (effect.kind === 'started') {
    const { visitor, site, department } = effect;
    return { state: 'waiting', assignee: null, visitor, site, ...(department !== undefined && { department }) };
  }
  if (head === null) return null;
  switch (effect.kind) {
    case 'said':
      if (effect.takes) return { ...withAssignee(head, by), state: 'active' };
      return effect.reopens ? { ...withNobody(head), state: 'waiting' } : head;
    case 'taken':
    case 'reopened':
      return { ...withAssignee(head, by), state: 'active' };
    case 'handed-over':
      return handedOver(head, effect);
    case 'offered-on':
      return { ...withAssignee(head, null), state: 'waiting' };
    case 'brought-in':
      return withBroughtIn(head, effect.who);
    case 'left':
      return withLeft(head, by, effect.to);
    case 'closed':
      return { ...head, state: 'closed' };
    case 'moved':
      return { ...head, visitor: effect.visitor };
    case 'rated':
      return { ...head, rating: ratingOf(effect) };
    case 'callback-asked':
    case 'callback-cancelled':
    case 'callback-done':
      return withCallback(head, entry, effect);
    default:
      return head;
  }
}

const ratingOf = ({ score, comment }: Rating): Rating => ({ score, ...(comment !== undefined && { comment }) });

type OfCallback = Extract<Effect, { readonly kind: 'callback-asked' | 'callback-cancelled' | 'callback-done' }>;

/** What was asked in a closed talk opens it, for anybody; what was done or cancelled changes nothing of who answers. */
function withCallback(head: Head, { id, at, by }: Entry, effect: OfCallback): Head {
  const { callback, ...rest } = head;
  if (effect.kind === 'callback-asked') {
    const { phone, when, request, reopens } = effect;
    const opened: Head = reopens ? { ...withNobody(rest), state: 'waiting' } : rest;
    return { ...opened, callback: { id, phone, when, since: at, ...(request && { request }) } };
  }
  if (effect.kind === 'callback-cancelled' || callback === undefined) return rest;
  const { done: _done, ...open } = callback;
  return { ...rest, callback: effect.done ? { ...open, done: { by, at } } : open };
}

/** To a person it is no department's any more: who has it decides where it goes. */
function handedOver(head: Head, { to, department }: Extract<Effect, { readonly kind: 'handed-over' }>): Head {
  const { department: _before, ...rest } = withHandedOver(head, department === undefined ? to : null);
  return department === undefined ? { ...rest, state: 'active' } : { ...rest, state: 'waiting', department };
}

/** What an entry lays over an older message, or null. */
export function editOf(entry: Entry): { readonly message: CommandId; readonly edit: Edit } | null {
  const { effect, at, by } = entry;
  if (effect.kind === 'edited')
    return { message: effect.message, edit: { text: effect.text, at, by: by.id, rev: effect.rev } };
  if (effect.kind === 'file-answered') {
    const { message, text, rev, yes } = effect;
    return { message, edit: { text, at, by: by.id, rev, file: yes ? 'accepted' : 'refused' } };
  }
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
