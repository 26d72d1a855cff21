import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '#schema/commands/command.ts';
import { COMMANDS_PER_REQUEST, STAFF_FRAME_BYTES } from '#schema/limits.ts';
import {
  COMMAND_POLICY,
  mayCommand,
  mayInRoom,
  ROOM_POLICY,
  ROOM_VERBS,
  SYSTEM_VERBS,
  VERBS,
  type RoomVerb,
  type Verb,
} from '#schema/policy/policy.ts';
import { roleOf, type Role } from '#schema/words.ts';
import { visitorIdOf } from '../identity/visitor-token.ts';
import { openTemporaryApi, VISITOR_TOKEN } from '../testing/temporary-api.ts';
import { ORIGIN } from '../testing/temporary-workspace.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
});
afterAll(() => api.close());
afterEach(() => {
  api.submitted.length = 0;
  api.answerWith(() => ({ status: 'accepted', seq: api.submitted.length, at: 5 }));
});

const uuid = (number: number) => `01936f00-0000-7000-8000-${String(number).padStart(12, '0')}`;
const conversation = uuid(900);
const message = uuid(901);
const site = 'default';
const someone = `v${'A'.repeat(22)}`;
const task = { title: 'Call', due: null, assignee: uuid(902), remindAt: null };

const room = `r_${uuid(903)}`;

const payloads: { readonly [V in Verb | RoomVerb]: unknown } = {
  'room.open': { conversation: room, name: 'Team', people: [uuid(902)] },
  'room.say': { conversation: room, text: 'Hello' },
  'room.edit': { conversation: room, message, text: 'Hello again' },
  'room.unsay': { conversation: room, message },
  'room.rename': { conversation: room, name: 'The team' },
  'room.add': { conversation: room, people: [uuid(902)] },
  'room.remove': { conversation: room, person: uuid(902) },
  'room.leave': { conversation: room },
  'conversation.start': { conversation, site },
  'message.send': { conversation, text: 'Hello', lastSeen: 0 },
  'message.edit': { conversation, message, text: 'Hello again' },
  'message.unsend': { conversation, message },
  'file.answer': { conversation, message, yes: true },
  'conversation.take': { conversation },
  'conversation.hand-over': { conversation, to: uuid(902) },
  'conversation.bring-in': { conversation, person: uuid(902) },
  'conversation.leave': { conversation },
  'conversation.close': { conversation },
  'conversation.reopen': { conversation },
  'consent.give': { conversation, on: true },
  'cursor.advance': { conversation, delivered: 1, seen: 1 },
  'conversation.tag': { conversation, tag: 'refund', on: true },
  'conversation.categorise': { conversation, category: 'lead' },
  'conversation.mute': { conversation, on: true },
  'conversation.rate': { conversation, score: 5 },
  'callback.ask': { conversation, phone: '+48 600 100 200', when: null },
  'callback.cancel': { conversation },
  'callback.done': { conversation, callback: uuid(905), done: true },
  'note.add': { conversation, text: 'A note' },
  'contact.update': { fields: { name: 'Vera' } },
  'contact.tag': { visitor: someone, tag: 'VIP', on: true },
  'contact.note': { visitor: someone, text: 'A note' },
  'contact.rate': { visitor: someone, score: 7 },
  'contact.remove': { visitor: someone, item: uuid(904), gone: true },
  'contact.visit': { visitor: someone, visit: 1 },
  'contact.describe': { visitor: someone, attributes: { plan: 'Pro' } },
  'task.add': { visitor: someone, ...task },
  'task.change': { visitor: someone, ...task, task: uuid(903) },
  'task.done': { visitor: someone, task: uuid(903), done: true },
  'visitor.block': { visitor: someone, scope: 'visitor', until: null },
  'transcript.send': { conversation },
  'visitor.unblock': { visitor: someone, scope: 'visitor' },
  'operator.add': { email: 'new@example.com', name: 'New', role: 'operator', password: 'a new password' },
};
const command = (number: number, type: Verb | RoomVerb = 'message.send') => ({
  id: uuid(number),
  type,
  writtenAt: 1,
  payload: payloads[type],
});

type Answer = { readonly results: readonly { readonly id: string; readonly result: { readonly status: string } }[] };
const give = async (role: Role, commands: readonly unknown[]) => {
  const response = await api.post('/api/commands', { commands }, await api.as(role));
  return { status: response.status, body: (await response.json()) as Answer };
};

const ROLES: readonly Role[] = ['visitor', 'observer', 'operator', 'admin', 'owner'];

test.each(ROLES)('LEASE8 POL1 what only the server does is taken from nobody: %s', async (role) => {
  for (const type of SYSTEM_VERBS) {
    const given = { id: uuid(1), type, writtenAt: 1, payload: { conversation, from: uuid(902), seen: 99 } };
    const { status, body } = await give(role, [given]);
    expect(status).toBe(200);
    expect(body.results[0]?.result).toMatchObject({ status: 'rejected', rejection: { reason: 'invalid' } });
  }
  expect(api.submitted).toEqual([]);
});

describe('POL1 role × command over HTTP', () => {
  const table = [
    ...VERBS.flatMap((verb) => ROLES.map((role) => [role, verb, COMMAND_POLICY[verb][role]] as const)),
    ...ROOM_VERBS.flatMap((verb) => ROLES.map((role) => [role, verb, ROOM_POLICY[verb][role]] as const)),
  ];
  const isOfRoom = (verb: Verb | RoomVerb): verb is RoomVerb => verb.startsWith('room.');
  test.each(table)('%s %s: %s', async (role, verb, grant) => {
    // The street as far as the policy goes: everything here belongs to the one visitor, and everybody is in the room.
    api.answerWith((actor, { type }) =>
      (isOfRoom(type) ? mayInRoom(actor, type, [actor]) : mayCommand(actor, type, visitorIdOf(VISITOR_TOKEN)))
        ? { status: 'accepted', seq: 1, at: 5 }
        : { status: 'rejected', rejection: { reason: 'forbidden' } },
    );
    const { body } = await give(role, [command(1, verb)]);
    expect(body.results).toMatchObject([
      { id: uuid(1), result: { status: grant === 'never' ? 'rejected' : 'accepted' } },
    ]);
    expect(api.submitted.map(({ actor }) => roleOf(actor))).toEqual([role]);
  });
});

describe('the second door', () => {
  test('CMD3 the street is told who is signed in, and the command as it was given', async () => {
    await give('operator', [{ ...command(1), by: { kind: 'operator', id: uuid(7), name: 'Eve' } }]);
    const [given] = api.submitted;
    expect(given?.actor).toMatchObject({ kind: 'operator', name: 'The operator', role: 'operator' });
    expect(given?.command).toEqual(command(1) as Command);
  });

  test('DOOR1 commands are decided one after the other and answered in their order', async () => {
    const numbers = Array.from({ length: COMMANDS_PER_REQUEST }, (_, index) => index + 1);
    const { body } = await give(
      'operator',
      numbers.map((number) => command(number)),
    );
    expect(api.submitted.map((given) => given.command.id)).toEqual(numbers.map(uuid));
    expect(body).toMatchObject({
      results: numbers.map((number) => ({ id: uuid(number), result: { status: 'accepted', seq: number, at: 5 } })),
      serverTime: api.workspace.clock.now(),
    });
  });

  test('DOOR1 what comes after one that has to wait waits too', async () => {
    api.answerWith((_actor, { id }) =>
      id === uuid(2) ? { status: 'retry', after: 700 } : { status: 'accepted', seq: 1, at: 5 },
    );
    const { body } = await give('operator', [command(1), command(2), command(3)]);
    expect(body.results.map(({ result }) => result)).toEqual([
      { status: 'accepted', seq: 1, at: 5 },
      { status: 'retry', after: 700 },
      { status: 'retry', after: 700 },
    ]);
    expect(api.submitted).toHaveLength(2);
  });

  test('DOOR1 DISK4 a conversation that has to wait holds up no other', async () => {
    api.answerWith((_actor, { payload }) =>
      'conversation' in payload && payload.conversation === conversation
        ? { status: 'retry', after: 700 }
        : { status: 'accepted', seq: 1, at: 5 },
    );
    const elsewhere = { ...command(2), payload: { conversation: uuid(950), text: 'Hello', lastSeen: 0 } };
    const { body } = await give('operator', [command(1), elsewhere, command(3)]);
    expect(body.results.map(({ result }) => result.status)).toEqual(['retry', 'accepted', 'retry']);
    expect(api.submitted).toHaveLength(2);
  });

  test('DOOR2 one that cannot be read is refused with a reason and does not hold up the others', async () => {
    const { status, body } = await give('operator', [{ ...command(1), type: 'message.shout' }, command(2)]);
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { id: uuid(1), result: { status: 'rejected', rejection: { reason: 'invalid' } } },
      { id: uuid(2), result: { status: 'accepted' } },
    ]);
  });

  test.each([
    ['not JSON', '{"commands":['],
    ['no commands', { commands: [] }],
    ['too many', { commands: Array.from({ length: COMMANDS_PER_REQUEST + 1 }, (_, index) => command(index)) }],
    ['one without an id', { commands: [{ type: 'message.send' }] }],
    ['no object', 'null'],
  ])('DOOR2 %s is a problem', async (_what, body) => {
    const response = await api.post('/api/commands', body, await api.as('operator'));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid' });
    expect(api.submitted).toHaveLength(0);
  });

  test('more than 256 KB is a problem', async () => {
    const response = await api.post('/api/commands', ' '.repeat(STAFF_FRAME_BYTES + 1), await api.as('operator'));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ error: 'too-large' });
  });

  test('OUT7 a page that is going may send plain text', async () => {
    const body = JSON.stringify({ commands: [command(1)] });
    const response = await api.post('/api/commands', body, {
      ...(await api.as('operator')),
      'content-type': 'text/plain;charset=UTF-8',
    });
    expect(response.status).toBe(200);
    expect(api.submitted).toHaveLength(1);
  });

  test.each([
    ['of another site', { origin: 'http://evil.test' }],
    ['without an address', { origin: 'null' }],
    ['that names none', null],
  ])('AUTH3 a cookie is not believed from a page %s', async (_what, from) => {
    const { cookie = '' } = await api.as('operator');
    const response = await api.ask('/api/commands', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', ...from },
      body: JSON.stringify({ commands: [command(1)] }),
    });
    expect([401, 403]).toContain(response.status);
    expect(api.submitted).toHaveLength(0);
  });

  test('nobody we know gives no commands', async () => {
    const response = await api.post('/api/commands', { commands: [command(1)] });
    expect(response.status).toBe(401);
  });
});

describe('visitors of other sites', () => {
  const origin = 'https://shop.example';

  test('DOOR3 may ask from any site, without credentials', async () => {
    const asked = await api.ask('/api/commands', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe('*');
    expect(asked.headers.get('access-control-allow-headers')).toMatch(/authorization/i);
    expect(asked.headers.get('access-control-allow-methods')).toContain('POST');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('ID3 are known by their token, and can read the answer', async () => {
    const response = await api.post(
      '/api/commands',
      { commands: [command(1)] },
      { ...(await api.as('visitor')), origin },
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(api.submitted[0]?.actor).toEqual({ kind: 'visitor', id: visitorIdOf(VISITOR_TOKEN), name: '' });
  });

  test('can read a refusal too', async () => {
    const response = await api.post('/api/commands', '{', { ...(await api.as('visitor')), origin });
    expect(response.status).toBe(400);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('DOOR3 no other route of the API is for them', async () => {
    const asked = await api.ask('/api/people', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET' },
    });
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    const read = await api.ask('/api/session', { headers: { origin, ...(await api.as('visitor')) } });
    expect(read.status).toBe(403);
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
    expect(ORIGIN).not.toBe(origin);
  });
});

test('WIRE7 a visitor from an address that asks too much is told to come back; a person is served', async () => {
  api.heard.length = 0;
  await give(
    'visitor',
    Array.from({ length: COMMANDS_PER_REQUEST }, (_, index) => command(index)),
  );
  await give('operator', [command(1)]);
  expect(api.heard).toEqual([1, COMMANDS_PER_REQUEST - 1]);
  api.setMayCall(false);
  const refused = await give('visitor', [command(1)]);
  expect([refused.status, refused.body]).toEqual([429, { error: 'too-many-requests' }]);
  expect((await give('operator', [command(1)])).status).toBe(200);
  api.setMayCall(true);
});
