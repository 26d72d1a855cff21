import { describe, expect, test } from 'vitest';
import { ADA, ANNA, BORIS, OLGA, OSKAR, STRANGER, VISITOR } from '../commands/decide.fixtures.ts';
import type { Actor } from '../words.ts';
import {
  mayCall,
  mayCommand,
  mayInRoom,
  mayRead,
  mayReadRoom,
  mayFile,
  maySign,
  maySignInRoom,
  mayWrite,
  READ_POLICY,
  ROOM_VERBS,
  ROUTE_POLICY,
  FILE_POLICY,
  ROOM_SIGN_POLICY,
  SIGN_POLICY,
  VERBS,
  WRITE_POLICY,
} from './policy.ts';

/** One row a role; the visitor owns the thing, the stranger is another visitor. */
const ACTORS = {
  visitor: VISITOR,
  stranger: STRANGER,
  observer: OLGA,
  operator: ANNA,
  admin: ADA,
  owner: OSKAR,
} as const;

const keys = <Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] => Object.keys(table) as Key[];

/** `name: who may`, the whole table in words. */
const table = <Row extends string>(rows: readonly Row[], may: (actor: Actor, row: Row) => boolean): readonly string[] =>
  rows.map(
    (row) =>
      `${row}: ${keys(ACTORS)
        .filter((role) => may(ACTORS[role], row))
        .join(' ')}`,
  );

describe('the one table of who may do what', () => {
  test('POL1 POL2 POL3 commands', () => {
    expect(table(VERBS, (actor, verb) => mayCommand(actor, verb, VISITOR.id))).toEqual([
      'conversation.start: visitor',
      'message.send: visitor operator admin owner',
      'message.edit: visitor operator admin owner',
      'message.unsend: visitor operator admin owner',
      'file.answer: operator admin owner',
      'conversation.take: operator admin owner',
      'conversation.hand-over: observer operator admin owner',
      'conversation.bring-in: operator admin owner',
      'conversation.leave: operator admin owner',
      'conversation.close: operator admin owner',
      'conversation.reopen: operator admin owner',
      'conversation.tag: operator admin owner',
      'conversation.categorise: operator admin owner',
      'conversation.mute: operator admin owner',
      'conversation.rate: visitor',
      'callback.ask: visitor',
      'callback.cancel: visitor',
      'callback.done: operator admin owner',
      'cursor.advance: visitor operator admin owner',
      'note.add: operator admin owner',
      'consent.give: visitor',
      'contact.update: visitor operator admin owner',
      'contact.tag: operator admin owner',
      'contact.note: operator admin owner',
      'contact.rate: operator admin owner',
      'contact.remove: operator admin owner',
      'contact.visit: visitor',
      'contact.describe: visitor',
      'task.add: operator admin owner',
      'task.change: operator admin owner',
      'task.done: operator admin owner',
      'visitor.block: operator admin owner',
      'visitor.unblock: operator admin owner',
      'transcript.send: visitor',
      'operator.add: admin owner',
    ]);
  });

  test('POL1 POL2 POL3 documents', () => {
    expect(table(keys(READ_POLICY), (actor, kind) => mayRead(actor, kind, VISITOR.id))).toEqual([
      'conversation: visitor observer operator admin owner',
      'desk: observer operator admin owner',
      'contact: observer operator admin owner',
      'inbox: observer operator admin owner',
      'team: observer operator admin owner',
      'operator: ',
      'templates: observer operator admin owner',
      'draft: observer operator admin owner',
      'own-draft: ',
      'room: ',
      'rooms: ',
    ]);
  });

  test('POL1 POL3 STAFF2 documents that staff write', () => {
    expect(table(keys(WRITE_POLICY), (actor, kind) => mayWrite(actor, kind, VISITOR.id))).toEqual([
      'conversation: ',
      'desk: ',
      'contact: ',
      'inbox: ',
      'team: ',
      'operator: ',
      'templates: operator admin owner',
      'draft: operator admin owner',
      'own-draft: ',
      'room: ',
      'rooms: ',
    ]);
  });

  test('POL1 ROOM2 in a room, whoever is in it, whatever their role; nobody else but for opening one, and no visitor ever', () => {
    const inside = Object.values(ACTORS);
    expect(table(ROOM_VERBS, (actor, verb) => mayInRoom(actor, verb, inside))).toEqual(
      ROOM_VERBS.map((verb) => `${verb}: observer operator admin owner`),
    );
    for (const members of [[STRANGER, ANNA], [], null]) {
      const others = { ...ACTORS, operator: BORIS };
      for (const actor of Object.values(others)) {
        const may = ROOM_VERBS.filter((verb) => mayInRoom(actor, verb, members));
        expect(may).toEqual(actor.kind === 'operator' ? ['room.open'] : []);
        expect(mayReadRoom(actor, members)).toBe(false);
      }
    }
    expect(inside.filter((actor) => mayReadRoom(actor, inside))).toEqual([OLGA, ANNA, ADA, OSKAR]);
  });

  test('POL1 POL2 STAFF2 what is a person’s own is read and written by that person alone', () => {
    for (const kind of ['operator', 'own-draft', 'rooms'] as const) {
      for (const owner of [OLGA, ANNA, ADA, OSKAR]) {
        const whoever = Object.values(ACTORS);
        expect(whoever.filter((actor) => mayRead(actor, kind, owner.id))).toEqual([owner]);
        expect(whoever.filter((actor) => mayWrite(actor, kind, owner.id))).toEqual(
          owner === OLGA || kind === 'rooms' ? [] : [owner],
        );
      }
      // A visitor whose id is that of a person would still be a visitor.
      expect(mayRead({ ...VISITOR, id: ANNA.id } as unknown as Actor, kind, ANNA.id)).toBe(false);
    }
  });

  test('POL1 POL2 LOOK1 PREVIEW1 signs that are kept nowhere', () => {
    expect(table(keys(SIGN_POLICY), (actor, sign) => maySign(actor, sign, VISITOR.id))).toEqual([
      'give typing: visitor operator admin owner',
      'hear typing: visitor observer operator admin owner',
      'give preview: visitor',
      'hear preview: observer operator admin owner',
      'give look: observer operator admin owner',
      'hear look: observer operator admin owner',
      'give visit: visitor',
      'hear visit: observer operator admin owner',
    ]);
  });

  test('POL1 ROOM2 ROOM10 signs in a room are given and heard by who is in it, whatever the role', () => {
    const inside = [OLGA, ANNA, ADA, OSKAR];
    for (const sign of keys(ROOM_SIGN_POLICY)) {
      expect(Object.values(ACTORS).filter((actor) => maySignInRoom(actor, sign, inside))).toEqual(inside);
      expect(Object.values(ACTORS).filter((actor) => maySignInRoom(actor, sign, [ANNA]))).toEqual([ANNA]);
      expect(Object.values(ACTORS).filter((actor) => maySignInRoom(actor, sign, null))).toEqual([]);
    }
  });

  test('POL1 POL2 FILE5 files', () => {
    expect(table(keys(FILE_POLICY), (actor, what) => mayFile(actor, what, VISITOR.id))).toEqual([
      'put file: visitor operator admin owner',
      'get file: visitor observer operator admin owner',
    ]);
    for (const what of keys(FILE_POLICY)) expect(mayFile(STRANGER, what, VISITOR.id)).toBe(false);
  });

  test('POL1 routes', () => {
    expect(table(keys(ROUTE_POLICY), mayCall)).toEqual([
      'GET /api/session: observer operator admin owner',
      'GET /api/people: observer operator admin owner',
      'POST /api/history: observer operator admin owner',
      'GET /api/workspace: admin owner',
      'PUT /api/workspace: admin owner',
      'GET /api/lists: observer operator admin owner',
      'POST /api/lists/:list: admin owner',
      'PUT /api/lists/:list/order: admin owner',
      'PATCH /api/lists/:list/:item: admin owner',
      'DELETE /api/lists/:list/:item: admin owner',
      'POST /api/lists/:list/:item/restore: admin owner',
      'GET /api/schedule: observer operator admin owner',
      'PUT /api/photo: observer operator admin owner',
      'DELETE /api/photo: observer operator admin owner',
      'GET /api/call-times: visitor stranger observer operator admin owner',
      'PATCH /api/schedule: admin owner',
      'GET /api/sites: admin owner',
      'POST /api/sites: admin owner',
      'POST /api/avatars: admin owner',
      'PATCH /api/sites/:site: admin owner',
      'GET /api/sites/:site/seen: admin owner',
      'GET /api/blocks: admin owner',
      'POST /api/blocks: admin owner',
      'POST /api/blocks/effect: admin owner',
      'DELETE /api/blocks/:block: admin owner',
      'GET /api/operation: admin owner',
      'POST /api/operation/backup: admin owner',
      'POST /api/operation/doctor: admin owner',
      'GET /api/wordings/:conversation/:message: admin owner',
      'GET /api/notifications: operator admin owner',
      'PUT /api/notifications/subscription: operator admin owner',
      'POST /api/notifications/unsubscribe: operator admin owner',
      'POST /api/notifications/test: operator admin owner',
      'POST /api/identify: visitor stranger',
      'POST /api/sign-out: visitor stranger',
      'GET /api/own-data: visitor stranger',
      'POST /api/own-data/code: visitor stranger',
      'POST /api/own-data/confirm: visitor stranger',
      'POST /api/own-data/erase: visitor stranger',
      'GET /api/sites/:site/secrets: admin owner',
      'POST /api/sites/:site/secrets: admin owner',
      'DELETE /api/sites/:site/secrets/:number: admin owner',
      'POST /api/letters/open: visitor stranger',
      'POST /api/letters/onward: visitor stranger',
      'POST /api/letters/arrive: visitor stranger',
      'GET /api/mail: admin owner',
      'PUT /api/mail: admin owner',
      'POST /api/mail/test: admin owner',
      'POST /api/visitors/:visitor/invitation: operator admin owner',
      'DELETE /api/contacts/:visitor: admin owner',
    ]);
  });

  test('POL2 a visitor may do nothing with what belongs to nobody, and an operator with the same id is no visitor', () => {
    expect(table(VERBS, (actor, verb) => actor.kind === 'visitor' && mayCommand(actor, verb, null))).toEqual(
      VERBS.map((verb) => `${verb}: `),
    );
    expect(mayRead(VISITOR, 'conversation', null)).toBe(false);
    expect(mayCommand({ ...OLGA, id: VISITOR.id } as Actor, 'message.send', VISITOR.id)).toBe(false);
  });
});
