import {
  decideAny,
  decideRoom,
  documentOfAny,
  isOfRoom,
  mayGive,
  ownerOfAny,
  type AnyCommand,
  type Giver,
} from '#schema/commands/any-command.ts';
import type { Entry } from '#schema/conversation/entry.ts';
import { talkDocument, type DocumentName } from '#schema/docs/document-name.ts';
import type { CommandId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { authorOf } from '#schema/words.ts';
import type { GroupCommit } from '../commit/group-commit.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports.ts';
import type { Beginnings } from '../admit/beginnings.ts';
import { decideEntry, publishEntry, settle, type Room } from '../publish/room.ts';
import type { Rooms } from '../publish/rooms.ts';
import { isUponCalls } from './calls-under-way.ts';
import { factsFor } from './facts-for.ts';
import { isOpenToBlocked } from './open-to-blocked.ts';
import type { Accepted } from './accepted.ts';
import { fingerprintOf } from './fingerprint.ts';
import { lineOf, UNDECIDED, RETRY, type Answer, type Pending } from './pending.ts';
import { createRefusals } from './refusals.ts';
import { acceptedAt, refusal, rejected, resultOf } from './results.ts';
import { roomFacts, type FactsDeps } from './server-facts.ts';

/**
 * Decides entry commands, each once (CMD1), in the order in which they come, and answers after the commit.
 *
 * Invariants:
 * - D1 Whatever is decided upon an entry that is not committed yet, waits for that commit, refusals included.
 * - D2 A command that is under way is never decided a second time: its repetitions wait for the same answer.
 * - D3 After a failed commit everything in it and behind it is decided anew from what the disk has, once; then `retry`.
 * - D4 What its author wrote behind a command that has to be tried again, in the same conversation, has to be tried again too:
 *   it must neither pass it (OUT3) nor be refused for want of it.
 */
export interface Decider {
  readonly submit: (actor: Giver, command: AnyCommand, answer: Answer) => void;
  readonly published: (items: readonly Pending[]) => void;
  readonly failed: (items: readonly Pending[], detail: string) => void;
  /** Whether one of these commands is decided and not yet answered. */
  readonly isUnderWay: (isOne: (giver: Giver, command: AnyCommand) => boolean) => boolean;
  /** They are deleted: what was shown of them with a refusal is forgotten. */
  readonly forget: (conversations: readonly string[]) => void;
}

export interface DeciderDeps extends FactsDeps {
  readonly rooms: Rooms;
  readonly accepted: Accepted;
  readonly clock: Clock;
  readonly log: Log;
  /** Late, because each of the two needs the other. */
  readonly commit: () => GroupCommit<Pending>;
  /** Every entry after it was published, in the order of commits. */
  readonly derive: (room: Room, entry: Entry, row: number) => void;
  /** Whether the document of a command is gone for good, so that it must not be made again (KEEP4). */
  readonly isGone: (giver: Giver, command: AnyCommand) => boolean;
  /** What is told of a visitor who turned out to be somebody else. */
  readonly redirect: (giver: Giver, command: AnyCommand) => AnyCommand;
  /** Whether a document may be made by whoever gives it. */
  readonly begin: Beginnings['begin'];
  /** Whether whoever gives it may not write for now (BLOCK1). */
  readonly isSuspended: (giver: Giver) => boolean;
  /** Derives from what the disk has beyond what `derive` was told: a commit may have happened though its answer was lost. */
  readonly catchUp: () => void;
}

export function createDecider(deps: DeciderDeps): Decider {
  const { rooms, accepted, clock, log } = deps;
  const underWay = new Map<CommandId, Pending>();
  const refusals = createRefusals();
  /** What comes between a failed commit and its undoing. */
  let held: Pending[] = [];
  let turn = 0;

  function submit(actor: Giver, given: AnyCommand, answer: Answer): void {
    const fingerprint = fingerprintOf(actor, given);
    const same = underWay.get(given.id);
    if (same !== undefined) {
      if (same.fingerprint !== fingerprint) return answer(rejected({ reason: 'conflict' }));
      same.answers = [same.answers, answer].flat();
      return;
    }
    const command = deps.redirect(actor, given);
    const pending: Pending = {
      actor,
      command,
      fingerprint,
      answers: answer,
      isSecondTry: false,
      ...UNDECIDED,
      row: 0,
    };
    underWay.set(command.id, pending);
    if (deps.commit().isFailing()) held.push(pending);
    else decideNow(pending);
  }

  /** Answers at once, or leaves the decision with the commit. */
  function decideNow(pending: Pending): void {
    try {
      const known = knownResult(pending);
      if (known === null) decideFresh(pending);
      else pending.result = known;
    } catch (error) {
      log.error({ command: pending.command.id, error: String(error) }, 'a command could not be decided');
      pending.entry = null;
      pending.unchanged = null;
      pending.result = RETRY;
    }
    if (pending.entry === null) takeBack(pending);
    // Nothing was decided: told at once, so that nothing of its author passes it meanwhile (D4).
    const isPutOff = pending.result.status === 'retry';
    if (!isPutOff && (pending.entry !== null || pending.unchanged !== null || isUponOthers(pending)))
      deps.commit().add(pending);
    else {
      finish(pending);
      if (pending.room !== null) rooms.release(pending.room);
    }
  }

  /** It was counted as something that begins, and does not begin now (WIRE7). */
  function takeBack(pending: Pending): void {
    pending.beganNot?.();
    pending.beganNot = null;
  }

  /** Upon what is not committed yet of the conversation, of what only staff see of it, or of calls that others are promised (D1). */
  function isUponOthers({ room, result }: Pending): boolean {
    if (room === null) return false;
    if (isUponCalls(result, underWay.values())) return true;
    return room.pending.length > 0 || (room.conversation !== null && deps.pendingOfDesk(room.conversation) !== null);
  }

  /** The answer its author has been given before; null when it is new. */
  function knownResult({ command, fingerprint, isSecondTry }: Pending): CommandResult | null {
    const stored = isSecondTry ? accepted.read(command.id) : accepted.find(command.id);
    const known = stored === null ? refusals.find(command.id) : { ...stored, result: acceptedAt(stored) };
    if (known === null) return null;
    const isSame = known.fingerprint === null || known.fingerprint === fingerprint;
    return isSame ? known.result : rejected({ reason: 'conflict' });
  }

  function decideFresh(pending: Pending): void {
    const { actor, command } = pending;
    const now = clock.now();
    const conversation =
      'conversation' in command.payload ? rooms.find(talkDocument(command.payload.conversation)) : null;
    if (conversation === 'damaged') return;
    pending.room = conversation;
    const head = conversation?.decided.head ?? null;
    const owner = ownerOfAny(command, head, actor);
    // First: of what it began while it may not write there is nothing else to say.
    const isBlocked = deps.isSuspended(actor) && !isOpenToBlocked(command);
    if (isBlocked || !mayGive(actor, command, owner)) {
      pending.result = rejected(isBlocked ? { reason: 'suspended' } : refusal(actor, owner));
      return;
    }
    const by = { giver: actor, now };
    const decision = isOfRoom(command)
      ? decideRoom(roomFacts(conversation, deps), command, by)
      : decideAny(factsFor(actor, command, conversation, { ...deps, underWay: underWay.values() }), command, by);
    if (decision.kind === 'nothing') {
      pending.unchanged = { id: command.id, seq: reached(documentOfAny(command, actor), conversation), at: now };
      pending.result = acceptedAt(pending.unchanged);
      return;
    }
    if (decision.kind !== 'accept') {
      pending.result = resultOf(decision);
      return;
    }
    if (deps.isGone(actor, command)) {
      pending.result = rejected({ reason: 'not-found' });
      return;
    }
    const name = documentOfAny(command, actor);
    const known = conversation?.name === name ? conversation : rooms.find(name);
    if (known === 'damaged') return;
    const seq = known?.decided.seq ?? 0;
    if (seq === 0) {
      const begun = deps.begin(actor, name);
      if (typeof begun === 'number') {
        // Of what may not begin nothing stays in memory.
        if (known !== null && known !== conversation) rooms.release(known);
        pending.result = { status: 'retry', after: begun };
        return;
      }
      pending.beganNot = begun;
    }
    const room = known ?? rooms.findOrCreate(name);
    if (room === 'damaged') return;
    if (conversation !== null && conversation !== room) rooms.release(conversation);
    const entry: Entry = { seq: seq + 1, at: now, id: command.id, by: authorOf(actor), effect: decision.effect };
    turn += 1;
    decideEntry(room, entry, turn);
    pending.room = room;
    pending.entry = entry;
    pending.result = acceptedAt(entry);
  }

  /** How far the document goes that tells what is so already: devices lay it over nothing as new (CMD11). */
  function reached(name: DocumentName, conversation: Room | null): number {
    const room = conversation?.name === name ? conversation : rooms.find(name);
    if (room === null || room === 'damaged') return 0;
    if (room !== conversation) rooms.release(room);
    return room.decided.seq;
  }

  function finish(pending: Pending): void {
    const { command, fingerprint, answers, result } = pending;
    underWay.delete(command.id);
    refusals.remember(
      command.id,
      fingerprint,
      result,
      'conversation' in command.payload ? command.payload.conversation : null,
    );
    if (typeof answers === 'function') answers(result);
    else for (const answer of answers) answer(result);
  }

  /** A defect in one document must not keep the others of the batch from their readers and answers. */
  function shielded(room: Room, work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      log.error(
        { document: room.name, seq: room.committed.seq, error: String(error) },
        'a committed entry met a defect',
      );
      return false;
    }
  }

  return {
    submit,
    isUnderWay: (isOne) => {
      for (const { actor, command } of underWay.values()) if (isOne(actor, command)) return true;
      return false;
    },
    forget: refusals.forget,
    published: (items) => {
      for (const pending of items) {
        const { entry, room, unchanged, command, fingerprint } = pending;
        if (entry !== null && room !== null) {
          room.stored = 'stored';
          if (!shielded(room, () => publishEntry(room, entry))) rooms.giveUp(room);
          accepted.remember(command.id, { seq: entry.seq, at: entry.at, fingerprint });
          shielded(room, () => deps.derive(room, entry, pending.row));
        }
        if (unchanged !== null) accepted.remember(command.id, { ...unchanged, fingerprint });
        finish(pending);
        if (room !== null) {
          shielded(room, () => settle(room));
          rooms.release(room);
        }
      }
    },
    failed: (items, detail) => {
      log.error({ commands: items.length, detail }, 'a commit failed; what was in it and behind it is decided anew');
      const touched = new Set(items.map((pending) => pending.room));
      for (const room of touched) if (room !== null) rooms.reload(room);
      deps.catchUp();
      const waiting = held;
      held = [];
      const putOff = new Set<string>();
      const decideAgain = (pending: Pending, mayTry: boolean): void => {
        if (mayTry && !putOff.has(lineOf(pending))) decideNow(pending);
        else finish(pending);
        if (pending.result.status === 'retry') putOff.add(lineOf(pending));
      };
      // The last one first, and all before one is decided anew: a card and its conversation count as one, whichever came first.
      for (const pending of items.toReversed()) takeBack(pending);
      for (const pending of items) {
        const { isSecondTry, entry, unchanged, command } = pending;
        if (entry !== null || unchanged !== null) accepted.doubt(command.id);
        Object.assign(pending, { ...UNDECIDED, isSecondTry: true });
        decideAgain(pending, !isSecondTry);
      }
      for (const pending of waiting) decideAgain(pending, true);
      for (const room of touched) {
        if (room === null) continue;
        settle(room);
        rooms.release(room);
      }
    },
  };
}
