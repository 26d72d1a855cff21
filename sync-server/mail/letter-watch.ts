import type { ContactFields } from '#schema/conversation/entry.ts';
import { LETTER_FRESH_FOR, letterDueAt } from '#schema/conversation/letter-due.ts';
import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import { isMailbox } from '#schema/mail/mail-server.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports.ts';
import { DamagedRowError } from '../store/checksum.ts';
import type { Timers } from '../timers.ts';
import type { LetterContent } from './letter-content.ts';
import type { LetterChange, LetterRow } from './letter-row.ts';
import type { LetterStore } from './letter-store.ts';

/**
 * Which answers have waited long enough to be seen (MAIL4): looks at conversations in which somebody of ours has spoken, behind
 * everything else, and puts a letter into the outbox. A message costs one entry in a map, and nothing at all where no mail is set up.
 */
export interface LetterWatch {
  readonly conversationChanged: (row: ConversationRow) => void;
  readonly contactChanged: (visitor: VisitorId, card: ContactFields) => void;
  /** Something may be due now: a letter left, or rules have changed. */
  readonly again: (conversation: ConversationId) => void;
  /** Whatever waits for a time of its own does so by rules of before. */
  readonly rulesChanged: () => void;
  /** Somebody may write again, maybe. */
  readonly blocksChanged: () => void;
  readonly forget: (conversations: readonly ConversationId[], visitors: readonly VisitorId[]) => void;
}

export interface LetterWatchDeps {
  readonly isOn: () => boolean;
  /** null: answers of this site never go by mail. Minutes. */
  readonly afterMinutes: (site: string) => number | null;
  readonly store: Pick<LetterStore, 'reached' | 'openOf'>;
  readonly content: Pick<LetterContent, 'linesAfter' | 'reader'>;
  readonly findConversation: (id: ConversationId) => ConversationRow | null;
  readonly seenBy: (conversation: ConversationId, participant: string) => number;
  readonly isBlocked: (visitor: VisitorId) => boolean;
  readonly write: (changes: readonly LetterChange[]) => Promise<number | null>;
  readonly add: (row: LetterRow) => void;
  readonly newId: () => CommandId;
  /** Between two looks at what may be due, ms; by default 2 s. */
  readonly looksEvery?: number;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Pick<Log, 'error'>;
}

const LOOKS_EVERY = 2_000;
/** Looked at in one go. */
const PIECE = 16;
/** Visitors without an address, or blocked, whose answers wait for the end of that; and conversations that cannot be read. */
const MOST_WAITING = 10_000;
const AGAIN_AFTER = 5_000;

export function createLetterWatch(deps: LetterWatchDeps): LetterWatch {
  const { clock, timers, store, looksEvery = LOOKS_EVERY } = deps;
  /** When to look, ms. */
  const due = new Map<ConversationId, number>();
  const waitsForAddress: Waiting = new Map();
  const waitsForEnd: Waiting = new Map();
  const making = new Set<ConversationId>();
  /** Of these it was logged. */
  const damaged = new Set<ConversationId>();
  let isScheduled = false;

  function watch(id: ConversationId, at: number): void {
    due.set(id, at);
    if (isScheduled) return;
    isScheduled = true;
    timers.after(looksEvery, look);
  }

  function look(): void {
    isScheduled = false;
    const now = clock.now();
    const ready = [...due].flatMap(([id, at]) => (at <= now ? [id] : []));
    const step = (from: number): void => {
      for (const id of ready.slice(from, from + PIECE)) {
        due.delete(id);
        try {
          lookAt(id);
          damaged.delete(id);
        } catch (error) {
          notKnown(id, error);
        }
      }
      if (from + PIECE < ready.length) timers.soon(() => step(from + PIECE));
    };
    step(0);
    if (due.size > 0 && !isScheduled) {
      isScheduled = true;
      timers.after(looksEvery, look);
    }
  }

  /** What is damaged stays so until it is brought back from a backup, and is looked at when something of it changes. */
  function notKnown(conversation: ConversationId, error: unknown): void {
    const isDamaged = error instanceof DamagedRowError;
    if (isDamaged && damaged.has(conversation)) return;
    const then = isDamaged ? 'what it is read from is damaged' : 'it is looked at again';
    const about = { conversation, error: String(error) };
    deps.log.error(about, `whether an answer is to be mailed is not known; ${then}`);
    if (!isDamaged) return watch(conversation, clock.now() + AGAIN_AFTER);
    const [oldest] = damaged.add(conversation);
    if (damaged.size > MOST_WAITING && oldest !== undefined) damaged.delete(oldest);
  }

  function lookAt(id: ConversationId): void {
    const row = deps.findConversation(id);
    if (row === null || !deps.isOn() || making.has(id)) return;
    const minutes = deps.afterMinutes(row.site);
    if (minutes === null) return;
    // What it does not tell comes with the next one, once this has left.
    if (store.openOf(id).some(({ kind, state }) => kind === 'answer' && state === 'waiting')) return;
    const reached = store.reached(id, 'answer');
    const since = Math.max(reached.sent, deps.seenBy(id, row.visitor));
    if (since >= row.lastSeq) return;
    const now = clock.now();
    // What is no news any more goes by no letter, and keeps nothing back that is.
    const lines = deps.content
      .linesAfter(id, since)
      .filter(({ by, text, at }) => by === 'operator' && text !== null && at >= now - LETTER_FRESH_FOR);
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined || last.seq <= reached.made) return;
    const at = letterDueAt(first.at, last.at, minutes);
    if (at > now) return watch(id, at);
    if (deps.isBlocked(row.visitor)) return waitIn(waitsForEnd, row);
    // As the letter takes it: one that only came along with somebody else is none (IDENT5).
    if (!isMailbox(deps.content.reader(row.visitor).fields.email ?? '')) return waitIn(waitsForAddress, row);
    const letter = deps.newId();
    make({
      ...{
        id: letter,
        kind: 'answer',
        conversation: id,
        visitor: row.visitor,
        since: Math.max(since, first.seq - 1),
        through: last.seq,
        askedBy: letter,
      },
      ...{ madeAt: now, state: 'waiting', tries: 0, nextAt: now, messageId: null, addressKey: null, telling: null },
    });
  }

  function make(row: LetterRow): void {
    making.add(row.conversation);
    void deps.write([{ kind: 'add', row }]).then((written) => {
      making.delete(row.conversation);
      if (written === null) watch(row.conversation, clock.now() + AGAIN_AFTER);
      else deps.add(row);
    });
  }

  function lookAtThoseOf(waiting: Waiting, visitor: VisitorId): void {
    for (const id of waiting.get(visitor) ?? []) watch(id, clock.now());
    waiting.delete(visitor);
  }

  return {
    conversationChanged: (row) => {
      if (row.lastBy !== 'operator' || !deps.isOn() || due.has(row.id)) return;
      watch(row.id, row.lastAt);
    },
    contactChanged: (visitor, { email = '' }) => {
      if (email === '') return;
      lookAtThoseOf(waitsForAddress, visitor);
    },
    again: (id) => {
      if (deps.isOn()) watch(id, clock.now());
    },
    rulesChanged: () => {
      for (const id of due.keys()) due.set(id, clock.now());
    },
    blocksChanged: () => {
      for (const visitor of [...waitsForEnd.keys()]) if (!deps.isBlocked(visitor)) lookAtThoseOf(waitsForEnd, visitor);
    },
    forget: (conversations, visitors) => {
      for (const id of conversations) for (const held of [due, damaged]) held.delete(id);
      for (const visitor of visitors) for (const waiting of [waitsForAddress, waitsForEnd]) waiting.delete(visitor);
    },
  };
}

type Waiting = Map<VisitorId, Set<ConversationId>>;

function waitIn(waiting: Waiting, { id, visitor }: ConversationRow): void {
  waiting.set(visitor, (waiting.get(visitor) ?? new Set()).add(id));
  const [oldest] = waiting.keys();
  if (waiting.size > MOST_WAITING && oldest !== undefined) waiting.delete(oldest);
}
