import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operatorDocument, TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { maySign } from '#schema/policy/policy.ts';
import { newVisitor, signIn, type Caller } from '../support/people.ts';
import { openLine, type RawLine } from '../support/raw-line.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { hireCast, ROLES, visit, type Cast } from './roles.ts';

let server: ServerProcess;
let cast: Cast;
const lines: RawLine[] = [];
beforeAll(async () => {
  server = await startServer({ VISITOR_LIMIT: 'off' });
  cast = await hireCast(server);
  const owner = await signIn(server);
  const response = await fetch(`${server.origin}/api/workspace`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${owner.token}` },
    body: JSON.stringify({ showsTyping: true }),
  });
  expect(response.status).toBe(200);
}, 60_000);
afterAll(async () => {
  for (const line of lines) line.end();
  await server.dispose();
});

async function lineOf(caller: Caller): Promise<RawLine> {
  const line = await openLine(server, caller);
  lines.push(line);
  return line;
}

let pings = 0;
/** Everything that was said to it before has been heard. */
async function heard(line: RawLine): Promise<void> {
  const n = (pings += 1);
  line.say({ t: 'ping', n });
  await until('the pong', () => line.frames.some((frame) => frame.t === 'pong' && frame.n === n));
}

describe('signs that are kept nowhere', () => {
  test.each(ROLES)(
    'POL1 POL2 LOOK1 PREVIEW1 what %s says is heard by who may hear it, and by nobody else',
    async (role) => {
      const here = await visit(cast, role);
      const { conversation, document, visitor } = here.scene;
      const [speaker, owner, twin, stranger] = [
        await lineOf(here.caller),
        await lineOf(cast.staff.owner),
        await lineOf(visitor),
        await lineOf(newVisitor()),
      ];
      for (const line of [speaker, owner, twin, stranger]) await line.open(document);
      speaker.say({ t: 'typing', conversation, text: `CANARY of ${role}` });
      speaker.say({ t: 'look', conversations: [conversation] });
      await heard(speaker);
      // What the owner does last is told after all that the server had to say of it.
      owner.say({ t: 'look', conversations: [conversation] });
      const own = cast.staff.owner.id;
      await until('the look of the owner', () =>
        owner.frames.some(
          (frame) => frame.t === 'looks' && own in frame.looks && frame.looks[own]?.includes(conversation),
        ),
      );
      const isOf = (id: string) =>
        owner.frames.some((frame) => frame.t === 'looks' && frame.looks[id]?.includes(conversation));
      const { actor, ownedBy } = here;
      expect(owner.heard.some((bytes) => bytes.includes('CANARY'))).toBe(maySign(actor, 'give preview', ownedBy));
      expect(isOf(actor.id)).toBe(maySign(actor, 'give look', ownedBy));
      for (const line of [twin, stranger]) {
        await heard(line);
        expect(line.frames.filter(({ t }) => t === 'looks')).toEqual([]);
        expect(line.heard.some((bytes) => bytes.includes('CANARY') || bytes.includes('"text"'))).toBe(false);
      }
      owner.say({ t: 'look', conversations: [] });
    },
  );

  test('POL2 STATUS2 no visitor learns what somebody of staff has chosen to be, whatever it asks for', async () => {
    const { scene } = await visit(cast, 'visitor');
    for (const caller of [scene.visitor, newVisitor()]) {
      const line = await lineOf(caller);
      for (const person of [cast.staff.operator, cast.staff.owner])
        expect(await line.open(operatorDocument(person.id))).toMatchObject({ t: 'closed', code: 4404 });
      expect(await line.open(TEAM_DOCUMENT)).toMatchObject({ t: 'closed', code: 4403 });
    }
  });

  test('PREVIEW2 LOOK3 what is no sign closes the socket: a preview or a list of looks beyond all measure', async () => {
    const { scene } = await visit(cast, 'visitor');
    const { conversation } = scene;
    for (const frame of [
      { t: 'typing', conversation, text: 'x'.repeat(2_001) },
      { t: 'typing', conversation, text: 1 },
      { t: 'look', conversations: Array.from({ length: 21 }, () => conversation) },
      { t: 'look', conversations: ['team'] },
    ]) {
      const line = await lineOf(scene.visitor);
      line.say(frame);
      await line.closed;
      expect(line.isOpen()).toBe(false);
    }
  });
});
