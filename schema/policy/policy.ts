import { roleOf, type Actor, type Role } from '../words.ts';
import type { DocumentKind } from '../docs/document-name.ts';

export const VERBS = [
  'conversation.start',
  'message.send',
  'message.edit',
  'message.unsend',
  'file.answer',
  'conversation.take',
  'conversation.hand-over',
  'conversation.bring-in',
  'conversation.leave',
  'conversation.close',
  'conversation.reopen',
  'conversation.tag',
  'conversation.categorise',
  'conversation.mute',
  'conversation.rate',
  'callback.ask',
  'callback.cancel',
  'callback.done',
  'cursor.advance',
  'note.add',
  'consent.give',
  'contact.update',
  'contact.tag',
  'contact.note',
  'contact.rate',
  'contact.remove',
  'contact.visit',
  'contact.describe',
  'task.add',
  'task.change',
  'task.done',
  'visitor.block',
  'visitor.unblock',
  'transcript.send',
  'operator.add',
] as const;
/** What a command does. */
export type Verb = (typeof VERBS)[number];

/**
 * What a command does in a room of colleagues. Apart from the others, because these are granted by membership, and a visitor's
 * device has no use for them.
 */
export const ROOM_VERBS = [
  'room.open',
  'room.say',
  'room.edit',
  'room.unsay',
  'room.rename',
  'room.add',
  'room.remove',
  'room.leave',
] as const;
export type RoomVerb = (typeof ROOM_VERBS)[number];

/** What only the server itself does: no door takes it from anybody, whatever the role. */
export const SYSTEM_VERBS = [
  'conversation.offer-on',
  'conversation.mailed',
  'conversation.move',
  'contact.merge',
  'contact.verify',
] as const;

/**
 * `own`: only what belongs to this visitor: its conversation and contact. `self`: only what belongs to this person of staff.
 * `member`: only in a room that this person of staff is in.
 */
export type Grant = 'any' | 'own' | 'self' | 'member' | 'never';
type Row = { readonly [R in Role]: Grant };

const row = (visitor: Grant, observer: Grant, operator: Grant, admin: Grant, owner: Grant): Row => ({
  visitor,
  observer,
  operator,
  admin,
  owner,
});

/** Who may give which command. An observer reads everything and writes nothing but hand-overs. */
export const COMMAND_POLICY: { readonly [V in Verb]: Row } = {
  //                              visitor  observer operator admin   owner
  'conversation.start': /*   */ row('own', 'never', 'never', 'never', 'never'),
  'message.send': /*         */ row('own', 'never', 'any', 'any', 'any'),
  'message.edit': /*         */ row('own', 'never', 'any', 'any', 'any'),
  'message.unsend': /*       */ row('own', 'never', 'any', 'any', 'any'),
  'file.answer': /*          */ row('never', 'never', 'any', 'any', 'any'),
  'conversation.take': /*    */ row('never', 'never', 'any', 'any', 'any'),
  'conversation.hand-over': /**/ row('never', 'any', 'any', 'any', 'any'),
  'conversation.bring-in': /* */ row('never', 'never', 'any', 'any', 'any'),
  'conversation.leave': /*   */ row('never', 'never', 'any', 'any', 'any'),
  'conversation.close': /*   */ row('never', 'never', 'any', 'any', 'any'),
  'conversation.reopen': /*  */ row('never', 'never', 'any', 'any', 'any'),
  'conversation.tag': /*     */ row('never', 'never', 'any', 'any', 'any'),
  'conversation.categorise': row('never', 'never', 'any', 'any', 'any'),
  'conversation.mute': /*    */ row('never', 'never', 'any', 'any', 'any'),
  'conversation.rate': /*    */ row('own', 'never', 'never', 'never', 'never'),
  'callback.ask': /*         */ row('own', 'never', 'never', 'never', 'never'),
  'callback.cancel': /*      */ row('own', 'never', 'never', 'never', 'never'),
  'callback.done': /*        */ row('never', 'never', 'any', 'any', 'any'),
  'cursor.advance': /*       */ row('own', 'never', 'any', 'any', 'any'),
  'note.add': /*             */ row('never', 'never', 'any', 'any', 'any'),
  'consent.give': /*         */ row('own', 'never', 'never', 'never', 'never'),
  'contact.update': /*       */ row('own', 'never', 'any', 'any', 'any'),
  'contact.tag': /*          */ row('never', 'never', 'any', 'any', 'any'),
  'contact.note': /*         */ row('never', 'never', 'any', 'any', 'any'),
  'contact.rate': /*         */ row('never', 'never', 'any', 'any', 'any'),
  'contact.remove': /*       */ row('never', 'never', 'any', 'any', 'any'),
  'contact.visit': /*        */ row('own', 'never', 'never', 'never', 'never'),
  'contact.describe': /*     */ row('own', 'never', 'never', 'never', 'never'),
  'task.add': /*             */ row('never', 'never', 'any', 'any', 'any'),
  'task.change': /*          */ row('never', 'never', 'any', 'any', 'any'),
  'task.done': /*            */ row('never', 'never', 'any', 'any', 'any'),
  'visitor.block': /*        */ row('never', 'never', 'any', 'any', 'any'),
  'visitor.unblock': /*      */ row('never', 'never', 'any', 'any', 'any'),
  'transcript.send': /*      */ row('own', 'never', 'never', 'never', 'never'),
  'operator.add': /*         */ row('never', 'never', 'never', 'any', 'any'),
};

/** Who may give which command in a room (docs/decisions/rooms.md): there an observer is one among colleagues. */
export const ROOM_POLICY: { readonly [V in RoomVerb]: Row } = {
  //                visitor  observer operator admin   owner
  'room.open': /* */ row('never', 'any', 'any', 'any', 'any'),
  'room.say': /*  */ row('never', 'member', 'member', 'member', 'member'),
  'room.edit': /* */ row('never', 'member', 'member', 'member', 'member'),
  'room.unsay': /**/ row('never', 'member', 'member', 'member', 'member'),
  'room.rename': row('never', 'member', 'member', 'member', 'member'),
  'room.add': /*  */ row('never', 'member', 'member', 'member', 'member'),
  'room.remove': row('never', 'member', 'member', 'member', 'member'),
  'room.leave': /**/ row('never', 'member', 'member', 'member', 'member'),
};

/** Who may read which kind of document. */
export const READ_POLICY: { readonly [K in DocumentKind]: Row } = {
  conversation: row('own', 'any', 'any', 'any', 'any'),
  desk: row('never', 'any', 'any', 'any', 'any'),
  contact: row('never', 'any', 'any', 'any', 'any'),
  inbox: row('never', 'any', 'any', 'any', 'any'),
  team: row('never', 'any', 'any', 'any', 'any'),
  operator: row('never', 'self', 'self', 'self', 'self'),
  templates: row('never', 'any', 'any', 'any', 'any'),
  draft: row('never', 'any', 'any', 'any', 'any'),
  'own-draft': row('never', 'self', 'self', 'self', 'self'),
  room: row('never', 'member', 'member', 'member', 'member'),
  rooms: row('never', 'self', 'self', 'self', 'self'),
};

const NOBODY = row('never', 'never', 'never', 'never', 'never');

/** Who may write Yjs updates into which kind of document. What the server alone writes, nobody may. */
export const WRITE_POLICY: { readonly [K in DocumentKind]: Row } = {
  conversation: NOBODY,
  desk: NOBODY,
  contact: NOBODY,
  inbox: NOBODY,
  team: NOBODY,
  operator: row('never', 'never', 'self', 'self', 'self'),
  templates: row('never', 'never', 'any', 'any', 'any'),
  draft: row('never', 'never', 'any', 'any', 'any'),
  'own-draft': row('never', 'never', 'self', 'self', 'self'),
  room: NOBODY,
  rooms: NOBODY,
};

/**
 * Signs of people that are kept nowhere: who may give one, and who is told of those of others. `preview`: the words that somebody
 * has not sent yet; `look`: that somebody has a conversation open.
 */
export const SIGN_POLICY = {
  'give typing': row('own', 'never', 'any', 'any', 'any'),
  'hear typing': row('own', 'any', 'any', 'any', 'any'),
  'give preview': row('own', 'never', 'never', 'never', 'never'),
  'hear preview': row('never', 'any', 'any', 'any', 'any'),
  'give look': row('never', 'any', 'any', 'any', 'any'),
  'hear look': row('never', 'any', 'any', 'any', 'any'),
  /** Being on the site, where its owner has turned tracking on, and seeing who is. */
  'give visit': row('own', 'never', 'never', 'never', 'never'),
  'hear visit': row('never', 'any', 'any', 'any', 'any'),
} as const satisfies { readonly [sign: string]: Row };

/** Signs among those who are in a room of colleagues. */
export const ROOM_SIGN_POLICY = {
  'give typing': row('never', 'member', 'member', 'member', 'member'),
  'hear typing': row('never', 'member', 'member', 'member', 'member'),
} as const satisfies { readonly [sign: string]: Row };

/**
 * Files: who may put one into a conversation, and who may have one out of it. A visitor's that was not accepted nobody has out,
 * whatever the role.
 */
export const FILE_POLICY = {
  'put file': row('own', 'never', 'any', 'any', 'any'),
  'get file': row('own', 'any', 'any', 'any', 'any'),
} as const satisfies { readonly [what: string]: Row };

/** Who may call which HTTP route beyond sign-in and commands; `METHOD path` as in the contract. */
export const ROUTE_POLICY = {
  'GET /api/session': row('never', 'any', 'any', 'any', 'any'),
  'GET /api/people': row('never', 'any', 'any', 'any', 'any'),
  'POST /api/history': row('never', 'any', 'any', 'any', 'any'),
  'GET /api/workspace': row('never', 'never', 'never', 'any', 'any'),
  'PUT /api/workspace': row('never', 'never', 'never', 'any', 'any'),
  'GET /api/lists': row('never', 'any', 'any', 'any', 'any'),
  'POST /api/lists/:list': row('never', 'never', 'never', 'any', 'any'),
  'PUT /api/lists/:list/order': row('never', 'never', 'never', 'any', 'any'),
  'PATCH /api/lists/:list/:item': row('never', 'never', 'never', 'any', 'any'),
  'DELETE /api/lists/:list/:item': row('never', 'never', 'never', 'any', 'any'),
  'POST /api/lists/:list/:item/restore': row('never', 'never', 'never', 'any', 'any'),
  'GET /api/schedule': row('never', 'any', 'any', 'any', 'any'),
  'PUT /api/photo': row('never', 'any', 'any', 'any', 'any'),
  'DELETE /api/photo': row('never', 'any', 'any', 'any', 'any'),
  'GET /api/call-times': row('any', 'any', 'any', 'any', 'any'),
  'PATCH /api/schedule': row('never', 'never', 'never', 'any', 'any'),
  'GET /api/sites': row('never', 'never', 'never', 'any', 'any'),
  'POST /api/sites': row('never', 'never', 'never', 'any', 'any'),
  'POST /api/avatars': row('never', 'never', 'never', 'any', 'any'),
  'PATCH /api/sites/:site': row('never', 'never', 'never', 'any', 'any'),
  'GET /api/sites/:site/seen': row('never', 'never', 'never', 'any', 'any'),
  'GET /api/blocks': row('never', 'never', 'never', 'any', 'any'),
  'POST /api/blocks': row('never', 'never', 'never', 'any', 'any'),
  'POST /api/blocks/effect': row('never', 'never', 'never', 'any', 'any'),
  'DELETE /api/blocks/:block': row('never', 'never', 'never', 'any', 'any'),
  'GET /api/operation': row('never', 'never', 'never', 'any', 'any'),
  'POST /api/operation/backup': row('never', 'never', 'never', 'any', 'any'),
  'POST /api/operation/doctor': row('never', 'never', 'never', 'any', 'any'),
  'GET /api/wordings/:conversation/:message': row('never', 'never', 'never', 'any', 'any'),
  'GET /api/notifications': row('never', 'never', 'any', 'any', 'any'),
  'PUT /api/notifications/subscription': row('never', 'never', 'any', 'any', 'any'),
  'POST /api/notifications/unsubscribe': row('never', 'never', 'any', 'any', 'any'),
  'POST /api/notifications/test': row('never', 'never', 'any', 'any', 'any'),
  // With the token of the visitor's own device, and nothing else.
  'POST /api/identify': row('any', 'never', 'never', 'never', 'never'),
  'POST /api/sign-out': row('any', 'never', 'never', 'never', 'never'),
  'GET /api/own-data': row('any', 'never', 'never', 'never', 'never'),
  'POST /api/own-data/code': row('any', 'never', 'never', 'never', 'never'),
  'POST /api/own-data/confirm': row('any', 'never', 'never', 'never', 'never'),
  'POST /api/own-data/erase': row('any', 'never', 'never', 'never', 'never'),
  'GET /api/sites/:site/secrets': row('never', 'never', 'never', 'any', 'any'),
  'POST /api/sites/:site/secrets': row('never', 'never', 'never', 'any', 'any'),
  'DELETE /api/sites/:site/secrets/:number': row('never', 'never', 'never', 'any', 'any'),
  // The same, from the page that a letter leads to.
  'POST /api/letters/open': row('any', 'never', 'never', 'never', 'never'),
  'POST /api/letters/onward': row('any', 'never', 'never', 'never', 'never'),
  'POST /api/letters/arrive': row('any', 'never', 'never', 'never', 'never'),
  'GET /api/mail': row('never', 'never', 'never', 'any', 'any'),
  'PUT /api/mail': row('never', 'never', 'never', 'any', 'any'),
  'POST /api/mail/test': row('never', 'never', 'never', 'any', 'any'),
  'POST /api/visitors/:visitor/invitation': row('never', 'never', 'any', 'any', 'any'),
  'DELETE /api/contacts/:visitor': row('never', 'never', 'never', 'any', 'any'),
} as const satisfies { readonly [route: string]: Row };

/** Whom a thing belongs to; null while nobody owns it yet (a conversation that is just being started). */
const allows = (grant: Grant, actor: Actor, ownedBy: string | null): boolean =>
  grant === 'any' ||
  (grant === 'own' && actor.kind === 'visitor' && ownedBy === actor.id) ||
  (grant === 'self' && actor.kind === 'operator' && ownedBy === actor.id);

export const mayCommand = (actor: Actor, verb: Verb, ownedBy: string | null): boolean =>
  allows(COMMAND_POLICY[verb][roleOf(actor)], actor, ownedBy);

const allowsMember = (grant: Grant, actor: Actor, members: readonly { readonly id: string }[] | null): boolean =>
  actor.kind === 'operator' &&
  (grant === 'any' || (grant === 'member' && members !== null && members.some(({ id }) => id === actor.id)));

/** `members`: of the room; null when there is none. */
export const mayInRoom = (actor: Actor, verb: RoomVerb, members: readonly { readonly id: string }[] | null): boolean =>
  allowsMember(ROOM_POLICY[verb][roleOf(actor)], actor, members);

export const mayReadRoom = (actor: Actor, members: readonly { readonly id: string }[] | null): boolean =>
  allowsMember(READ_POLICY.room[roleOf(actor)], actor, members);

export const mayRead = (actor: Actor, kind: DocumentKind, ownedBy: string | null): boolean =>
  allows(READ_POLICY[kind][roleOf(actor)], actor, ownedBy);

export const mayWrite = (actor: Actor, kind: DocumentKind, ownedBy: string | null): boolean =>
  allows(WRITE_POLICY[kind][roleOf(actor)], actor, ownedBy);

/** `ownedBy`: the visitor whose conversation it is about. */
export const maySign = (actor: Actor, sign: keyof typeof SIGN_POLICY, ownedBy: string | null): boolean =>
  allows(SIGN_POLICY[sign][roleOf(actor)], actor, ownedBy);

export const maySignInRoom = (
  actor: Actor,
  sign: keyof typeof ROOM_SIGN_POLICY,
  members: readonly { readonly id: string }[] | null,
): boolean => allowsMember(ROOM_SIGN_POLICY[sign][roleOf(actor)], actor, members);

/** `ownedBy`: the visitor whose conversation it is. */
export const mayFile = (actor: Actor, what: keyof typeof FILE_POLICY, ownedBy: string | null): boolean =>
  allows(FILE_POLICY[what][roleOf(actor)], actor, ownedBy);

export const mayCall = (actor: Actor, route: keyof typeof ROUTE_POLICY): boolean =>
  allows(ROUTE_POLICY[route][roleOf(actor)], actor, null);
