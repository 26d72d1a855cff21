import { CALL_STAYS_FOR, openCallback } from '#schema/conversation/callback.ts';
import type { ContactFields } from '#schema/conversation/entry.ts';
import { missedOf, MISSED_STAYS_FOR, type Missed } from '#schema/conversation/missed.ts';
import { dropSummary, writeSummary, type Summary } from '#schema/docs/inbox-document.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { Clock } from '../ports.ts';
import type { LiveContent, LiveDocument } from '../publish/live-document.ts';
import type { Timers } from '../timers.ts';
import { isRequest, previewOf, type ConversationRow } from './conversation-row.ts';
import type { InboxTasks } from './inbox-tasks.ts';

/** The document `inbox/all`: open conversations, those closed in the last day, and for a week those closed without an answer. */
export interface Inbox {
  readonly conversationChanged: (row: ConversationRow) => void;
  readonly contactChanged: (visitor: VisitorId, card: ContactFields) => void;
  readonly cursorChanged: (conversation: ConversationId, participant: string) => void;
  /** One came back or has left; null: all that did not come back after the start. */
  readonly visitorChanged: (visitor: VisitorId | null) => void;
  /** They are deleted, and the cards of these visitors. */
  readonly forget: (conversations: readonly ConversationId[], visitors: readonly VisitorId[]) => void;
  /** Drops what was closed long enough ago, and tells of those who have waited beyond reason. */
  readonly sweep: () => void;
  readonly flush: () => void;
}

export interface InboxDeps {
  readonly document: LiveDocument;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Null while nothing is known of them. */
  readonly findContact: (visitor: VisitorId) => ContactFields | null;
  /** They stand in the same document. */
  readonly tasks: InboxTasks;
  /** How far a participant has read; 0 when it has not. */
  readonly seenBy: (conversation: ConversationId, participant: string) => number;
  /** How far what was said has come to a device of this participant. */
  readonly deliveredTo: (conversation: ConversationId, participant: string) => number;
  readonly hasLeft: (visitor: VisitorId) => boolean;
}

/** How long a closed conversation stays in the inbox, ms. */
export const STAYS_FOR = 86_400_000;
/** Changes are told together: after this when it is quiet, at most this often when it is not, ms. */
const FLUSH_AFTER = 50;
const FLUSH_EVERY = 500;
/** When to try again to read what a line is made of, ms. */
const AGAIN_AFTER = 1_000;
/** More changes than this at once count as load. */
const LOAD = 50;
/** Lines that are written in one go, in about a millisecond. */
const PIECE = 64;

export function createInbox(deps: InboxDeps): Inbox {
  const { document, clock, timers, tasks, seenBy } = deps;
  const rows = new Map<ConversationId, ConversationRow>();
  const byVisitor = new Map<VisitorId, Set<ConversationId>>();
  const changed = new Set<ConversationId>();
  /** What was told of those that are missed, by `how`. */
  const missed = new Map<ConversationId, Missed['how']>();
  const unread = new Set<ConversationId>();
  let scheduled = false;
  let busy = false;

  const isShown = (row: ConversationRow): boolean =>
    row.state !== 'closed' ||
    (row.closedAt ?? 0) > clock.now() - STAYS_FOR ||
    (openCallback(row) !== null && (row.closedAt ?? 0) > clock.now() - CALL_STAYS_FOR) ||
    ((row.closedAt ?? 0) > clock.now() - MISSED_STAYS_FOR && whyMissed(row) !== null);

  function whyMissed(whole: ConversationRow): Missed | null {
    const { id, visitor, state, assignee, answerSeq, ...row } = whole;
    return missedOf({
      state,
      muted: row.muted,
      isRequest: isRequest(whole, deps.hasLeft),
      assignee: assignee?.name ?? null,
      waitingSince: row.waitingSince,
      lostTo: row.lostTo,
      hasLeft: state !== 'closed' && deps.hasLeft(visitor),
      gotAnswer: () => answerSeq === 0 || deps.deliveredTo(id, visitor) >= answerSeq,
      isSettled: () => answerSeq > 0 && assignee !== null && seenBy(id, assignee.id) >= row.lastVisitorSeq,
      now: clock.now(),
    });
  }

  function summaryOf(whole: ConversationRow): Summary {
    const { lastMessage: _lastMessage, answerSeq: _answerSeq, lostTo: _lostTo, ...told } = whole;
    const { request: _request, waited: _waited, ...row } = told;
    const { name = '', email, phone } = deps.findContact(row.visitor) ?? {};
    const seenByAssignee = row.assignee === null ? 0 : seenBy(row.id, row.assignee.id);
    const why = whyMissed(whole);
    if (why === null) missed.delete(row.id);
    else missed.set(row.id, why.how);
    return {
      ...row,
      waitingSince: row.muted ? null : row.waitingSince,
      lastText: previewOf(row.lastText),
      name,
      seenByAssignee,
      ...(whole.answerSeq > 0 && { answered: true }),
      ...(why !== null && { missed: why }),
      ...(isRequest(whole, deps.hasLeft) && { request: { ...(email && { email }), ...(phone && { phone }) } }),
    };
  }

  /** Time has passed, or its visitor came or left: it is told anew where that changes whether it is missed. */
  function doubt(row: ConversationRow): void {
    try {
      if (row.request !== 'late' && whyMissed(row)?.how === missed.get(row.id)) return;
    } catch {
      // Its line is written once it can be read.
    }
    touch(row.id);
  }

  function touch(id: ConversationId): void {
    changed.add(id);
    if (scheduled) return;
    scheduled = true;
    timers.after(busy ? FLUSH_EVERY : FLUSH_AFTER, tell);
  }

  /** Everything that changed, in pieces: messages are read between two of them. */
  function tell(): void {
    const due = takeChanged();
    const step = (from: number): void => {
      write(due.slice(from, from + PIECE));
      if (from + PIECE < due.length) timers.soon(() => step(from + PIECE));
      else finish();
    };
    step(0);
  }

  function flush(): void {
    tasks.flush();
    write(takeChanged());
    finish();
  }

  function takeChanged(): readonly ConversationId[] {
    scheduled = false;
    busy = changed.size > LOAD;
    const due = [...changed];
    changed.clear();
    return due;
  }

  function write(ids: readonly ConversationId[]): void {
    document.write((doc) => {
      for (const id of ids) {
        const row = rows.get(id);
        try {
          if (row === undefined) dropSummary(doc, id);
          else writeSummary(doc, summaryOf(row));
        } catch {
          // What belongs to this line cannot be read now; it keeps the others from nothing, and is tried again.
          unread.add(id);
        }
      }
    });
  }

  function finish(): void {
    if (unread.size > 0) {
      for (const id of unread) changed.add(id);
      unread.clear();
      if (!scheduled) timers.after(AGAIN_AFTER, tell);
      scheduled = true;
      return;
    }
    try {
      document.renewIfHeavy(rows.size + tasks.count(), fill);
    } catch {
      // It stays heavy until its lines can be read.
    }
  }

  function fill(doc: LiveContent): void {
    for (const row of rows.values()) writeSummary(doc, summaryOf(row));
    tasks.fill(doc);
  }

  function remove(row: ConversationRow): void {
    if (!rows.delete(row.id)) return;
    missed.delete(row.id);
    const others = byVisitor.get(row.visitor);
    others?.delete(row.id);
    if (others?.size === 0) byVisitor.delete(row.visitor);
    touch(row.id);
  }

  function doubtSome(ids: readonly ConversationId[]): void {
    for (const id of ids) {
      const row = rows.get(id);
      if (row !== undefined && row.state !== 'closed') doubt(row);
    }
  }

  function doubtAll(): void {
    const ids = [...rows.keys()];
    const step = (from: number): void => {
      doubtSome(ids.slice(from, from + PIECE));
      if (from + PIECE < ids.length) timers.soon(() => step(from + PIECE));
    };
    step(0);
  }

  return {
    flush,
    conversationChanged: (row) => {
      // Whoever it is, turned out to be somebody else.
      const before = rows.get(row.id);
      if (before !== undefined && before.visitor !== row.visitor) remove(before);
      if (!isShown(row)) return remove(row);
      rows.set(row.id, row);
      const others = byVisitor.get(row.visitor);
      if (others === undefined) byVisitor.set(row.visitor, new Set([row.id]));
      else others.add(row.id);
      touch(row.id);
    },
    contactChanged: (visitor) => {
      for (const id of byVisitor.get(visitor) ?? []) touch(id);
      tasks.contactChanged(visitor);
    },
    cursorChanged: (conversation, participant) => {
      if (rows.get(conversation)?.assignee?.id === participant) touch(conversation);
    },
    forget: (conversations, visitors) => {
      tasks.forget(visitors);
      for (const id of conversations) {
        const row = rows.get(id);
        if (row !== undefined) remove(row);
      }
    },
    visitorChanged: (visitor) => {
      if (visitor === null) doubtAll();
      else doubtSome([...(byVisitor.get(visitor) ?? [])]);
    },
    sweep: () => {
      for (const row of [...rows.values()]) {
        if (!isShown(row)) remove(row);
        else if (row.waitingSince !== null) doubt(row);
      }
      tasks.sweep();
    },
  };
}
