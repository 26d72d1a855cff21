import * as v from 'valibot';
import { contactDocument, conversationDocument, deskDocument, type DocumentName } from '../docs/document-name.ts';
import { commandIdSchema, type VisitorId } from '../ids.ts';
import { ROOM_COMMANDS } from '../room/room-commands.ts';
import type { Actor } from '../words.ts';
import { callbackAsk, callbackCancel, callbackDone } from './callback.ts';
import { consentGive } from './consent-give.ts';
import { contactDescribe } from './contact-describe.ts';
import { contactNote } from './contact-note.ts';
import { contactRate } from './contact-rate.ts';
import { contactRemove } from './contact-remove.ts';
import { contactTag } from './contact-tag.ts';
import { contactUpdate } from './contact-update.ts';
import { contactVisit } from './contact-visit.ts';
import { conversationBringIn } from './conversation-bring-in.ts';
import { conversationCategorise } from './conversation-categorise.ts';
import { conversationClose } from './conversation-close.ts';
import { conversationHandOver } from './conversation-hand-over.ts';
import { conversationLeave } from './conversation-leave.ts';
import { conversationMute } from './conversation-mute.ts';
import { conversationRate } from './conversation-rate.ts';
import { conversationReopen } from './conversation-reopen.ts';
import { conversationStart } from './conversation-start.ts';
import { conversationTag } from './conversation-tag.ts';
import { conversationTake } from './conversation-take.ts';
import { cursorAdvance } from './cursor-advance.ts';
import { fileAnswer } from './file-answer.ts';
import { messageEdit } from './message-edit.ts';
import { messageSend } from './message-send.ts';
import { messageUnsend } from './message-unsend.ts';
import { noteAdd } from './note-add.ts';
import { operatorAdd } from './operator-add.ts';
import { taskAdd } from './task-add.ts';
import { taskChange } from './task-change.ts';
import { taskDone } from './task-done.ts';
import { visitorBlock, visitorUnblock } from './visitor-block.ts';
import { transcriptSend } from './transcript-send.ts';
import type { Head } from '../conversation/conversation.ts';
import type { Circumstances, Decision, Facts } from './definition.ts';

/** The commands whose acceptance is an entry of a conversation with a visitor, or of what belongs to one, by their verb. */
export const ENTRY_COMMANDS = {
  'conversation.start': conversationStart,
  'message.send': messageSend,
  'message.edit': messageEdit,
  'message.unsend': messageUnsend,
  'file.answer': fileAnswer,
  'conversation.take': conversationTake,
  'conversation.hand-over': conversationHandOver,
  'conversation.bring-in': conversationBringIn,
  'conversation.leave': conversationLeave,
  'conversation.close': conversationClose,
  'conversation.reopen': conversationReopen,
  'conversation.tag': conversationTag,
  'conversation.categorise': conversationCategorise,
  'conversation.mute': conversationMute,
  'conversation.rate': conversationRate,
  'callback.ask': callbackAsk,
  'callback.cancel': callbackCancel,
  'callback.done': callbackDone,
  'note.add': noteAdd,
  'consent.give': consentGive,
  'contact.update': contactUpdate,
  'contact.tag': contactTag,
  'contact.note': contactNote,
  'contact.rate': contactRate,
  'contact.remove': contactRemove,
  'contact.visit': contactVisit,
  'contact.describe': contactDescribe,
  'task.add': taskAdd,
  'task.change': taskChange,
  'task.done': taskDone,
  'visitor.block': visitorBlock,
  'visitor.unblock': visitorUnblock,
  'transcript.send': transcriptSend,
} as const;

const envelope = <Type extends string, Payload extends v.GenericSchema>(definition: {
  readonly type: Type;
  readonly payload: Payload;
}) =>
  v.object({
    id: commandIdSchema,
    type: v.literal(definition.type),
    /** When it was written, by the device's clock, ms. */
    writtenAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    payload: definition.payload,
  });

/** Any command, as it comes over either door. */
export const commandSchema = /*#__PURE__*/ v.variant('type', [
  envelope(messageSend),
  envelope(cursorAdvance),
  envelope(conversationStart),
  envelope(messageEdit),
  envelope(messageUnsend),
  envelope(fileAnswer),
  envelope(conversationTake),
  envelope(conversationHandOver),
  envelope(conversationBringIn),
  envelope(conversationLeave),
  envelope(conversationClose),
  envelope(conversationReopen),
  envelope(conversationTag),
  envelope(conversationCategorise),
  envelope(conversationMute),
  envelope(conversationRate),
  envelope(callbackAsk),
  envelope(callbackCancel),
  envelope(callbackDone),
  envelope(noteAdd),
  envelope(consentGive),
  envelope(contactUpdate),
  envelope(contactTag),
  envelope(contactNote),
  envelope(contactRate),
  envelope(contactRemove),
  envelope(contactVisit),
  envelope(contactDescribe),
  envelope(taskAdd),
  envelope(taskChange),
  envelope(taskDone),
  envelope(visitorBlock),
  envelope(visitorUnblock),
  envelope(transcriptSend),
  envelope(operatorAdd),
  envelope(ROOM_COMMANDS['room.open']),
  envelope(ROOM_COMMANDS['room.say']),
  envelope(ROOM_COMMANDS['room.edit']),
  envelope(ROOM_COMMANDS['room.unsay']),
  envelope(ROOM_COMMANDS['room.rename']),
  envelope(ROOM_COMMANDS['room.add']),
  envelope(ROOM_COMMANDS['room.remove']),
  envelope(ROOM_COMMANDS['room.leave']),
]);

export type Command = v.InferOutput<typeof commandSchema>;
/** One of a conversation with a visitor, or of a contact. */
export type TalkCommand = Extract<Command, { readonly type: keyof typeof ENTRY_COMMANDS }>;
/** One of a room of colleagues. */
export type RoomCommand = Extract<Command, { readonly type: keyof typeof ROOM_COMMANDS }>;
/** A command whose acceptance is an entry; the only kind an outbox keeps. */
export type EntryCommand = TalkCommand | RoomCommand;
export type EntryVerb = EntryCommand['type'];

export const isRoomCommand = ({ type }: { readonly type: string }): boolean => type.startsWith('room.');
export const isTalkCommand = (command: EntryCommand): command is TalkCommand => !isRoomCommand(command);
export const isEntryCommand = (command: Command): command is EntryCommand =>
  command.type in ENTRY_COMMANDS || isRoomCommand(command);

/** What happens to a command of a conversation under these facts. Pure; the policy table is asked by the caller, before. */
export function decide(facts: Facts, command: TalkCommand, by: Pick<Circumstances, 'actor' | 'now'>): Decision {
  const circumstances: Circumstances = { ...by, id: command.id, writtenAt: command.writtenAt };
  switch (command.type) {
    case 'message.send':
      return messageSend.decide(facts, command.payload, circumstances);
    case 'conversation.start':
      return conversationStart.decide(facts, command.payload, circumstances);
    case 'message.edit':
      return messageEdit.decide(facts, command.payload, circumstances);
    case 'message.unsend':
      return messageUnsend.decide(facts, command.payload, circumstances);
    case 'file.answer':
      return fileAnswer.decide(facts, command.payload, circumstances);
    case 'conversation.take':
      return conversationTake.decide(facts, command.payload, circumstances);
    case 'conversation.hand-over':
      return conversationHandOver.decide(facts, command.payload, circumstances);
    case 'conversation.bring-in':
      return conversationBringIn.decide(facts, command.payload, circumstances);
    case 'conversation.leave':
      return conversationLeave.decide(facts, command.payload, circumstances);
    case 'conversation.tag':
      return conversationTag.decide(facts, command.payload, circumstances);
    case 'conversation.categorise':
      return conversationCategorise.decide(facts, command.payload, circumstances);
    case 'conversation.mute':
      return conversationMute.decide(facts, command.payload, circumstances);
    case 'conversation.rate':
      return conversationRate.decide(facts, command.payload, circumstances);
    case 'callback.ask':
      return callbackAsk.decide(facts, command.payload, circumstances);
    case 'callback.cancel':
      return callbackCancel.decide(facts, command.payload, circumstances);
    case 'callback.done':
      return callbackDone.decide(facts, command.payload, circumstances);
    case 'conversation.close':
      return conversationClose.decide(facts, command.payload, circumstances);
    case 'conversation.reopen':
      return conversationReopen.decide(facts, command.payload, circumstances);
    case 'note.add':
      return noteAdd.decide(facts, command.payload, circumstances);
    case 'consent.give':
      return consentGive.decide(facts, command.payload, circumstances);
    case 'contact.update':
      return contactUpdate.decide(facts, command.payload, circumstances);
    case 'contact.tag':
      return contactTag.decide(facts, command.payload, circumstances);
    case 'contact.note':
      return contactNote.decide(facts, command.payload, circumstances);
    case 'contact.rate':
      return contactRate.decide(facts, command.payload, circumstances);
    case 'contact.remove':
      return contactRemove.decide(facts, command.payload, circumstances);
    case 'contact.visit':
      return contactVisit.decide(facts, command.payload, circumstances);
    case 'contact.describe':
      return contactDescribe.decide(facts, command.payload, circumstances);
    case 'task.add':
      return taskAdd.decide(facts, command.payload, circumstances);
    case 'task.change':
      return taskChange.decide(facts, command.payload, circumstances);
    case 'task.done':
      return taskDone.decide(facts, command.payload, circumstances);
    case 'visitor.block':
      return visitorBlock.decide(facts, command.payload, circumstances);
    case 'visitor.unblock':
      return visitorUnblock.decide(facts, command.payload, circumstances);
    case 'transcript.send':
      return transcriptSend.decide(facts, command.payload, circumstances);
  }
}

/** The document whose entries a command extends. */
export function documentOf(command: TalkCommand, actor: Actor): DocumentName {
  switch (command.type) {
    case 'note.add':
    case 'conversation.tag':
    case 'conversation.categorise':
    case 'conversation.mute':
    case 'transcript.send':
    case 'consent.give':
      return deskDocument(command.payload.conversation);
    default:
      if ('conversation' in command.payload) return conversationDocument(command.payload.conversation);
      return contactDocument(command.payload.visitor ?? (actor.id as VisitorId));
  }
}

/**
 * The visitor to whom the thing belongs that a command touches, for `mayCommand`; null when there is no such thing.
 * `head` is the conversation's. Who starts a conversation, or tells of oneself, owns it.
 */
export function ownerOf(command: TalkCommand, head: Head | null, actor: Actor): string | null {
  if (!('conversation' in command.payload)) return command.payload.visitor ?? actor.id;
  if (head !== null) return head.visitor;
  return command.type === 'conversation.start' ? actor.id : null;
}
