import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FILE_POLICY } from '#schema/policy/policy.ts';
import { visitorIdOf } from '#sync-server/identity/visitor-token.ts';
import { mustPost, newCommand, newVisitor, post } from '../support/people.ts';
import { announceFile, getFile, patchFile, sendFile, uploadFile } from '../support/send-file.ts';
import { playScene } from '../support/scene.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { hireCast, ROLES, visit, type Cast } from './roles.ts';

let server: ServerProcess;
let cast: Cast;
beforeAll(async () => {
  server = await startServer({ VISITOR_LIMIT: 'off' });
  cast = await hireCast(server);
}, 60_000);
afterAll(() => server.dispose());

const idOf = (): string => newCommand('conversation.take', { conversation: '' as never }).id;
const roleAt = (role: (typeof ROLES)[number]) => (role === 'stranger' ? 'visitor' : role);
const folderOf = (conversation: string): string => join(server.dataDir, 'files', conversation);

describe('POL1 POL2 FILE5 files, for every role', () => {
  test.each(ROLES)('putting one in: %s', async (role) => {
    const { caller, scene } = await visit(cast, role);
    const { status } = await announceFile(server, caller, { id: idOf(), conversation: scene.conversation, size: 9 });
    expect(status).toBe(role === 'stranger' || FILE_POLICY['put file'][roleAt(role)] === 'never' ? 404 : 201);
  });

  test.each(ROLES)('having one out: %s', async (role) => {
    const { caller, scene } = await visit(cast, role);
    await mustPost(server, cast.staff.operator, newCommand('conversation.take', { conversation: scene.conversation }));
    const message = await sendFile(server, cast.staff.operator, scene.conversation);
    const answer = await getFile(server, caller, scene.conversation, message);
    expect(answer.status).toBe(role === 'stranger' ? 404 : 200);
  });

  test.each(ROLES)('having out what a visitor wants to send, and nobody has accepted: %s', async (role) => {
    const { caller, scene } = await visit(cast, role);
    const message = await sendFile(server, scene.visitor, scene.conversation);
    expect((await getFile(server, caller, scene.conversation, message)).status).toBe(404);
  });
});

test('FILE5 nobody reaches the upload of another, and nobody says a file that another has put in, or put elsewhere', async () => {
  const scene = await playScene(server);
  const other = await playScene(server);
  const file = await uploadFile(server, scene.visitor, scene.conversation);
  for (const caller of [other.visitor, cast.staff.owner]) {
    for (const method of ['GET', 'DELETE'])
      expect(
        (
          await fetch(`${server.origin}/api/files/uploads/${file.id}`, {
            method,
            headers: { authorization: `Bearer ${caller.token}` },
          })
        ).status,
      ).toBe(404);
    expect((await patchFile(server, caller, file.id, 0, new Uint8Array(1))).status).toBe(404);
  }
  const say = (conversation: typeof scene.conversation) =>
    newCommand('message.send', { conversation, text: 'x', lastSeen: 0, file });
  const noFile = { status: 'rejected', rejection: { reason: 'no-such-file' } };
  expect(await post(server, other.visitor, say(other.conversation))).toEqual(noFile);
  expect(await post(server, cast.staff.operator, say(scene.conversation))).toEqual(noFile);
  expect(await post(server, scene.visitor, say(scene.conversation))).toMatchObject({ status: 'accepted' });
  // A second time, or after that by another id.
  expect(await post(server, scene.visitor, say(scene.conversation))).toEqual(noFile);
});

test('FILE5 a file is served as something to be saved, in a sandbox, whatever it is', async () => {
  const { conversation } = await playScene(server);
  const { operator } = cast.staff;
  await mustPost(server, operator, newCommand('conversation.take', { conversation }));
  const bytes = new TextEncoder().encode('<!doctype html><script>alert(1)</script>');
  const message = await sendFile(server, operator, conversation, { name: '../счёт "1".html', bytes });
  const { headers, status } = await getFile(server, operator, conversation, message);
  expect(status).toBe(200);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''%D1%81%D1%87%D1%91%D1%82%20%221%22.html`,
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  });
  expect((await fetch(`${server.origin}/api/files/${conversation}/${message}`)).status).toBe(401);
});

test('FILE4 a visitor’s file is read by everybody of the conversation once somebody said yes, and by nobody after a no', async () => {
  const { visitor, conversation } = await playScene(server);
  const stranger = newVisitor();
  const { operator, observer } = cast.staff;
  const [yes, no] = [await sendFile(server, visitor, conversation), await sendFile(server, visitor, conversation)];
  const answer = (message: typeof yes, isYes: boolean) =>
    newCommand('file.answer', { conversation, message, yes: isYes });
  await mustPost(server, operator, answer(yes, true));
  await mustPost(server, operator, answer(yes, true));
  await mustPost(server, operator, answer(no, false));
  for (const caller of [visitor, operator, observer]) {
    expect(await (await getFile(server, caller, conversation, yes)).text()).toBe('tea, cups');
    expect((await getFile(server, caller, conversation, no)).status).toBe(404);
  }
  expect((await getFile(server, stranger, conversation, yes)).status).toBe(404);
  expect(await post(server, operator, answer(no, true))).toMatchObject({ rejection: { reason: 'answered' } });
  await until('the bytes of what was refused are gone', () => readdirSync(folderOf(conversation)).length === 1);
});

test('FILE4 FILE6 a visitor can neither pile files up nor send programs', async () => {
  const { visitor, conversation } = await playScene(server);
  const announce = (name: string, size: number) =>
    announceFile(server, visitor, { id: idOf(), conversation, name, size });
  expect((await announce('setup.exe', 5)).status).toBe(415);
  expect((await announce('big.zip', 10 * 1024 ** 2 + 1)).status).toBe(413);
  const program = idOf();
  await announceFile(server, visitor, { id: program, conversation, name: 'photo.jpg', size: 4 });
  const sent = await patchFile(server, visitor, program, 0, new TextEncoder().encode('MZ\0\0'));
  expect(sent.status).toBe(415);
  for (let n = 0; n < 5; n += 1) expect((await announce('list.txt', 5)).status).toBe(201);
  expect((await announce('list.txt', 5)).status).toBe(429);
});

test('FILE7 KEEP5 of a person who is forgotten no file stays, nor the name of one', async () => {
  const { visitor, conversation } = await playScene(server);
  await sendFile(server, visitor, conversation, { name: 'passport-of-vera.txt' });
  const half = idOf();
  await announceFile(server, visitor, { id: half, conversation, name: 'half-of-vera.txt', size: 9 });
  expect(existsSync(folderOf(conversation))).toBe(true);
  const erased = await fetch(`${server.origin}/api/contacts/${visitorIdOf(visitor.token)}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${cast.staff.owner.token}` },
  });
  expect(erased.status).toBe(200);
  expect(existsSync(folderOf(conversation))).toBe(false);
  expect((await patchFile(server, visitor, half, 0, new Uint8Array(9))).status).toBe(404);
});
