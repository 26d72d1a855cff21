import type { HopFailure } from '#schema/http/mail.ts';
import type { MailFailureKind } from '#schema/conversation/mailed.ts';
import { OF_LETTER } from '#schema/mail/nobody-there.ts';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import type { Clock } from '../ports.ts';
import type { Timers } from '../timers.ts';
import { createAddressLines } from './address-lines.ts';
import type { LetterRow, LetterState } from './letter-row.ts';
import type { LetterStore } from './letter-store.ts';
import { createLetterTelling, type LetterTellingDeps, type Outcome } from './letter-telling.ts';
import { messageIdOf, type Letter, type MailAccount, type SendMail } from './mail-sender.ts';

/**
 * The durable queue of letters (MAIL5). A letter is on the disk before it is tried, has the same Message-ID at each try, and is noted as
 * sent before anything else is: a process that dies between the mail server's yes and that note sends it once more, and the mailbox knows
 * it again by its id. More no sender by SMTP can promise.
 */
export interface LetterOutbox {
  /** Its row is on the disk. */
  readonly add: (row: LetterRow) => void;
  /** Takes in what an earlier life left behind. */
  readonly begin: () => void;
  /** The way to the mail server was changed: what waits is tried now. */
  readonly tryNow: () => void;
  /** They are being deleted: what waits goes with them. */
  readonly forget: (conversations: readonly ConversationId[]) => void;
  /** It was not deleted after all: what waited waits again, and what left meanwhile is told. Throws when the disk refuses it. */
  readonly stayed: (conversation: ConversationId) => void;
  /** What is under way is waited for. */
  readonly stop: () => Promise<void>;
}

/** A letter as it reads now, or why there is none. */
export type Composed =
  | { readonly kind: 'letter'; readonly letter: Omit<Letter, 'messageId'>; readonly addressKey: string }
  /** Nothing of it is left to say. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'failed'; readonly why: MailFailureKind; readonly to?: string };

export interface LetterOutboxDeps extends LetterTellingDeps {
  readonly store: Pick<LetterStore, 'open' | 'openOf'>;
  readonly account: () => MailAccount | null;
  readonly send: SendMail;
  readonly note: (failure: HopFailure | null) => void;
  readonly compose: (row: LetterRow, account: MailAccount) => Composed;
  /** Nothing of this conversation waits to leave any more. */
  readonly settled: (conversation: ConversationId) => void;
  readonly newId: () => CommandId;
  readonly clock: Clock;
  readonly timers: Timers;
  /** In [0, 1). */
  readonly random: () => number;
}

const AT_ONCE = 2;
const FIRST_WAIT = 15_000;
const LONGEST_WAIT = 3_600_000;
/** Then it is shown as failed. */
const GIVES_UP_AFTER = 86_400_000;
const AGAIN_AFTER = 1_000;
const STOPS_WITHIN = 4_000;

export function createLetterOutbox(deps: LetterOutboxDeps): LetterOutbox {
  const { clock, timers, log } = deps;
  const telling = createLetterTelling(deps);
  const waiting = new Map<CommandId, LetterRow>();
  const underWay = new Map<CommandId, Promise<void>>();
  const lines = createAddressLines();
  /** Forgotten while they were under way. */
  const gone = new Set<CommandId>();
  /** What became of them is on its way to the disk, which still calls them waiting. */
  const settling = new Set<CommandId>();
  const stopping = new AbortController();
  /** The mail server is not well: nobody asks it before. */
  let notBefore = 0;
  let failures = 0;
  let wake: (() => void) | null = null;
  let isSoon = false;

  function pump(): void {
    wake?.();
    wake = null;
    const account = deps.account();
    if (stopping.signal.aborted || waiting.size === 0) return;
    if (account === null) return giveUpLater();
    let next = Infinity;
    for (const row of [...waiting.values()].sort((one, other) => one.nextAt - other.nextAt)) {
      if (underWay.has(row.id) || !lines.isNext(row.id)) continue;
      const at = Math.max(row.nextAt, notBefore);
      if (at > clock.now()) {
        next = Math.min(next, at);
        continue;
      }
      // One that has failed is asked by one letter, not by all that wait.
      if (underWay.size >= (failures > 0 ? 1 : AT_ONCE)) return;
      start(row, attempt(row, account));
    }
    if (next < Infinity) wake = timers.after(Math.max(1, next - clock.now()), pump);
  }

  /** A great many that wait for one address are each read once, and nobody waits for all of that. */
  function pumpSoon(): void {
    if (isSoon) return;
    isSoon = true;
    timers.soon(() => {
      isSoon = false;
      pump();
    });
  }

  function start({ id }: LetterRow, work: Promise<void>): void {
    const done = work.finally(() => {
      underWay.delete(id);
      gone.delete(id);
      lines.isDone(id);
      pumpSoon();
    });
    underWay.set(id, done);
  }

  /** No way is set up: what has waited for a day for one is told as failed. */
  function giveUpLater(): void {
    for (const row of waiting.values()) {
      if (clock.now() - row.madeAt < GIVES_UP_AFTER || underWay.has(row.id)) continue;
      start(row, settle(row, 'failed', { failed: { why: 'gave-up' } }));
    }
    wake = timers.after(LONGEST_WAIT, pump);
  }

  async function attempt(row: LetterRow, account: MailAccount): Promise<void> {
    lines.leave(row.id);
    const composed = written(row, account);
    if (composed === null) return;
    if (composed.kind !== 'letter') return settleUnsent(row, composed);
    const { addressKey } = composed;
    // It comes when what goes there is done, whatever it has waited for before.
    if (!lines.goes(row.id, addressKey)) return void waiting.set(row.id, { ...row, nextAt: clock.now() });
    const messageId = row.messageId ?? messageIdOf(row.id, account.server.from);
    // Its id is on the disk before anybody outside has seen it.
    const tried = { ...row, messageId, addressKey, tries: row.tries + 1, nextAt: clock.now() + waitAfter(row.tries) };
    waiting.set(row.id, tried);
    if ((await deps.write([{ kind: 'tried', row: tried }])) === null || isGone(row)) return;
    // What was edited, taken back or seen while that was written is not in it as it was.
    const now = written(tried, account);
    if (now === null) return;
    if (now.kind !== 'letter') return settleUnsent(tried, now);
    const { letter } = now;
    // Another address was told meanwhile, which may be busy.
    if (now.addressKey !== addressKey) return attempt(tried, account);
    const sent = await deps.send(account, { ...letter, messageId }, stopping.signal);
    if (stopping.signal.aborted && sent.kind !== 'sent') return;
    if (sent.kind === 'sent') {
      well();
      return settle(tried, 'sent', { to: letter.to });
    }
    if (sent.kind === 'refused') {
      well();
      const state = sent.isOfAddress ? 'refused' : 'failed';
      const detail = `${sent.hop === 'recipient' ? '' : OF_LETTER}${sent.detail}`;
      return settle(tried, state, { to: letter.to, failed: { why: 'refused', detail } });
    }
    deps.note({ hop: sent.hop, detail: sent.detail });
    // What is said of one reader says nothing of the others.
    if (sent.hop !== 'recipient' && sent.hop !== 'taken') {
      failures += 1;
      notBefore = clock.now() + waitAfter(failures - 1);
      log.warn({ hop: sent.hop }, 'the mail server takes no letters; they wait');
    }
    if (clock.now() - row.madeAt >= GIVES_UP_AFTER)
      return settle(tried, 'failed', { to: letter.to, failed: { why: 'gave-up', detail: sent.detail } });
  }

  /** As it reads now; null: that cannot be told, and it is tried again. */
  function written(row: LetterRow, account: MailAccount): Composed | null {
    try {
      return deps.compose(row, account);
    } catch (error) {
      const isOver = clock.now() - row.madeAt >= GIVES_UP_AFTER;
      log.error({ letter: row.id, isOver, error: String(error) }, 'a letter could not be written');
      if (isOver) return { kind: 'failed', why: 'gave-up' };
      waiting.set(row.id, { ...row, tries: row.tries + 1, nextAt: clock.now() + waitAfter(row.tries) });
      return null;
    }
  }

  function well(): void {
    failures = 0;
    notBefore = 0;
    deps.note(null);
  }

  const waitAfter = (tries: number): number =>
    Math.ceil(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries) * (0.75 + deps.random() / 4));

  /** It is forgotten; its row went with its conversation. */
  const isGone = ({ id }: LetterRow): boolean => gone.delete(id);

  const settleUnsent = (row: LetterRow, composed: Exclude<Composed, { readonly kind: 'letter' }>): Promise<void> => {
    if (composed.kind === 'dropped') return settle(row, 'dropped', null);
    const { why, to } = composed;
    return settle(row, 'failed', { ...(to !== undefined && { to }), failed: { why } });
  };

  async function settle(
    row: LetterRow,
    state: Exclude<LetterState, 'waiting'>,
    outcome: Outcome | null,
  ): Promise<void> {
    // Never tried again by this process, whatever the disk does.
    waiting.delete(row.id);
    lines.leave(row.id);
    settling.add(row.id);
    const id = outcome === null ? null : deps.newId();
    const settled: LetterRow = { ...row, state, nextAt: clock.now(), telling: id };
    while ((await deps.write([{ kind: 'tried', row: settled }])) === null) {
      if (stopping.signal.aborted) return;
      await pause();
    }
    settling.delete(row.id);
    deps.settled(row.conversation);
    // Nobody waits for the desk: it may take in nothing for days.
    if (outcome !== null && id !== null && !isGone(row)) void telling.tell(settled, id, outcome);
  }

  /** What it said is not known any more: that it left, or did not, is. */
  function tellLate(row: LetterRow): void {
    if (row.telling === null) return;
    void telling.tell(row, row.telling, row.state === 'sent' ? {} : { failed: { why: forgotten(row) } });
  }

  const pause = (): Promise<void> => new Promise((resolve) => void timers.after(AGAIN_AFTER, resolve));

  return {
    add: (row) => {
      waiting.set(row.id, row);
      pump();
    },
    begin: () => {
      for (const row of deps.store.open()) {
        if (row.state === 'waiting') waiting.set(row.id, row);
        else tellLate(row);
      }
      pump();
    },
    tryNow: () => {
      [notBefore, failures] = [0, 0];
      for (const row of waiting.values()) waiting.set(row.id, { ...row, nextAt: clock.now() });
      pump();
    },
    forget: (conversations) => {
      for (const { id, conversation } of waiting.values()) {
        if (!conversations.includes(conversation)) continue;
        waiting.delete(id);
        lines.leave(id);
        if (underWay.has(id)) gone.add(id);
      }
    },
    stayed: (conversation) => {
      for (const row of deps.store.openOf(conversation)) {
        gone.delete(row.id);
        if (row.state !== 'waiting') tellLate(row);
        else if (!settling.has(row.id)) waiting.set(row.id, row);
      }
      pump();
    },
    stop: async () => {
      stopping.abort();
      wake?.();
      const late = new Promise<void>((resolve) => void timers.after(STOPS_WITHIN, resolve));
      // What is under way may begin to tell, so that is waited for behind it.
      const all = Promise.all(underWay.values()).then(telling.stop);
      await Promise.race([all, late]);
    },
  };
}

/** Why, where the process that was told it has died before it told the desk. */
const forgotten = ({ state }: LetterRow): MailFailureKind => (state === 'refused' ? 'refused' : 'gave-up');
