import { afterAll, beforeAll, expect, test } from 'vitest';
import { INBOX_DOCUMENT, TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { visitorIdOf } from '#sync-server/identity/visitor-token.ts';
import { mustPost, newCommand, newVisitor, postCommands, signIn, type Staff } from '../support/people.ts';
import { onChannel, openLine, openRawLine, syncMessage, type RawLine } from '../support/raw-line.ts';
import { playScene } from '../support/scene.ts';
import { OWNER, startServer, type ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';

let server: ServerProcess;
let owner: Staff;
beforeAll(async () => {
  server = await startServer({ VISITOR_LIMIT: 'off', LOG_LEVEL: 'trace' });
  owner = await signIn(server);
}, 60_000);
afterAll(() => server.dispose());

const heardBy = (lines: readonly RawLine[]): string =>
  Buffer.concat(lines.flatMap(({ heard }) => heard)).toString('latin1');

test('POL2 no byte of notes, of other conversations, cards or people reaches a visitor, whatever it asks', async () => {
  const own = await playScene(server, { text: 'OWN-words', operator: owner });
  const foreign = await playScene(server, { text: 'CANARY-words', operator: owner });
  const secrets = async (round: number): Promise<void> => {
    for (const { conversation, visitor } of [own, foreign])
      await mustPost(server, owner, newCommand('note.add', { conversation, text: `CANARY-note-${round}` })).then(() =>
        mustPost(
          server,
          owner,
          newCommand('contact.update', { visitor: visitorIdOf(visitor.token), email: `canary-${round}@shop.test` }),
        ),
      );
    const { conversation, visitor } = foreign;
    await mustPost(
      server,
      visitor,
      newCommand('message.send', { conversation, text: `CANARY-more-${round}`, lastSeen: 0 }),
    );
    await mustPost(server, visitor, newCommand('cursor.advance', { conversation, delivered: round, seen: round }));
  };
  await secrets(1);

  const names = [
    own.document,
    own.desk,
    own.contact,
    foreign.document,
    foreign.desk,
    foreign.contact,
    INBOX_DOCUMENT,
    TEAM_DOCUMENT,
  ];
  const line = await openLine(server, own.visitor);
  const control = await openLine(server, owner);
  const spies: RawLine[] = [line];
  const channels: number[] = [];
  for (const name of names) {
    const told = await line.open(name);
    if (told.t === 'opened') channels.push(told.channel);
    const shown = await control.open(name);
    if (shown.t !== 'opened') throw new Error(`${name} is open to the owner`);
    control.sendBytes(onChannel(shown.channel, syncMessage(0, new Uint8Array([0]))));
    const bare = await openRawLine(server, own.visitor, `/${name}?epoch=${shown.epoch}`);
    bare.sendBytes(syncMessage(0, new Uint8Array([0])));
    spies.push(bare);
    // Channels are the same for all sockets; knowing the number of one must not open it.
    line.sendBytes(onChannel(shown.channel, syncMessage(0, new Uint8Array([0]))));
  }
  expect(channels).toHaveLength(1);

  const { conversation } = foreign;
  const bodies = JSON.stringify(
    await postCommands(server, own.visitor, [
      newCommand('conversation.start', { conversation, site: 'shop' }),
      newCommand('message.send', { conversation, text: 'let me in', lastSeen: 0, offline: true }),
      newCommand('conversation.take', { conversation }),
      newCommand('note.add', { conversation: own.conversation, text: 'let me in' }),
      newCommand('contact.update', { visitor: visitorIdOf(foreign.visitor.token), name: 'Mallory' }),
    ]),
  );
  line.say({ t: 'typing', conversation });
  await line.command(newCommand('cursor.advance', { conversation, delivered: 1, seen: 1 }));
  await secrets(2);
  const last = newCommand('message.send', { conversation: own.conversation, text: 'OWN-last', lastSeen: 0 });
  await mustPost(server, own.visitor, last);
  await until('its own last words come', () => heardBy(spies).includes('OWN-last'));
  await until('the control has heard it all', () => heardBy([control]).includes('CANARY-more-2'));

  // The spying works: what is its own is heard, and one who may hear the rest hears it in the same way.
  expect(heardBy(spies)).toContain('OWN-words');
  for (const canary of ['CANARY-words', 'CANARY-note-2', 'canary-2@shop.test', foreign.conversation])
    expect(heardBy([control])).toContain(canary);
  const heard = heardBy(spies)
    .replaceAll(/\{"t":"(opened|closed)","document":"[^"]+"/g, '') // the names it asked for itself
    .concat(bodies);
  for (const canary of ['CANARY', 'canary', OWNER.email, visitorIdOf(foreign.visitor.token)])
    expect(heard).not.toContain(canary);
  for (const spy of [...spies, control]) spy.end();
});

test('POL2 one who holds another visitor’s id, and not its token, is a stranger', async () => {
  const { conversation, visitor } = await playScene(server);
  const stranger = newVisitor();
  const id = visitorIdOf(visitor.token);
  for (const token of [id, `v1_${id.slice(1).padEnd(43, '_')}`]) {
    const line = await openRawLine(server, { token }, `/conversation/${conversation}`);
    expect([4401, 4404]).toContain(await line.closed);
  }
  const line = await openLine(server, stranger);
  expect(await line.open(`conversation/${conversation}`)).toMatchObject({ t: 'closed', code: 4404 });
  line.end();
});

test('WIRE5 no token and no text of anybody stands in what the server prints', async () => {
  const { visitor } = await playScene(server, { text: 'LOG-CANARY', operator: owner });
  const line = await openRawLine(server, visitor);
  line.sendBytes(new Uint8Array([9, 9, 9]));
  await line.closed;
  for (const secret of ['LOG-CANARY', visitor.token, owner.token, OWNER.password])
    expect(server.output()).not.toContain(secret);
});
