import { cursorAfter, type Cursor } from '#schema/commands/cursor-advance.ts';
import { talkDocument } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import { mayCommand, mayReadRoom } from '#schema/policy/policy.ts';
import { isRoomHead, type AnyHead } from '#schema/room/room.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { Actor, Author } from '#schema/words.ts';
import type { CursorRow, Writer } from '../commit/writer.ts';
import type { Clock } from '../ports.ts';
import type { CursorStore } from '../store/cursor-store.ts';
import type { Timers } from '../timers.ts';
import type { Reader } from './reader.ts';
import type { Rooms } from './rooms.ts';
import { textFrame } from './websocket-frame.ts';

/** How far the participants of conversations got. Rows beside the document, told to its readers after they are kept (PUB4). */
export interface Cursors {
  readonly advance: (
    actor: Actor,
    payload: Cursor & { readonly conversation: ConversationId },
    answer: (result: CommandResult) => void,
  ) => void;
  /** All cursors of a conversation as a frame for this reader; null when there are none. */
  readonly frameOf: (conversation: ConversationId, reader: Actor) => Buffer | null;
  readonly seenBy: (conversation: ConversationId, participant: string) => number;
  readonly deliveredTo: (conversation: ConversationId, participant: string) => number;
  /** Whether this participant answers and is gone may have changed: tells those who read it now. */
  readonly presenceChanged: (conversation: ConversationId, participant: string) => void;
  /** They are being deleted: nothing of them is kept here, told or written any more. */
  readonly forget: (conversations: readonly ConversationId[]) => void;
  /** Writes what waits for its turn. */
  readonly flush: () => Promise<void>;
}

export interface CursorsDeps {
  readonly rooms: Rooms;
  readonly store: CursorStore;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly changed: (conversation: ConversationId, participant: string) => void;
  /** Whoever answers a conversation, and whether their lease is over. */
  readonly answererOf: (conversation: ConversationId) => { readonly id: string; readonly isGone: boolean } | null;
  /** Visitors are not to see that this person reads (STATUS3). */
  readonly isHidden: (participant: string) => boolean;
}

interface Participant {
  readonly conversation: ConversationId;
  readonly id: string;
  readonly kind: Author['kind'];
  newest: Cursor;
  /** On the disk, and known to the readers. */
  told: Cursor;
  toldAt: number;
  state: 'clean' | 'waiting' | 'writing' | 'waiting-and-writing';
  answers: ((result: CommandResult) => void)[];
}

/** Whoever reads a room has a cursor there (ROOM4). */
const mayAdvance = (actor: Actor, head: AnyHead): boolean =>
  isRoomHead(head) ? mayReadRoom(actor, head.members) : mayCommand(actor, 'cursor.advance', head.visitor);

const EVERY = 2_000;
const RETRY_AFTER = 1_000;
/** Conversations whose cursors stay in memory. */
const MOST_CONVERSATIONS = 20_000;
const NOTHING: Cursor = { delivered: 0, seen: 0 };

export function createCursors(deps: CursorsDeps): Cursors {
  const { rooms, store, writer, clock, timers, changed } = deps;
  const conversations = new Map<ConversationId, Map<string, Participant>>();
  let due = new Set<Participant>();
  const later = new Set<Participant>();
  let scheduled = false;

  function load(conversation: ConversationId): Map<string, Participant> {
    const known = conversations.get(conversation);
    if (known !== undefined) return known;
    if (conversations.size >= MOST_CONVERSATIONS) forgetSome();
    const participants = new Map<string, Participant>();
    for (const { participant: id, kind, delivered, seen } of store.ofConversation(conversation)) {
      const told = { delivered, seen };
      participants.set(id, { conversation, id, kind, newest: told, told, toldAt: 0, state: 'clean', answers: [] });
    }
    conversations.set(conversation, participants);
    return participants;
  }

  function forgetSome(): void {
    let enough = MOST_CONVERSATIONS / 10;
    for (const [conversation, participants] of conversations) {
      if ([...participants.values()].some((participant) => participant.state !== 'clean')) continue;
      conversations.delete(conversation);
      enough -= 1;
      if (enough === 0) return;
    }
  }

  function wait(participant: Participant): void {
    if (participant.state === 'waiting' || participant.state === 'waiting-and-writing') return;
    participant.state = participant.state === 'writing' ? 'waiting-and-writing' : 'waiting';
    const rest = participant.toldAt + EVERY - clock.now();
    if (rest <= 0) return makeDue(participant);
    later.add(participant);
    timers.after(rest, () => makeDue(participant));
  }

  function makeDue(participant: Participant): void {
    later.delete(participant);
    due.add(participant);
    if (scheduled) return;
    scheduled = true;
    timers.soon(() => void write());
  }

  async function write(): Promise<void> {
    scheduled = false;
    const batch = [...due].filter(isKept);
    due = new Set();
    if (batch.length === 0) return;
    const rows: CursorRow[] = [];
    const answers = batch.flatMap((participant) => participant.answers.splice(0));
    for (const participant of batch) {
      participant.state = 'writing';
      participant.toldAt = clock.now();
      const { conversation, id, kind, newest } = participant;
      rows.push({ conversation, participant: id, kind, ...newest });
    }
    const isWritten = await writer.saveCursors(rows);
    const told = new Map<ConversationId, CursorRow[]>();
    for (const [index, participant] of batch.entries()) {
      const row = rows[index];
      if (row === undefined) continue;
      participant.state = participant.state === 'waiting-and-writing' ? 'waiting' : 'clean';
      if (!isWritten) wait(participant);
      else {
        participant.told = { delivered: row.delivered, seen: row.seen };
        told.set(participant.conversation, [...(told.get(participant.conversation) ?? []), row]);
        changed(participant.conversation, participant.id);
      }
    }
    for (const [conversation, changedRows] of told) tell(conversation, changedRows);
    const at = clock.now();
    for (const answer of answers) {
      answer(isWritten ? { status: 'accepted', seq: 0, at } : { status: 'retry', after: RETRY_AFTER });
    }
  }

  /** False once its conversation was forgotten. */
  const isKept = (participant: Participant): boolean =>
    conversations.get(participant.conversation)?.get(participant.id) === participant;

  function tell(conversation: ConversationId, rows: readonly CursorRow[]): void {
    const room = rooms.find(talkDocument(conversation));
    if (room === null || room === 'damaged') return;
    tellReaders(room.readers, conversation, rows);
    rooms.release(room);
  }

  function tellReaders(readers: ReadonlySet<Reader>, conversation: ConversationId, rows: readonly CursorRow[]): void {
    const frame = frameFor(conversation, rows);
    const visible = rows.some(isHidden) ? rowsForVisitor(conversation, rows) : rows;
    const forVisitors = visible === rows ? frame : visible.length === 0 ? null : frameFor(conversation, visible);
    for (const reader of readers) {
      const told = reader.actor.kind === 'visitor' ? forVisitors : frame;
      if (told !== null && !reader.pushEphemeral(told)) reader.missedCursors(conversation);
    }
  }

  const isHidden = ({ kind, participant }: CursorRow): boolean => kind === 'operator' && deps.isHidden(participant);

  /** Of a hidden one nothing but whether it is away, where it is known to answer. */
  function rowsForVisitor(conversation: ConversationId, rows: readonly CursorRow[]): readonly CursorRow[] {
    const answerer = deps.answererOf(conversation)?.id;
    return rows.flatMap((row) => {
      if (!isHidden(row)) return [row];
      return row.participant === answerer ? [{ ...row, ...NOTHING }] : [];
    });
  }

  function frameFor(conversation: ConversationId, rows: readonly CursorRow[]): Buffer {
    const answerer = deps.answererOf(conversation);
    const cursors = Object.fromEntries(
      rows.map(({ participant, kind, delivered, seen }) => {
        const isAway = answerer?.id === participant && answerer.isGone;
        return [participant, { delivered, seen, kind, ...(isAway && { away: true }) }];
      }),
    );
    return textFrame(JSON.stringify({ t: 'cursors', conversation, cursors }));
  }

  function toldTo(conversation: ConversationId, participant: string): Cursor {
    const known = conversations.get(conversation);
    return known === undefined ? store.cursorOf(conversation, participant) : (known.get(participant)?.told ?? NOTHING);
  }

  const rowOf = (conversation: ConversationId, id: string): CursorRow => {
    const told = load(conversation).get(id)?.told ?? NOTHING;
    return { conversation, participant: id, kind: 'operator', ...told };
  };

  return {
    advance: (actor, payload, answer) => {
      const room = rooms.find(talkDocument(payload.conversation));
      if (room === 'damaged') return answer({ status: 'retry', after: RETRY_AFTER });
      const head = room?.committed.head ?? null;
      const newest = room?.committed.seq ?? 0;
      if (room !== null) rooms.release(room);
      if (head === null || !mayAdvance(actor, head)) {
        const reason = head !== null && !isRoomHead(head) && actor.kind === 'operator' ? 'forbidden' : 'not-found';
        return answer({ status: 'rejected', rejection: { reason } });
      }
      const participants = load(payload.conversation);
      let participant = participants.get(actor.id);
      if (participant === undefined) {
        participant = {
          conversation: payload.conversation,
          id: actor.id,
          kind: actor.kind,
          newest: NOTHING,
          told: NOTHING,
          toldAt: 0,
          state: 'clean',
          answers: [],
        };
        participants.set(actor.id, participant);
      }
      const next = cursorAfter(participant.newest, payload, newest);
      const isNew = next.delivered !== participant.newest.delivered || next.seen !== participant.newest.seen;
      if (!isNew && participant.state === 'clean') return answer({ status: 'accepted', seq: 0, at: clock.now() });
      participant.newest = next;
      participant.answers.push(answer);
      if (participant.answers.length > 0) wait(participant);
    },
    frameOf: (conversation, reader) => {
      const rows = [...load(conversation).values()]
        .filter(({ told }) => told.delivered > 0)
        .map(({ id, kind, told }): CursorRow => ({ conversation, participant: id, kind, ...told }));
      const answerer = deps.answererOf(conversation);
      if (answerer?.isGone && rows.every(({ participant }) => participant !== answerer.id))
        rows.push(rowOf(conversation, answerer.id));
      const told = reader.kind === 'visitor' ? rowsForVisitor(conversation, rows) : rows;
      return told.length === 0 ? null : frameFor(conversation, told);
    },
    seenBy: (conversation, participant) => toldTo(conversation, participant).seen,
    deliveredTo: (conversation, participant) => toldTo(conversation, participant).delivered,
    presenceChanged: (conversation, participant) => {
      const readers = rooms.peek(talkDocument(conversation))?.readers;
      if (readers === undefined || readers.size === 0) return;
      tellReaders(readers, conversation, [rowOf(conversation, participant)]);
    },
    forget: (ids) => {
      for (const id of ids) {
        for (const participant of conversations.get(id)?.values() ?? []) {
          later.delete(participant);
          due.delete(participant);
          for (const answer of participant.answers.splice(0))
            answer({ status: 'rejected', rejection: { reason: 'not-found' } });
        }
        conversations.delete(id);
      }
    },
    flush: () => {
      for (const participant of later) due.add(participant);
      later.clear();
      return write();
    },
  };
}
