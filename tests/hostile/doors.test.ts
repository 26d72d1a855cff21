import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conversationDocument, deskDocument } from '#schema/docs/document-name.ts';
import { isStaffKind } from '#schema/docs/staff-document.ts';
import { mayCommand, mayInRoom, ROOM_VERBS, VERBS } from '#schema/policy/policy.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { visitorIdOf } from '#sync-server/identity/visitor-token.ts';
import { newCommand, newConversationId, newVisitor, post, type Caller } from '../support/people.ts';
import { openLine, openRawLine, syncMessage } from '../support/raw-line.ts';
import { readEntries } from '../support/read-server.ts';
import { playScene } from '../support/scene.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import {
  commandFor,
  documentFor,
  DOCUMENT_KINDS,
  hireCast,
  mayReadHere,
  roomCommandFor,
  ROLES,
  visit,
  type Cast,
} from './roles.ts';

let server: ServerProcess;
let cast: Cast;
beforeAll(async () => {
  server = await startServer({ VISITOR_LIMIT: 'off' });
  cast = await hireCast(server);
}, 60_000);
afterAll(() => server.dispose());

const everything = new Uint8Array([0]);

describe('commands', () => {
  const doors = ['WebSocket /sync', 'POST /api/commands'] as const;
  const cells = doors.flatMap((door) => ROLES.flatMap((role) => VERBS.map((verb) => [door, role, verb] as const)));

  test.each(cells)('POL1 POL2 POL3 through %s: %s, %s', async (door, role, verb) => {
    const here = await visit(cast, role);
    const command = await commandFor(cast, here, verb);
    let result: CommandResult;
    if (door === 'POST /api/commands') result = await post(server, here.caller, command);
    else {
      const line = await openLine(server, here.caller);
      result = await line.command(command);
      line.end();
    }
    // Whoever starts a conversation that is there already is told as much when it is its own, and nothing else.
    if (mayCommand(here.actor, verb, here.ownedBy)) expect(result.status).toBe('accepted');
    else {
      const reasons = role === 'stranger' && verb !== 'operator.add' ? ['not-found'] : ['forbidden', 'not-found'];
      expect(result).toMatchObject({ status: 'rejected' });
      expect(reasons).toContain(result.status === 'rejected' ? result.rejection.reason : '');
      expect(readEntries(server).map(({ id }) => id)).not.toContain(command.id);
    }
  });

  const roomCells = doors.flatMap((door) =>
    ROLES.flatMap((role) => ROOM_VERBS.map((verb) => [door, role, verb] as const)),
  );

  test.each(roomCells)('POL1 ROOM2 in a room that one is not in, through %s: %s, %s', async (door, role, verb) => {
    const { actor, caller } = await visit(cast, role);
    const { command, members } = await roomCommandFor(cast, verb);
    const may = mayInRoom(actor, verb, members);
    let result: CommandResult;
    if (door === 'POST /api/commands') result = await post(server, caller, command);
    else {
      const line = await openLine(server, caller);
      result = await line.command(command);
      line.end();
    }
    if (may) expect(result.status).toBe('accepted');
    else {
      expect(result).toEqual({ status: 'rejected', rejection: { reason: 'not-found' } });
      expect(readEntries(server).map(({ id }) => id)).not.toContain(command.id);
    }
  });

  test('POL4 only an owner adds an owner, and nobody without a token does anything', async () => {
    const owner = {
      email: 'second@holdline.test',
      name: 'Second',
      role: 'owner',
      password: 'a long enough password',
    } as const;
    expect(await post(server, cast.staff.admin, newCommand('operator.add', owner))).toMatchObject({
      status: 'rejected',
    });
    expect(await post(server, cast.staff.owner, newCommand('operator.add', owner))).toMatchObject({
      status: 'accepted',
    });
    for (const token of ['', 'v1_short', 'x'.repeat(43), `v2_${'a'.repeat(43)}`]) {
      const response = await fetch(`${server.origin}/api/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ commands: [newCommand('operator.add', owner)] }),
      });
      expect(response.status).toBe(401);
      for (const path of ['', '/team'])
        expect(await (await openRawLine(server, { token: token || 'none' }, path)).closed).toBe(4401);
    }
    for (const path of ['', '/team']) expect(await (await openRawLine(server, null, path)).closed).toBe(4401);
  });
});

describe('documents', () => {
  const cells = ROLES.flatMap((role) => DOCUMENT_KINDS.map((kind) => [role, kind] as const));

  test.each(cells)('POL1 POL2 %s, %s, through /sync and /sync/<document> alike', async (role, kind) => {
    const here = await visit(cast, role);
    const name = documentFor(kind, here.scene, cast);
    const may = mayReadHere(kind, here, cast);
    const line = await openLine(server, here.caller);
    const told = await line.open(name);
    expect(told.t).toBe(may ? 'opened' : 'closed');
    const epoch = told.t === 'opened' ? `?epoch=${told.epoch}` : '';
    const bare = await openRawLine(server, here.caller, `/${name}${epoch}`);
    bare.sendBytes(syncMessage(0, everything));
    if (told.t === 'opened') await until('the document comes', () => bare.heard.length > 0);
    else {
      expect([4403, 4404]).toContain(told.code);
      if (here.actor.kind === 'visitor' && isStaffKind(kind)) expect(told.code).toBe(4404);
      expect(await bare.closed).toBe(told.code);
      expect(bare.heard).toEqual([]);
    }
    bare.end();
    line.end();
  });

  test('POL2 what is not its own looks to a visitor as if it were not there', async () => {
    const { document, desk, contact } = await playScene(server, { operator: cast.staff.operator });
    const missing = newConversationId();
    const line = await openLine(server, newVisitor());
    const codes = async (...names: string[]): Promise<readonly unknown[]> => {
      const all = [];
      for (const name of names) {
        const { document: _name, ...told } = await line.open(name);
        all.push(told, await (await openRawLine(server, newVisitor(), `/${name}`)).closed);
      }
      return all;
    };
    expect(await codes(document, desk, contact)).toEqual(
      await codes(conversationDocument(missing), deskDocument(missing), `contact/${visitorIdOf(newVisitor().token)}`),
    );
    line.end();
  });

  test('POL2 a path that is not quite a document is no document', async () => {
    const { document, visitor } = await playScene(server);
    const foreign = await playScene(server);
    for (const path of [
      `${document}/`,
      `${document}/desk/`,
      `${document}/../../${foreign.document}`,
      foreign.document.replace('/', '%2F'),
      foreign.document.toUpperCase(),
      `conversation//${foreign.conversation}`,
      '',
    ]) {
      expect([4403, 4404, 1006]).toContain(await codeOf(visitor, `/${path}`));
    }
  });

  const codeOf = async (caller: Caller, path: string): Promise<number> => {
    try {
      return await (
        await openRawLine(server, caller, path)
      ).closed;
    } catch {
      return 1006; // refused before it was a socket
    }
  };
});
