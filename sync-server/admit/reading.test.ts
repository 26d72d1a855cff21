import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Command } from '#schema/commands/command.ts';
import {
  contactDocument,
  conversationDocument,
  deskDocument,
  draftDocument,
  INBOX_DOCUMENT,
  operatorDocument,
  ownDraftDocument,
  roomDocument,
  roomsDocument,
  TEAM_DOCUMENT,
  TEMPLATES_DOCUMENT,
} from '#schema/docs/document-name.ts';
import { isStaffKind } from '#schema/docs/staff-document.ts';
import type { OperatorId } from '#schema/ids.ts';
import { roomIdOf } from '#schema/room/room-id.ts';
import { COMMAND_POLICY, READ_POLICY, VERBS, type Verb } from '#schema/policy/policy.ts';
import { connect, newConversation, startConversation, type TestClient } from '../testing/test-client.ts';
import { newId, openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet;
const clients = new Map<string, TestClient>();
let conversation: ReturnType<typeof newConversation>;
let message: string;

const ROLES = ['visitor', 'stranger', 'observer', 'operator', 'admin', 'owner'] as const;
type Caller = (typeof ROLES)[number];
const bearerOf = (role: Caller): string =>
  role === 'visitor' ? 'visitor.ann' : role === 'stranger' ? 'visitor.bob' : `operator.${role}`;
const roleOf = (caller: Caller) => (caller === 'stranger' ? 'visitor' : caller);

beforeAll(async () => {
  street = await openTestStreet({ visitorRate: { burst: 1e6, window: 1_000, aDay: 1e6 } });
  for (const role of ROLES) clients.set(role, await connect(street, bearerOf(role)));
  const visitor = clients.get('visitor') as TestClient;
  conversation = await startConversation(visitor);
  message = newId();
  await visitor.command('message.send', { conversation, text: 'a', lastSeen: 0 }, message);
});
afterAll(() => street.close());

const task = () => ({
  title: 'call',
  due: null,
  assignee: street.people.actor('other').id as never,
  remindAt: null,
});

/** Of every verb a command about the visitor's own conversation; new for each call. */
const commands = (): { readonly [V in Verb]: Extract<Command, { readonly type: V }>['payload'] } => ({
  'conversation.start': { conversation: newConversation(), site: 'shop' },
  'message.send': { conversation, text: 'b', lastSeen: 0 },
  'message.edit': { conversation, message: message as never, text: newId() },
  'message.unsend': { conversation, message: newId() as never },
  'file.answer': { conversation, message: newId() as never, yes: true },
  'conversation.take': { conversation },
  'conversation.hand-over': { conversation, to: street.people.actor('other').id as never },
  'conversation.bring-in': { conversation, person: street.people.actor('other').id as never },
  'conversation.leave': { conversation },
  'conversation.close': { conversation },
  'conversation.reopen': { conversation },
  'cursor.advance': { conversation, delivered: 1, seen: 1 },
  'conversation.tag': { conversation, tag: 'refund', on: true },
  'conversation.categorise': { conversation, category: 'lead' },
  'conversation.mute': { conversation, on: true },
  'conversation.rate': { conversation, score: 5, comment: newId() },
  'callback.ask': { conversation, phone: '+48 600 100 200', when: null },
  'callback.cancel': { conversation },
  'callback.done': { conversation, callback: newId() as never, done: true },
  'note.add': { conversation, text: 'c' },
  'consent.give': { conversation, on: true },
  'contact.update': { visitor: visitorActor('ann').id as never, name: 'Ann' },
  'contact.tag': { visitor: visitorActor('ann').id as never, tag: newId(), on: true },
  'contact.note': { visitor: visitorActor('ann').id as never, text: 'd' },
  'contact.rate': { visitor: visitorActor('ann').id as never, score: 7 },
  'contact.remove': { visitor: visitorActor('ann').id as never, item: newId() as never, gone: true },
  'contact.visit': { visitor: visitorActor('ann').id as never, visit: 1 },
  'contact.describe': { visitor: visitorActor('ann').id as never, attributes: { plan: 'Pro' } },
  'task.add': { visitor: visitorActor('ann').id as never, ...task() },
  'task.change': { visitor: visitorActor('ann').id as never, ...task(), task: newId() as never },
  'task.done': { visitor: visitorActor('ann').id as never, task: newId() as never, done: true },
  // It is over already: this one goes on writing.
  'visitor.block': { visitor: visitorActor('ann').id as never, scope: 'visitor', until: 1 },
  'transcript.send': { conversation },
  'visitor.unblock': { visitor: visitorActor('ann').id as never, scope: 'visitor' },
  'operator.add': { email: `${newId()}@example.com`, name: 'New', role: 'operator', password: 'long enough' },
});

describe('POL1 POL2 every verb, for every role, through both doors', () => {
  for (const verb of VERBS) {
    for (const caller of ROLES) {
      test(`${verb} by ${caller}`, async () => {
        const grant = COMMAND_POLICY[verb][roleOf(caller)];
        const stranger = caller === 'stranger' && verb !== 'conversation.start';
        const refused = grant === 'never' || (grant === 'own' && stranger);
        const actor =
          roleOf(caller) === 'visitor'
            ? visitorActor(caller === 'visitor' ? 'ann' : 'bob')
            : street.people.actor(caller);
        const client = clients.get(caller) as TestClient;
        const bySocket = await client.command(verb, commands()[verb]);
        const command = {
          id: newId(),
          type: verb,
          writtenAt: Date.now(),
          payload: commands()[verb],
        } as unknown as Command;
        const byHttp = await street.street.submit(actor, command);
        for (const result of [bySocket, byHttp]) {
          const reason = result.status === 'rejected' ? result.rejection.reason : result.status;
          const expected = stranger && verb !== 'operator.add' ? 'not-found' : 'forbidden';
          if (refused) expect(reason).toBe(expected);
          else expect(['forbidden', ...(stranger ? [] : ['conflict'])]).not.toContain(reason);
        }
      });
    }
  }
});

describe('POL1 POL2 every kind of document, for every role', () => {
  for (const kind of Object.keys(READ_POLICY) as (keyof typeof READ_POLICY)[]) {
    for (const caller of ROLES) {
      test(`${kind} by ${caller}`, async () => {
        const { id } = street.people.actor('operator') as { readonly id: OperatorId };
        const name = {
          conversation: conversationDocument(conversation),
          desk: deskDocument(conversation),
          contact: contactDocument(visitorActor('ann').id as never),
          inbox: INBOX_DOCUMENT,
          team: TEAM_DOCUMENT,
          templates: TEMPLATES_DOCUMENT,
          operator: operatorDocument(id),
          draft: draftDocument(conversation),
          'own-draft': ownDraftDocument(conversation, id),
          // Nobody has opened it: to whoever is not in a room it is not there.
          room: roomDocument(roomIdOf(conversation)),
          rooms: roomsDocument(id),
        }[kind];
        const grant = READ_POLICY[kind][roleOf(caller)];
        const opened = await (clients.get(caller) as TestClient).open(name);
        // A visitor does not even learn that there are such documents.
        if (kind === 'room') expect(opened).toBe(4404);
        else if (grant === 'never') expect(opened).toBe(isStaffKind(kind) ? 4404 : 4403);
        else if (grant === 'self' && caller !== 'operator') expect(opened).toBe(4403);
        else if (grant === 'own' && caller === 'stranger') expect(opened).toBe(4404);
        else expect(opened).toBeInstanceOf(Y.Doc);
      });
    }
  }
});

test('POL2 another visitor learns nothing: its own, another one and no conversation at all answer alike', async () => {
  const stranger = clients.get('stranger') as TestClient;
  const unknown = newConversation();
  expect(await stranger.open(conversationDocument(conversation))).toBe(
    await stranger.open(conversationDocument(unknown)),
  );
  const send = (to: typeof conversation) =>
    stranger.command('message.send', { conversation: to, text: 'a', lastSeen: 0 });
  expect(await send(conversation)).toEqual(await send(unknown));
});

test('POL4 only an owner adds an owner', async () => {
  const person = () =>
    ({ email: `${newId()}@example.com`, name: 'New', role: 'owner', password: 'long enough' }) as const;
  expect(await (clients.get('admin') as TestClient).command('operator.add', person())).toMatchObject({
    rejection: { reason: 'forbidden' },
  });
  expect(await (clients.get('owner') as TestClient).command('operator.add', person())).toMatchObject({
    status: 'accepted',
  });
});
