import type { KnownPersonCommand } from '#schema/commands/known-person.ts';
import type { AnyCommand, Giver } from '#schema/commands/any-command.ts';
import type { Command } from '#schema/commands/command.ts';
import type { Claims, Verified } from '#schema/conversation/known-person.ts';
import { contactDocument } from '#schema/docs/document-name.ts';
import { createIdFactory, type CommandId, type ConversationId, type VisitorId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { fail, ok } from '#schema/result.ts';
import type { Blocks } from '../blocks/blocks.ts';
import type { Writer } from '../commit/writer.ts';
import type { Decider } from '../decide/decider.ts';
import type { Deriver } from '../derive/deriver.ts';
import type { KeepStore } from '../keep/keep-store.ts';
import type { Remover } from '../keep/remover.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports.ts';
import type { Cursors } from '../publish/cursors.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { Timers } from '../timers.ts';
import type { Joining, JoinRequest } from './joining-contract.ts';
import type { Alias, JoiningStore } from './joining-store.ts';
import { cardOf, mergedInto } from './merged-card.ts';

/**
 * A visitor turns out to be somebody known: everything of theirs becomes theirs there (IDENT5–IDENT7).
 *
 * Invariants:
 * - J1 From when it is noted on the disk until all is moved, nothing of the one who was somebody else is decided: commands of theirs and
 *   about their card come back later. So nothing is written behind what was moved.
 * - J2 Each step is one command of the server's own or can be done twice; what a crash broke off is finished by the next start, with
 *   nothing decided about them before. What cannot be moved holds up nobody else: each try is a turn of its own.
 * - J3 A token that was replaced speaks for nobody: whoever has a copy of it does not follow into somebody's conversations.
 */
export interface JoiningDeps {
  readonly store: JoiningStore;
  readonly keepStore: Pick<KeepStore, 'conversationsOf'>;
  readonly entries: Pick<EntryStore, 'findDocument' | 'entriesAfter'>;
  readonly submit: (command: KnownPersonCommand, answer: (result: CommandResult) => void) => void;
  readonly decider: () => Pick<Decider, 'isUnderWay'>;
  readonly deriver: Pick<Deriver, 'flush'>;
  readonly cursors: Pick<Cursors, 'advance' | 'seenBy' | 'deliveredTo' | 'flush'>;
  readonly blocks: Pick<Blocks, 'ofVisitor'>;
  readonly remover: () => Pick<Remover, 'removeVisitor' | 'isLeaving'>;
  readonly writer: Pick<Writer, 'keep'>;
  /** Their sockets come back, and are somebody else then. */
  readonly sendAway: (visitor: VisitorId) => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly log: Log;
}

/** What the card has as signed by the site: an answer that was lost may be asked for again long after, and writes nothing twice. */
const claimsOf = (told: Verified | undefined): Claims | null =>
  told === undefined ? null : { ...told.fields, ...(told.attributes && { attributes: told.attributes }) };

/** Between two looks whether what is on its way to the disk has come there, ms. */
const SETTLES_IN = 5;
/** Until what the disk refused is tried again, ms, the longest of these times, and how often it is tried while somebody waits for it. */
const AGAIN_AFTER = 500;
const LONGEST_WAIT = 10_000;
const TRIES = 6;
/** Of those who were moved in this process. Nobody is known under their old id for longer than a request takes. */
const REMEMBERED = 10_000;

export function createJoining(deps: JoiningDeps): Joining {
  const { store, clock, timers, log, randomBytes } = deps;
  const newId = createIdFactory<CommandId>({ now: clock.now, randomBytes });
  /** Who is being moved, or was: nothing is decided in their name. */
  const moved = new Set<VisitorId>();
  const moving = new Set<VisitorId>();
  /** They are tried again and again, with nobody waiting for it. */
  const insisting = new Set<VisitorId>();
  let queue: Promise<unknown> = Promise.resolve();
  const pause = (time: number): Promise<void> => new Promise((resolve) => void timers.after(time, resolve));

  function remember(visitor: VisitorId): void {
    moved.add(visitor);
    const [oldest] = moved;
    if (moved.size > REMEMBERED && oldest !== undefined) moved.delete(oldest);
  }

  const isAbout = (visitor: VisitorId, giver: Giver, { payload }: Command | AnyCommand): boolean =>
    giver.kind !== 'system' && (giver.id === visitor || ('visitor' in payload && payload.visitor === visitor));

  /** False when the disk went on refusing it. */
  async function given(command: KnownPersonCommand, tries = TRIES): Promise<boolean> {
    for (let left = tries; left > 0; left -= 1) {
      const result = await new Promise<CommandResult>((resolve) => deps.submit(command, resolve));
      // `conflict`: it was done before the process ended, by what was so then. Whatever else: there is nothing to move any more.
      if (result.status !== 'retry') return true;
      if (left > 1) await pause(AGAIN_AFTER);
    }
    return false;
  }

  async function moveConversation(id: ConversationId, alias: Alias, tries: number): Promise<boolean> {
    const payload = { conversation: id, to: alias.isNow };
    const isMoved = await given({ id: newId(), type: 'conversation.move', writtenAt: clock.now(), payload }, tries);
    return isMoved && moveCursor(id, alias);
  }

  /** How far they have read there. False: the disk did not take it. */
  async function moveCursor(conversation: ConversationId, { visitor, isNow }: Alias): Promise<boolean> {
    const { deliveredTo, seenBy, advance } = deps.cursors;
    const cursor = { delivered: deliveredTo(conversation, visitor), seen: seenBy(conversation, visitor) };
    if (cursor.delivered <= deliveredTo(conversation, isNow) && cursor.seen <= seenBy(conversation, isNow)) return true;
    const actor = { kind: 'visitor', id: isNow, name: '' } as const;
    const result = await new Promise<CommandResult>((resolve) => advance(actor, { conversation, ...cursor }, resolve));
    return result.status !== 'retry';
  }

  /** Everything of `alias.visitor` to whom they are now (J1). False: not all of it yet. */
  async function move(alias: Alias, tries: number): Promise<boolean> {
    const { visitor, isNow, command } = alias;
    moving.add(visitor);
    remember(visitor);
    while (deps.decider().isUnderWay((giver, one) => isAbout(visitor, giver, one))) await pause(SETTLES_IN);
    if (!(await deps.deriver.flush())) return false;
    await deps.cursors.flush();
    // An earlier process may have ended between the move of a conversation and this.
    for (const id of deps.keepStore.conversationsOf(isNow)) if (!(await moveCursor(id, alias))) return false;
    for (const id of deps.keepStore.conversationsOf(visitor))
      if (!(await moveConversation(id, alias, tries))) return false;
    const card = mergedInto(cardOf(deps.entries, isNow), cardOf(deps.entries, visitor), {
      own: deps.blocks.ofVisitor(isNow),
      theirs: deps.blocks.ofVisitor(visitor),
    });
    const payload = { visitor: isNow, from: visitor, card };
    if (!(await given({ id: command, type: 'contact.merge', writtenAt: clock.now(), payload }, tries))) return false;
    if (!(await deps.deriver.flush())) return false;
    if (deps.entries.findDocument(contactDocument(visitor)) !== null && !(await dropCard(visitor))) return false;
    store.finish(alias);
    moving.delete(visitor);
    deps.sendAway(visitor);
    return true;
  }

  const dropCard = (visitor: VisitorId): Promise<boolean> =>
    deps.remover().removeVisitor(visitor, async ({ conversations }) => {
      if (conversations.length > 0) return false;
      const order = { conversations: [], visitors: [visitor], closedBefore: 0, at: clock.now() };
      return (await deps.writer.keep({ kind: 'delete', ...order })) !== null;
    });

  async function moveSafely(alias: Alias, tries: number): Promise<boolean> {
    try {
      return await move(alias, tries);
    } catch (error) {
      log.error(
        { error: String(error) },
        'what belongs to a visitor who is known could not be moved; it is tried again',
      );
      return false;
    }
  }

  /** Until it is done, for nobody waits for it any more. What is damaged may never be: whoever else comes has their turn between. */
  async function insist(alias: Alias): Promise<void> {
    if (insisting.has(alias.visitor)) return;
    insisting.add(alias.visitor);
    for (let wait = AGAIN_AFTER; !(await inTurn(() => moveSafely(alias, 1))); wait = Math.min(wait * 2, LONGEST_WAIT))
      await pause(wait);
    insisting.delete(alias.visitor);
  }

  /** The disk did not say whether it has noted who `visitor` is. They wait until it does; then all is moved, or they go on as they were. */
  function lookAgain(visitor: VisitorId): void {
    timers.after(AGAIN_AFTER, () => {
      try {
        const alias = store.alias(visitor);
        if (alias === null) for (const held of [moving, moved]) held.delete(visitor);
        else if (!alias.isDone) void insist(alias);
      } catch {
        lookAgain(visitor);
      }
    });
  }

  /** Answers what is to be moved. `visitor` is held before it is noted: what the disk has done may not be heard (J1). */
  function note(step: Parameters<JoiningStore['join']>[0]): ReturnType<JoiningStore['alias']> {
    const { visitor, isNow } = step.alias;
    if (visitor === isNow) {
      store.join(step);
      deps.sendAway(visitor);
      return null;
    }
    moving.add(visitor);
    remember(visitor);
    try {
      store.join(step);
      const noted = store.alias(visitor);
      if (noted?.isDone === true) moving.delete(visitor);
      return noted;
    } catch (error) {
      lookAgain(visitor);
      throw error;
    }
  }

  async function joinNow({ token, next, into, person = null }: JoinRequest): ReturnType<Joining['join']> {
    const known = store.token(token);
    const isNoted = known?.state === 'old';
    if (known?.state === 'out' || (isNoted && known.next !== next)) return fail('signed-out');
    const visitor = known?.visitor ?? token;
    const isLeaving = [visitor, into].some((one) => deps.remover().isLeaving(one, null));
    if (!isNoted && isLeaving) return fail('retry');
    const alias = { visitor, isNow: into, command: newId() };
    const origin = known?.origin ?? token;
    // Also what an earlier try, whose answer was lost, has left undone.
    const left = isNoted ? store.alias(visitor) : note({ token, next, origin, alias, person, at: clock.now() });
    if (left === null || left.isDone) return ok(undefined);
    if (await moveSafely(left, insisting.has(visitor) ? 1 : TRIES)) return ok(undefined);
    void insist(left);
    return fail('retry');
  }

  /** One after the other: two devices of one person may come at the same time. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  return {
    join: (request) =>
      inTurn(() => joinNow(request)).catch((error: unknown) => {
        log.error({ error: String(error) }, 'a device could not be joined with a visitor');
        return fail('retry');
      }),
    verify: async ({ site, person, visitor, claims: { attributes, ...fields } }, before) => {
      const told = before === null ? cardOf(deps.entries, visitor).verified : undefined;
      const verified = { site, person, fields, at: clock.now(), ...(attributes && { attributes }) };
      const payload = { visitor, verified, before: before ?? claimsOf(told) };
      const isDone = await given({ id: newId(), type: 'contact.verify', writtenAt: clock.now(), payload });
      return isDone ? ok(undefined) : fail('retry');
    },
    askAgain: deps.sendAway,
    isMoving: (giver, command) => {
      if (moved.size === 0 || giver.kind === 'system') return false;
      if (giver.kind === 'visitor' && moved.has(giver.id)) return true;
      const { payload } = command;
      return 'visitor' in payload && payload.visitor !== undefined && moving.has(payload.visitor);
    },
    redirect: (giver, command) => {
      if (giver.kind === 'system' || !('visitor' in command.payload)) return command;
      const { visitor } = command.payload;
      if (visitor === undefined) return command;
      const own = giver.kind === 'visitor' && visitor === giver.origin ? giver.id : null;
      const isNow = giver.kind === 'visitor' ? own : (store.alias(visitor)?.isNow ?? null);
      return isNow === null ? command : ({ ...command, payload: { ...command.payload, visitor: isNow } } as AnyCommand);
    },
    resume: () => {
      for (const alias of store.unfinished()) {
        moving.add(alias.visitor);
        remember(alias.visitor);
        void insist(alias);
      }
    },
  };
}
