import type { Command } from '#schema/commands/command.ts';
import type { Cursor } from '#schema/commands/cursor-advance.ts';
import { createIdFactory, type CommandId, type ConversationId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { ClientFrame } from '#schema/wire/frames.ts';
import type { ClientEnvironment, Timer } from '../environment.ts';
import type { CursorOf, Cursors, Replica } from '../interface.ts';
import type { Cache } from '../replicas/cache.ts';
import { createWatchers } from '../watchable.ts';

/**
 * How far everybody has got. Not in the documents (each advance would split them) and not in the outbox (only the newest
 * counts): kept beside the replicas so that ticks show offline, and told to the server at most once in two seconds.
 */
export interface CursorRoom extends Cursors {
  readonly received: (conversation: ConversationId, cursors: Readonly<Record<string, CursorOf>>) => void;
  /** The line is there; null: gone, and what was not answered is told again. */
  readonly setLine: (send: ((frame: ClientFrame) => void) | null) => void;
  /** True when the answer was to one of ours. */
  readonly answered: (id: CommandId, result: CommandResult) => boolean;
  readonly load: () => Promise<void>;
  /** Another tab leads now: what was said to the one before may have gone with it. */
  readonly sayAgain: () => void;
  /** Nothing of them stays on this device. */
  readonly forget: (conversation: ConversationId) => void;
  /** A document goes on: as another life of it, where how far the one before was got says nothing, or with the next chapter. */
  readonly renewed: (replica: Pick<Replica, 'name' | 'ended'>) => void;
  /** Nobody has seen anything: the server's data was set back, and it tells anew. */
  readonly reset: () => void;
}

interface Row {
  known: Readonly<Record<string, CursorOf>>;
  own: Cursor | null;
  told: Cursor | null;
  sentAt: number;
  /** How long after that it is told again, ms. */
  wait: number;
}

const TOLD_EVERY = 2_000;
const NOTHING: Cursor = { delivered: 0, seen: 0 };
const NOBODY: Readonly<Record<string, CursorOf>> = Object.freeze({});

export function createCursors(
  ports: Pick<ClientEnvironment, 'now' | 'randomBytes' | 'setTimeout' | 'clearTimeout'>,
  cache: Cache,
  /** An own cursor moved: the tab that leads must know it too. */
  moved: (conversation: ConversationId, cursor: Cursor) => void,
): CursorRoom {
  const watchers = createWatchers();
  const newId = createIdFactory<CommandId>(ports);
  const rows = new Map<ConversationId, Row>();
  const unanswered = new Map<CommandId, { readonly conversation: ConversationId; readonly cursor: Cursor }>();
  let send: ((frame: ClientFrame) => void) | null = null;
  let timer: Timer | null = null;

  const rowOf = (conversation: ConversationId): Row => {
    const row = rows.get(conversation) ?? { known: NOBODY, own: null, told: null, sentAt: -Infinity, wait: 0 };
    rows.set(conversation, row);
    return row;
  };
  const save = (conversation: ConversationId, row: Row): void =>
    cache.saveCursorsSoon(conversation, () => ({ conversation, known: row.known, own: row.own, told: row.told }));

  /** What it was told is not what it knows now. */
  const answerNothing = (conversation: ConversationId): void => {
    for (const [id, sent] of unanswered)
      if (sent.conversation === conversation) unanswered.set(id, { conversation, cursor: NOTHING });
  };

  const tell = (): void => {
    if (send === null) return;
    const busy = new Set([...unanswered.values()].map(({ conversation }) => conversation));
    let wait = Infinity;
    for (const [conversation, row] of rows) {
      const { own } = row;
      if (own === null || reaches(row.told, own) || busy.has(conversation)) continue;
      const waited = ports.now() - row.sentAt;
      const due = row.wait - waited;
      // A clock that was put back says nothing of how long we have waited.
      if (due > 0 && waited >= 0) {
        wait = Math.min(wait, due);
        continue;
      }
      const id = newId();
      row.sentAt = ports.now();
      row.wait = TOLD_EVERY;
      unanswered.set(id, { conversation, cursor: own });
      const payload = { conversation, delivered: own.delivered, seen: own.seen };
      send({
        t: 'command',
        command: { id, type: 'cursor.advance', writtenAt: ports.now(), payload } satisfies Command,
      });
    }
    if (wait === Infinity) return;
    timer ??= ports.setTimeout(() => {
      timer = null;
      tell();
    }, wait);
  };

  return {
    of: (conversation) => rows.get(conversation)?.known ?? NOBODY,
    own: (conversation) => rows.get(conversation)?.own ?? null,
    subscribe: watchers.subscribe,
    advance: (conversation, cursor) => {
      const row = rowOf(conversation);
      if (reaches(row.own, cursor)) return;
      row.own = furthest(row.own, cursor);
      save(conversation, row);
      watchers.call();
      moved(conversation, row.own);
      tell();
    },
    received: (conversation, cursors) => {
      const row = rowOf(conversation);
      const known = { ...row.known };
      for (const [id, cursor] of Object.entries(cursors))
        known[id] = { ...cursor, ...furthest(known[id] ?? null, cursor) };
      row.known = known;
      save(conversation, row);
      watchers.call();
    },
    setLine: (next) => {
      send = next;
      unanswered.clear();
      tell();
    },
    answered: (id, result) => {
      const sent = unanswered.get(id);
      if (sent === undefined) return false;
      unanswered.delete(id);
      const row = rowOf(sent.conversation);
      if (result.status === 'rejected' && result.rejection.reason === 'not-found') {
        // It is gone, or not ours to read any more: how far we got says nothing, should we be let in again.
        row.own = row.told = null;
        save(sent.conversation, row);
        watchers.call();
      } else if (result.status !== 'retry') {
        // A refusal is as final as an acceptance.
        row.told = furthest(row.told, sent.cursor);
        save(sent.conversation, row);
      } else {
        row.sentAt = ports.now();
        row.wait = result.after;
      }
      tell();
      return true;
    },
    sayAgain: () => {
      for (const [conversation, { own, told }] of rows)
        if (own !== null && !reaches(told, own)) moved(conversation, own);
    },
    renewed: ({ name, ended }) => {
      const conversation = name.slice(name.indexOf('/') + 1) as ConversationId;
      const row = rows.get(conversation);
      if (ended !== null || row === undefined) return;
      row.own = row.told = null;
      answerNothing(conversation);
      save(conversation, row);
      watchers.call();
    },
    reset: () => {
      for (const conversation of rows.keys()) {
        answerNothing(conversation);
        const row: Row = { known: NOBODY, own: null, told: null, sentAt: -Infinity, wait: 0 };
        rows.set(conversation, row);
        save(conversation, row);
      }
      watchers.call();
    },
    forget: (conversation) => {
      rows.delete(conversation);
      cache.saveCursorsSoon(conversation, () => null);
    },
    load: async () => {
      for (const { conversation, known, own, told } of await cache.loadCursors()) {
        const row = rowOf(conversation);
        row.known = { ...known, ...row.known };
        if (own !== null) row.own = furthest(row.own, own);
        if (told !== null) row.told = furthest(row.told, told);
      }
      watchers.call();
      tell();
    },
  };
}

const reaches = (cursor: Cursor | null, goal: Cursor): boolean =>
  cursor !== null && cursor.delivered >= goal.delivered && cursor.seen >= goal.seen;

const furthest = (before: Cursor | null, next: Cursor): Cursor => {
  const seen = Math.max(before?.seen ?? 0, next.seen);
  return { seen, delivered: Math.max(before?.delivered ?? 0, next.delivered, seen) };
};
