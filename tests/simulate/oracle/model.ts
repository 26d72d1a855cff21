import { parseDocumentName } from '#schema/docs/document-name.ts';
import type { Effect } from '#schema/conversation/entry.ts';
import type { CommandId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { Actor } from '#schema/words.ts';
import type { WriterOrder } from '#sync-server/commit/orders.ts';
import type { People } from '#sync-server/ports.ts';
import type { Connection as Database } from '#sync-server/store/database.ts';
import { visitorIdOf } from '../server/people.ts';
import { createAnswers } from './answers.ts';
import { createCursorTruth } from './cursor-truth.ts';
import { checkKept, deskAsMeant, entriesOfBoth } from './desk-truth.ts';
import type { ModelDocument } from './document.ts';
import type { InvitationTruth } from './invitation-truth.ts';
import { createJoiningTruth, type JoiningTruth } from './joining-truth.ts';
import type { Judge } from './judge.ts';
import { createKeepingTruth, type KeepingTruth } from './keeping-truth.ts';
import { createMailTruth, type MailTruth } from './mail-truth.ts';
import { checkRecovered } from './recovery.ts';
import { createRestoring, type Restoring } from './restoring.ts';
import { checkRoomRows, createRoomTruth, type RoomTruth } from './room-truth.ts';
import { createSentCommands } from './sent-commands.ts';
import { createTruth, type ModelEntry, type Truth } from './truth.ts';

/**
 * What must be so, kept apart from the server: everything that its disk has taken with fsync, what each command was answered,
 * and which bytes each document has after each of its entries. It learns from the disk and from what passes on the wire, and
 * from nothing that the server believes.
 */
export interface Model {
  /** An order is on the disk. */
  readonly durable: (order: WriterOrder, disk: Database) => void;
  readonly keeping: Pick<KeepingTruth, 'noted' | 'struck' | 'started' | 'isGone' | 'wasGone' | 'forgottenWords'>;
  /** A new process has opened what a crash left. */
  readonly recovered: (disk: Database) => void;
  readonly restoring: Restoring;
  readonly joining: JoiningTruth;
  readonly mail: Pick<MailTruth, 'taken' | 'wasHeard'>;
  readonly rooms: Pick<RoomTruth, 'told' | 'opened' | 'cursors'>;
  /** A command has reached the server in the name of this actor. */
  readonly sent: (actor: Actor, command: unknown) => void;
  readonly answered: (actor: Actor, id: CommandId, result: CommandResult) => void;
  readonly published: (document: string, update: Uint8Array) => void;
  readonly toldCursor: (conversation: string, participant: string, delivered: number, seen: number) => void;
  /** Accepted: on the disk as an entry, or as a command that changed nothing. */
  readonly isDecided: (id: CommandId) => boolean;
  /** Its author has once been told that it is refused or held. */
  readonly wasRefused: (id: CommandId) => boolean;
  /** Whether what stood before this row leaves the command no other answer than a refusal, or to be held. */
  readonly isRefusedBefore: (id: CommandId, row: number) => boolean;
  /** What staff keep of conversations and contacts is as their entries make it. */
  readonly checkKept: (disk: Database) => void;
  readonly find: (document: string) => ModelDocument | null;
  readonly documents: () => Iterable<ModelDocument>;
  readonly entryOf: (id: CommandId) => ModelEntry | null;
  /** What stands on the disk as written by this person, as bytes in `latin1`. */
  readonly textsOf: (person: string) => readonly string[];
  readonly counts: () => { readonly [what: string]: number };
  readonly cursorOf: (
    conversation: string,
    participant: string,
  ) => { readonly delivered: number; readonly seen: number };
}

export interface ModelEvents {
  readonly entry: (made: ModelEntry) => void;
  /** With the disk that a backup took the place of. */
  readonly lost: () => void;
}

export function createModel(judge: Judge, people: People, invitations: InvitationTruth, events: ModelEvents): Model {
  const joining = createJoiningTruth(judge, (name) => truth.documents.get(name) ?? null);
  const sent = createSentCommands(
    judge,
    people,
    (name) => truth.documents.get(name)?.conversation ?? null,
    (conversation) => deskAsMeant(entriesOfBoth(truth, conversation)),
    invitations,
    (...told) => mail.isTelling(...told),
    joining,
  );
  const truth: Truth = createTruth(judge, {
    checkDecision: sent.checkDecision,
    entry: (made) => {
      rooms.entry(made);
      events.entry(made);
    },
    checkNew: (name) => {
      const address = parseDocumentName(name);
      const isOver = address?.kind === 'conversation' && keeping.isGone(address.conversation);
      judge.check(!isOver, 'KEEP4', () => `${name} is made again, which was gone for good`);
    },
  });
  const { documents, byCommand, unchanged } = truth;
  const rooms = createRoomTruth(judge, documents);
  const isOf = (visitor: string, word: string): boolean =>
    visitorIdOf(word) === visitor || joining.nameOf(visitor) === word;
  const mail = createMailTruth(judge, (name) => documents.get(name) ?? null, isOf);
  const answers = createAnswers(judge, truth, sent, joining.isSame);
  const cursors = createCursorTruth(judge);
  const keeping = createKeepingTruth(judge, truth, cursors);
  const restoring = createRestoring(judge, { truth, cursors, keeping, answers }, events.lost);

  return {
    keeping,
    durable: (order, disk) => {
      mail.durable(order);
      if (order.kind === 'commit') truth.addBatch(order.batch);
      else if (order.kind === 'cursors') cursors.add(order.rows);
      else if (order.kind === 'chapter') truth.addChapter(order.row);
      else if (order.kind === 'keep' && order.order.kind === 'renew-epochs') restoring.renewed(disk);
      else if (order.kind === 'keep') keeping.kept(order.order, disk);
    },
    restoring,
    mail,
    joining,
    rooms,
    recovered: (disk) => {
      joining.recovered(disk);
      mail.recovered(disk);
      keeping.recovered(disk, restoring.isFresh());
      restoring.recovered(disk);
      checkRecovered(judge, truth, cursors, disk);
    },
    sent: sent.add,
    answered: answers.answered,
    published: (name, update) => {
      const document = documents.get(name);
      if (document === undefined) {
        const kind = parseDocumentName(name)?.kind;
        if (kind !== 'inbox' && kind !== 'team' && kind !== 'rooms')
          judge.fail('PUB1', `${name} was published before it was on the disk`);
        return;
      }
      judge.check(
        document.hasUpdate(update),
        'PUB1',
        () => `${name}: ${update.length} bytes were published that are the update of no entry on the disk`,
      );
    },
    toldCursor: cursors.told,
    wasRefused: answers.wasRefused,
    isRefusedBefore: (id, row) =>
      sent.isRefusedAfter(
        id,
        (name) => (documents.get(name)?.entries ?? []).filter((entry) => (byCommand.get(entry.id)?.row ?? 0) < row),
        (conversation) => deskAsMeant(entriesOfBoth(truth, conversation).filter((made) => made.row < row)),
      ),
    isDecided: (id) => byCommand.has(id) || unchanged.has(id) || restoring.wasLost(id),
    checkKept: (disk) => {
      checkKept(judge, truth, disk);
      mail.checkTold(disk);
      joining.checkMoved(disk);
      checkRoomRows(judge, truth, disk);
    },
    find: (name) => documents.get(name) ?? null,
    documents: () => documents.values(),
    entryOf: (id) => byCommand.get(id) ?? null,
    textsOf: (person) =>
      [...byCommand.values()]
        .filter(({ entry: { by } }) => by.id === person)
        .flatMap(({ entry: { effect } }) => textsIn(effect))
        .map((text) => Buffer.from(text).toString('latin1')),
    counts: () => ({
      entries: byCommand.size,
      ...answers.counts(),
      ...keeping.counts(),
      ...restoring.counts(),
      ...invitations.counts(),
      ...mail.counts(),
      ...joining.counts(),
    }),
    cursorOf: cursors.of,
  };
}

/** What its author chose the words of. */
function textsIn(effect: Effect): readonly string[] {
  if ('text' in effect) return [effect.text];
  if (effect.kind === 'started') return effect.answers?.map(({ answer }) => answer) ?? [];
  if (effect.kind === 'rated') return effect.comment === undefined ? [] : [effect.comment];
  if (effect.kind === 'callback-asked') return [effect.phone];
  if (!('fields' in effect)) return [];
  const { name = '', email = '', phone = '' } = effect.fields;
  return [name, email, phone].filter((text) => text.length > 0);
}
