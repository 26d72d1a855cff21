import type { Command } from '#schema/commands/command.ts';
import {
  draftDocument,
  INBOX_DOCUMENT,
  operatorDocument,
  ownDraftDocument,
  roomDocument,
  roomsDocument,
  TEAM_DOCUMENT,
  TEMPLATES_DOCUMENT,
  type DocumentKind,
} from '#schema/docs/document-name.ts';
import { isStaffKind } from '#schema/docs/staff-document.ts';
import { mayCommand, mayRead, mayReadRoom, READ_POLICY, type RoomVerb, type Verb } from '#schema/policy/policy.ts';
import { roomIdOf, type RoomId } from '#schema/room/room-id.ts';
import type { Actor } from '#schema/words.ts';
import { visitorIdOf } from '#sync-server/identity/visitor-token.ts';
import {
  hire,
  mustPost,
  newCommand,
  newConversationId,
  newVisitor,
  signIn,
  type Caller,
  type Staff,
} from '../support/people.ts';
import { sendFile } from '../support/send-file.ts';
import { playScene, type Scene } from '../support/scene.ts';
import type { ServerProcess } from '../support/server-process.ts';

/** Everybody who may stand at a door. `visitor` owns the conversation it is about; `stranger` is another visitor. */
export const ROLES = ['visitor', 'stranger', 'observer', 'operator', 'admin', 'owner'] as const;
export type RoleAtDoor = (typeof ROLES)[number];

export interface Cast {
  readonly server: ServerProcess;
  readonly staff: { readonly [Role in 'observer' | 'operator' | 'admin' | 'owner']: Staff };
  /** A colleague to whom conversations are handed. */
  readonly colleague: Staff;
  /** Of the operator and the colleague. */
  readonly room: RoomId;
}

export async function hireCast(server: ServerProcess): Promise<Cast> {
  const owner = await signIn(server);
  const observer = await hire(server, owner, 'observer', 'Otto');
  const operator = await hire(server, owner, 'operator', 'Petra');
  const admin = await hire(server, owner, 'admin', 'Ada');
  const colleague = await hire(server, owner, 'operator', 'Carl');
  const room = await openRoom(server, operator, [colleague]);
  return { server, staff: { observer, operator, admin, owner }, colleague, room };
}

/** A room with a name, opened by the first. */
async function openRoom(server: ServerProcess, by: Staff, others: readonly Staff[]): Promise<RoomId> {
  const conversation = roomIdOf(newConversationId());
  const people = others.map(({ id }) => id);
  await mustPost(server, by, newCommand('room.open', { conversation, name: 'Team', people }));
  return conversation;
}

/** One role before one scene, which nobody else has touched. */
export interface Visit {
  readonly role: RoleAtDoor;
  readonly caller: Caller;
  readonly actor: Actor;
  readonly scene: Scene;
  /** To whom the scene belongs. */
  readonly ownedBy: string;
}

export async function visit({ server, staff }: Cast, role: RoleAtDoor): Promise<Visit> {
  const scene = await playScene(server);
  const ownedBy = visitorIdOf(scene.visitor.token);
  if (role === 'visitor' || role === 'stranger') {
    const caller = role === 'visitor' ? scene.visitor : newVisitor();
    return { role, caller, actor: { kind: 'visitor', id: visitorIdOf(caller.token), name: '' }, scene, ownedBy };
  }
  const { id, name } = staff[role];
  return { role, caller: staff[role], actor: { kind: 'operator', id, name, role }, scene, ownedBy };
}

let addresses = 0;
const TASK = { title: 'call', due: null, remindAt: null };

/** A command of this verb that nothing but the policy table stands against, after what must go before it. */
export async function commandFor(cast: Cast, { caller, actor, scene, ownedBy }: Visit, verb: Verb): Promise<Command> {
  const { server, staff, colleague } = cast;
  const { conversation, visitor } = scene;
  const may = mayCommand(actor, verb, ownedBy);
  const answers = async (): Promise<void> => {
    if (may && actor.kind === 'operator')
      await mustPost(server, caller, newCommand('conversation.take', { conversation }));
  };
  const said = async () => {
    const message = newCommand('message.send', { conversation, text: 'words', lastSeen: 0 });
    await mustPost(server, may ? caller : visitor, message);
    return message.id;
  };
  switch (verb) {
    case 'conversation.start':
      return newCommand(verb, { conversation, site: 'shop' });
    case 'message.send':
      await answers();
      return newCommand(verb, { conversation, text: 'words', lastSeen: 0 });
    case 'message.edit':
      await answers();
      return newCommand(verb, { conversation, message: await said(), text: 'other words' });
    case 'message.unsend':
      await answers();
      return newCommand(verb, { conversation, message: await said() });
    case 'file.answer':
      return newCommand(verb, { conversation, message: await sendFile(server, visitor, conversation), yes: true });
    case 'conversation.take':
    case 'conversation.leave':
    case 'conversation.close':
      return newCommand(verb, { conversation });
    case 'conversation.reopen':
      await mustPost(server, staff.admin, newCommand('conversation.close', { conversation }));
      return newCommand(verb, { conversation });
    case 'conversation.hand-over':
      return newCommand(verb, { conversation, to: colleague.id });
    case 'conversation.bring-in':
      await answers();
      return newCommand(verb, { conversation, person: colleague.id });
    case 'conversation.tag':
      return newCommand(verb, { conversation, tag: 'refund', on: true });
    case 'conversation.categorise':
      return newCommand(verb, { conversation, category: 'lead' });
    case 'conversation.mute':
      return newCommand(verb, { conversation, on: true });
    case 'conversation.rate':
      return newCommand(verb, { conversation, score: 5, comment: 'thanks' });
    case 'callback.ask':
      return newCommand(verb, { conversation, phone: '+48 600 100 200', when: null });
    case 'callback.cancel':
    case 'callback.done': {
      const ask = newCommand('callback.ask', { conversation, phone: '+48 600 100 200', when: null });
      await mustPost(server, visitor, ask);
      if (verb === 'callback.cancel') return newCommand(verb, { conversation });
      return newCommand(verb, { conversation, callback: ask.id, done: true });
    }
    case 'cursor.advance':
      return newCommand(verb, { conversation, delivered: 1, seen: 1 });
    case 'note.add':
      return newCommand(verb, { conversation, text: 'a note' });
    case 'consent.give':
      return newCommand(verb, { conversation, on: true });
    case 'contact.update':
      return newCommand(verb, { visitor: visitorIdOf(visitor.token), name: 'Vera' });
    case 'contact.tag':
      return newCommand(verb, { visitor: visitorIdOf(visitor.token), tag: 'VIP', on: true });
    case 'contact.note':
      return newCommand(verb, { visitor: visitorIdOf(visitor.token), text: 'pays by invoice' });
    case 'contact.rate':
      return newCommand(verb, { visitor: visitorIdOf(visitor.token), score: 7 });
    case 'contact.remove':
      return newCommand(verb, {
        visitor: visitorIdOf(visitor.token),
        item: newCommand('note.add', { conversation, text: '' }).id,
        gone: true,
      });
    case 'contact.describe':
      return newCommand(verb, { visitor: visitorIdOf(visitor.token), attributes: { plan: 'Pro' } });
    case 'contact.visit':
      return newCommand(verb, { visitor: visitorIdOf(visitor.token), visit: 1, page: 'https://shop.example/' });
    case 'task.add':
      return newCommand(verb, { visitor: visitorIdOf(visitor.token), ...TASK, assignee: colleague.id });
    case 'task.change':
    case 'task.done': {
      const fields = { visitor: visitorIdOf(visitor.token), ...TASK, assignee: colleague.id };
      const add = newCommand('task.add', fields);
      const { id: task } = add;
      // Only a task of this contact is changed.
      if (may && verb === 'task.change') await mustPost(server, caller, add);
      if (verb === 'task.change') return newCommand(verb, { ...fields, task });
      return newCommand(verb, { visitor: fields.visitor, task, done: true });
    }
    // Somebody else: this one goes on writing.
    case 'visitor.block':
      return newCommand(verb, { visitor: visitorIdOf(newVisitor().token), scope: 'visitor', until: null });
    case 'visitor.unblock':
      return newCommand(verb, { visitor: visitorIdOf(newVisitor().token), scope: 'visitor' });
    case 'transcript.send':
      return newCommand(verb, { conversation });
    case 'operator.add':
      addresses += 1;
      return newCommand(verb, {
        email: `new-${addresses}@holdline.test`,
        name: 'New',
        role: 'operator',
        password: 'a long enough password',
      });
  }
}

/** A command of this verb for a fresh room of the operator and the colleague, with words of the operator in it. */
export async function roomCommandFor(
  { server, staff, colleague }: Cast,
  verb: RoomVerb,
): Promise<{ readonly command: Command; readonly members: readonly { readonly id: string }[] }> {
  const { operator, admin } = staff;
  const conversation = await openRoom(server, operator, [colleague]);
  const words = newCommand('room.say', { conversation, text: 'among us' });
  await mustPost(server, operator, words);
  const command = ((): Command => {
    switch (verb) {
      case 'room.open':
        return newCommand(verb, { conversation: roomIdOf(newConversationId()), name: 'Another', people: [] });
      case 'room.say':
        return newCommand(verb, { conversation, text: 'words' });
      case 'room.edit':
        return newCommand(verb, { conversation, message: words.id, text: 'other words' });
      case 'room.unsay':
        return newCommand(verb, { conversation, message: words.id });
      case 'room.rename':
        return newCommand(verb, { conversation, name: 'Ours' });
      case 'room.add':
        return newCommand(verb, { conversation, people: [admin.id] });
      case 'room.remove':
        return newCommand(verb, { conversation, person: colleague.id });
      case 'room.leave':
        return newCommand(verb, { conversation });
    }
  })();
  return { command, members: [operator, colleague] };
}

export const DOCUMENT_KINDS = Object.keys(READ_POLICY) as DocumentKind[];

/** What is one person's own is Petra's, the operator's. */
export const documentFor = (kind: DocumentKind, scene: Scene, { staff, room }: Cast): string =>
  ({
    conversation: scene.document,
    desk: scene.desk,
    contact: scene.contact,
    inbox: INBOX_DOCUMENT,
    team: TEAM_DOCUMENT,
    templates: TEMPLATES_DOCUMENT,
    operator: operatorDocument(staff.operator.id),
    draft: draftDocument(scene.conversation),
    'own-draft': ownDraftDocument(scene.conversation, staff.operator.id),
    room: roomDocument(room),
    rooms: roomsDocument(staff.operator.id),
  })[kind];

export const mayReadHere = (kind: DocumentKind, { actor, ownedBy }: Visit, { staff, colleague }: Cast): boolean =>
  kind === 'room'
    ? mayReadRoom(actor, [staff.operator, colleague])
    : mayRead(actor, kind, isStaffKind(kind) || kind === 'rooms' ? staff.operator.id : ownedBy);
