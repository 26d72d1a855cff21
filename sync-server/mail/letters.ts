import type { Entry } from '#schema/conversation/entry.ts';
import type { TellMailed } from '#schema/commands/conversation-mailed.ts';
import { LETTER_FRESH_FOR } from '#schema/conversation/letter-due.ts';
import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import { isMailbox } from '#schema/mail/mail-server.ts';
import { NOBODY_FOR } from '#schema/mail/nobody-there.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { Blocks } from '../blocks/blocks.ts';
import type { Writer } from '../commit/writer.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { Log } from '../log.ts';
import type { Clock, LetterDoor } from '../ports.ts';
import type { SitesRoom } from '../sites/sites.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { Timers } from '../timers.ts';
import { createLetterContent, type Line, type Reader } from './letter-content.ts';
import { createLetterOutbox, type Composed } from './letter-outbox.ts';
import type { LetterChange, LetterRow } from './letter-row.ts';
import type { LetterStore } from './letter-store.ts';
import { writeAnswer, writeTranscript, type WrittenTo } from './letter-text.ts';
import { createLetterWatch, type LetterWatch } from './letter-watch.ts';
import type { Mail } from './mail.ts';
import { createConfirming, type ConfirmingDeps } from './confirming.ts';
import { createOnward } from './onward.ts';
import { createReturning, type ReturningDeps } from './returning.ts';
import type { MailAccount } from './mail-sender.ts';
import type { Tickets, Way } from './tickets.ts';

/** Letters to visitors: the answers that they have not seen, and copies of a conversation that they ask for. */
export interface Letters extends Pick<LetterWatch, 'conversationChanged' | 'contactChanged' | 'forget'>, LetterDoor {
  /** It was not deleted after all. Throws when the disk refuses it. */
  readonly stayed: (conversation: ConversationId) => void;
  /** A visitor asked for a copy; maybe told again after a crash. */
  readonly transcriptAsked: (conversation: ConversationId, entry: Entry) => void;
  /** Not one too many today (MAIL8). Throws when the disk refuses it. */
  readonly mayHaveTranscript: (visitor: VisitorId) => boolean;
  /** Takes in what is there when the process begins. */
  readonly begin: () => void;
  readonly drain: () => Promise<void>;
}

export interface LettersDeps extends Pick<ReturningDeps, 'conversationsOf' | 'sendAway'> {
  readonly tokens: ReturningDeps['tokens'] & ConfirmingDeps['tokens'];
  readonly randomBytes: ConfirmingDeps['randomBytes'];
  readonly mail: Pick<Mail, 'settings' | 'send' | 'note'>;
  readonly store: LetterStore;
  readonly tickets: Tickets;
  readonly entries: Pick<EntryStore, 'findDocument' | 'entriesAfter'>;
  readonly writer: Pick<Writer, 'keep'>;
  readonly sites: Pick<SitesRoom, 'all' | 'settingsOf' | 'find' | 'onChanged'>;
  readonly findConversation: (id: ConversationId) => ConversationRow | null;
  readonly seenBy: (conversation: ConversationId, participant: string) => number;
  readonly blocks: Pick<Blocks, 'suspendedUntil' | 'ofVisitor' | 'isBlocked' | 'onChanged'>;
  /** Open, or closed in so many ms. */
  readonly recent: (within: number) => readonly ConversationRow[];
  readonly submit: (command: TellMailed, answer: (result: CommandResult) => void) => void;
  readonly newId: () => CommandId;
  readonly looksEvery?: number;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly random: () => number;
}

const DAY = 86_400_000;
/** Until what the disk refused is tried again, ms. */
const AGAIN_AFTER = 1_000;
/** How long the link of a letter opens its conversation. */
const RETURNS_WITHIN = 14 * DAY;
/** Copies a day for one visitor, and letters a day to one address. */
const TRANSCRIPTS_A_DAY = 3;
/** Visitors; what the disk is told of them it has within moments. */
const MOST_LATELY = 1_000;
const LAST_LETTERS = 20;
const ADDRESS_A_DAY = { answer: 30, transcript: 3 } as const;

export function createLetters(deps: LettersDeps): Letters {
  const { mail, store, tickets, sites, clock } = deps;
  const content = createLetterContent(deps.entries);
  const { isBlocked } = deps.blocks;
  /** What its address has stopped elsewhere keeps no device out that comes from another one. */
  const isSuspended = (device: VisitorId): boolean =>
    deps.blocks.suspendedUntil(device) !== undefined || deps.blocks.ofVisitor(device).length > 0;
  const write = (changes: readonly LetterChange[]): Promise<number | null> =>
    deps.writer.keep({ kind: 'letters', changes });

  const outbox = createLetterOutbox({
    ...deps,
    write,
    account: mail.settings.current,
    send: mail.send,
    note: mail.note,
    compose,
    settled: (conversation) => watch.again(conversation),
    tell: ({ conversation, kind: what, since, through }, id, outcome) =>
      new Promise((resolve) => {
        const payload = { conversation, what, since, through, ...outcome };
        deps.submit({ id, type: 'conversation.mailed', writtenAt: clock.now(), payload }, ({ status }) =>
          resolve(status !== 'retry'),
        );
      }),
  });
  const watch = createLetterWatch({
    ...deps,
    ...{ content, write, isBlocked },
    isOn: () => mail.settings.current() !== null,
    afterMinutes: (site) => sites.settingsOf(site).mail.afterMinutes,
    add: outbox.add,
  });

  function compose(row: LetterRow, account: MailAccount): Composed {
    const talk = deps.findConversation(row.conversation);
    if (talk === null || isBlocked(talk.visitor)) return { kind: 'dropped' };
    const reader = content.reader(talk.visitor);
    const to = reader.fields.email ?? '';
    const lines = linesFor(row, talk);
    if (lines.length === 0) return row.kind === 'answer' ? { kind: 'dropped' } : { kind: 'failed', why: 'nothing' };
    // The address went meanwhile: it is watched again, and written anew once there is one.
    if (!isMailbox(to) && row.kind === 'answer') return { kind: 'dropped' };
    if (!isMailbox(to) || !mayGo(row, reader)) return { kind: 'failed', why: 'no-address' };
    const addressKey = tickets.addressKey(to);
    if (store.isStopped(addressKey)) return { kind: 'failed', why: 'stopped', to };
    if (store.isRefused(addressKey, clock.now() - NOBODY_FOR)) return { kind: 'failed', why: 'refused', to };
    if (isTooMany(row, addressKey)) return { kind: 'failed', why: 'too-many' };
    const stop = tickets.forStop(addressKey);
    const way = { conversation: row.conversation, letter: row.id };
    const { replyTo } = sites.settingsOf(talk.site).mail;
    const written: WrittenTo = {
      reader,
      site: sites.find(talk.site)?.name || account.server.name,
      replyTo,
      openUrl: `${account.address}/letter#${tickets.forReturn(way, clock.now() + RETURNS_WITHIN)}.${talk.site}`,
      stopUrl: `${account.address}/api/letters/stop?t=${stop}`,
    };
    const letter = row.kind === 'answer' ? writeAnswer(lines, written) : writeTranscript(lines, written);
    const addressed = { to, stopUrl: written.stopUrl, ...(replyTo !== null && { replyTo }) };
    const references = row.kind === 'answer' ? referencesOf(store.thread(row.conversation)) : [];
    return { kind: 'letter', addressKey, letter: { ...letter, ...addressed, references } };
  }

  function linesFor(row: LetterRow, talk: ConversationRow): readonly Line[] {
    if (row.kind === 'transcript') {
      const all = content.linesAfter(row.conversation, 0).filter(({ seq }) => seq <= row.through);
      // A copy of words that nobody of ours has read is a way to send them to anybody.
      return all.some(({ by }) => by === 'operator') ? all : [];
    }
    const since = Math.max(row.since, deps.seenBy(row.conversation, talk.visitor));
    return content
      .linesAfter(row.conversation, since)
      .filter(({ by, seq, text }) => by === 'operator' && seq <= row.through && text !== null);
  }

  /** What a visitor wrote goes only where that visitor itself said that it is. */
  const mayGo = ({ kind }: LetterRow, { addressBy }: Reader): boolean =>
    kind === 'answer' || addressBy?.kind === 'visitor' || addressBy?.kind === 'system';

  /**
   * The link of a letter, as long as who it was written to is who the conversation is of. Somebody's site may have signed who they are
   * since, on a computer that another one had written on: a mailbox that is not theirs opens nothing of theirs (IDENT5).
   */
  function readReturn(ticket: string, now: number): Way | null {
    const way = tickets.readReturn(ticket, now);
    const talk = way && deps.findConversation(way.conversation);
    const gone = way && store.goneTo(way.letter);
    if (!talk || !gone || gone.visitor === talk.visitor) return way;
    const { email } = content.reader(talk.visitor).fields;
    return email !== undefined && tickets.addressKey(email) === gone.addressKey ? way : null;
  }

  const isTooMany = ({ id, kind, visitor }: LetterRow, addressKey: string): boolean =>
    store.sentTo(addressKey, kind, clock.now() - DAY) >= ADDRESS_A_DAY[kind] ||
    (kind === 'transcript' && store.askedBy(visitor, clock.now() - DAY, id) > TRANSCRIPTS_A_DAY);

  const siteOf = (visitor: VisitorId): string => {
    const [id] = deps.conversationsOf(visitor);
    const talk = id === undefined ? null : deps.findConversation(id);
    return (talk !== null && sites.find(talk.site)?.name) || mail.settings.current()?.server.name || '';
  };

  /** Whose conversations changed last: the disk may not tell of them yet. */
  const lately = new Set<VisitorId>();

  const mayHaveTranscript = (visitor: VisitorId): boolean =>
    store.askedBy(visitor, clock.now() - DAY) < TRANSCRIPTS_A_DAY;

  /** At those that wait for a time, and at those of which the disk tells. */
  const lookAtAll = (): void => {
    watch.rulesChanged();
    // Also where the visitor spoke last: what they wrote with the page closed came behind an answer that they have not seen.
    for (const { id, lastAt } of deps.recent(LETTER_FRESH_FOR))
      if (lastAt >= clock.now() - LETTER_FRESH_FOR) watch.again(id);
  };
  mail.settings.onChanged(lookAtAll);
  // It was refused by that server, or for that sender.
  mail.settings.onChanged(() => void write([{ kind: 'forget-refusals' }]));
  const minutesOf = new Map(sites.all().map(({ id, settings }) => [id, settings.mail.afterMinutes]));
  sites.onChanged(
    ({
      id,
      settings: {
        mail: { afterMinutes },
      },
    }) => {
      const before = minutesOf.get(id);
      minutesOf.set(id, afterMinutes);
      // All recent conversations are read for it: what else is saved of a site is not worth that.
      if (before !== afterMinutes) lookAtAll();
    },
  );

  return {
    conversationChanged: (row) => {
      lately.delete(row.visitor);
      const [oldest] = lately.add(row.visitor);
      if (lately.size > MOST_LATELY && oldest !== undefined) lately.delete(oldest);
      watch.conversationChanged(row);
    },
    contactChanged: watch.contactChanged,
    forget: (conversations, visitors) => {
      watch.forget(conversations, visitors);
      outbox.forget(conversations);
    },
    stayed: (conversation) => {
      watch.again(conversation);
      outbox.stayed(conversation);
    },
    transcriptAsked: (conversation, entry) => {
      const row = deps.findConversation(conversation);
      if (row === null) return;
      const letter: LetterRow = {
        ...{ id: deps.newId(), kind: 'transcript', conversation, visitor: row.visitor, since: 0, through: row.lastSeq },
        ...{ askedBy: entry.id, madeAt: clock.now(), state: 'waiting', tries: 0, nextAt: clock.now() },
        ...{ messageId: null, addressKey: null, telling: null },
      };
      const put = async (): Promise<boolean> => {
        if ((await write([{ kind: 'add', row: letter }])) === null) return false;
        // It is another one's where this was asked for before.
        const added = store.openOf(conversation).find(({ id }) => id === letter.id);
        if (added !== undefined) outbox.add(added);
        return true;
      };
      // A disk that does not tell what it has taken ends nothing (DISK4): put again, it is the same row.
      const insist = async (): Promise<void> => {
        if (await put().catch(() => false)) return;
        deps.timers.after(AGAIN_AFTER, () => void insist());
      };
      void insist();
    },
    mayHaveTranscript,
    isStopped: store.isStopped,
    addressOf: tickets.readStop,
    ...createReturning({
      ...deps,
      isSuspended,
      tickets: { readReturn },
      hasLately: (visitor) => lately.has(visitor),
      way: createOnward({ ...deps, content }),
    }),
    ...createConfirming({ ...deps, reader: content.reader, siteOf }),
    stop: async (addressKey, isStopped) =>
      (await write([isStopped ? { kind: 'stop', addressKey, at: clock.now() } : { kind: 'resume', addressKey }])) !==
      null,
    begin: () => {
      outbox.begin();
      lookAtAll();
      deps.blocks.onChanged(watch.blocksChanged);
      mail.settings.onChanged(outbox.tryNow);
    },
    drain: outbox.stop,
  };
}

/** The letter that began the thread and the last ones, by which any mail program finds it: a header does not grow for years. */
function referencesOf(thread: readonly string[]): readonly string[] {
  const last = thread.slice(-LAST_LETTERS);
  return thread.length > last.length ? [...thread.slice(0, 1), ...last] : last;
}
