import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import { createDevice, type Device, type OpenTab } from '../support/device.ts';
import { mustPost, newCommand, newConversationId, newVisitor, signIn, type Staff } from '../support/people.ts';
import { readEntries } from '../support/read-server.ts';
import { runCommand } from '../support/run-command.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

/**
 * A visitor and an operator with real clients, a conversation of theirs, and data that is set back under them: what they show then
 * is what the server has, what waited on a device comes in once, and nothing of the lost time is mixed in.
 */
interface Talk {
  readonly conversation: ConversationId;
  readonly visitor: Person;
  readonly operator: Person;
}
interface Person {
  readonly device: Device;
  tab: OpenTab;
  readonly say: (text: string) => Promise<void>;
  readonly shows: () => readonly string[];
  readonly reload: () => void;
}

let server: ServerProcess;
let line: TcpProxy;
let owner: Staff;
let open: Person[] = [];
const folders: string[] = [];
beforeEach(async () => {
  server = await startServer();
  line = await startTcpProxy({ target: server.port });
  owner = await signIn(server);
}, 60_000);
afterEach(async () => {
  for (const { tab } of open) await tab.client.close();
  open = [];
  await line.close();
  await server.dispose();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

function person(token: string, namespace: string, conversation: ConversationId): Person {
  const document = conversationDocument(conversation);
  const device = createDevice({ origin: line.origin, namespace, token });
  const begin = (): OpenTab => {
    const tab = device.open();
    tab.client.replicas.open(document);
    return tab;
  };
  const somebody: Person = {
    device,
    tab: begin(),
    say: async (text) => {
      await somebody.tab.client.outbox.add('message.send', { conversation, text, lastSeen: 0, offline: true });
    },
    shows: () => {
      const replica = somebody.tab.client.replicas.open(document);
      const texts = (readConversation(replica.doc)?.messages ?? []).flatMap((one) =>
        one.kind === 'text' ? [one.text] : [],
      );
      somebody.tab.client.replicas.release(document);
      return texts;
    },
    reload: () => {
      somebody.tab.shut();
      somebody.tab = begin();
    },
  };
  open.push(somebody);
  return somebody;
}

async function talk(): Promise<Talk> {
  const conversation = newConversationId();
  const { token } = newVisitor();
  await mustPost(server, { token }, newCommand('conversation.start', { conversation, site: 'shop' }));
  await mustPost(server, owner, newCommand('conversation.take', { conversation }));
  const visitor = person(token, 'visitor-shop', conversation);
  const operator = person(owner.token, `operator-${owner.id}`, conversation);
  return { conversation, visitor, operator };
}

const bothShow = ({ visitor, operator }: Talk, texts: readonly string[]) =>
  until(
    `both show ${texts.join(', ')}`,
    () => [visitor, operator].every((one) => JSON.stringify(one.shows()) === JSON.stringify(texts)),
    20_000,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${JSON.stringify([visitor.shows(), operator.shows()])}`);
  });
const nothingWaits = ({ visitor, operator }: Talk) =>
  until('nothing waits', () => [visitor, operator].every(({ tab }) => tab.client.outbox.current.length === 0), 20_000);
const textsOf = ({ conversation }: Talk): readonly string[] =>
  readEntries(server).flatMap(({ document, effect }) =>
    document === conversationDocument(conversation) && effect.kind === 'said' ? [effect.text] : [],
  );

test('OPS3 a restore under running clients: they show what the server has, and what waited comes in once', async () => {
  const both = await talk();
  await both.visitor.say('before');
  await bothShow(both, ['before']);
  await both.operator.say('an answer');
  await bothShow(both, ['before', 'an answer']);

  const backup = await runCommand('backup', server.dataDir);
  expect(backup.output).toMatch(/holdline-.+\.db · [\d.]+ MB · \d+ entries · [\d.]+ s/);
  expect(backup.code).toBe(0);

  await both.visitor.say('lost with the restore');
  await bothShow(both, ['before', 'an answer', 'lost with the restore']);
  await both.operator.say('lost too');
  await bothShow(both, ['before', 'an answer', 'lost with the restore', 'lost too']);
  await nothingWaits(both);
  // While a server runs, nothing is restored.
  const early = await runCommand('restore', server.dataDir, ['latest']);
  expect([early.code, early.output]).toEqual([1, expect.stringContaining('Stop it, then restore')]);

  line.refuse(true);
  line.reset();
  await both.visitor.say('written without a line');
  await server.stop();
  const restored = await runCommand('restore', server.dataDir, ['latest']);
  expect(restored.output).toContain('The data of before is kept in');
  expect(restored.code).toBe(0);
  await server.start();
  line.refuse(false);

  await bothShow(both, ['before', 'an answer', 'written without a line']);
  await nothingWaits(both);
  await both.operator.say('and on it goes');
  await bothShow(both, ['before', 'an answer', 'written without a line', 'and on it goes']);
  expect(textsOf(both)).toEqual(['before', 'an answer', 'written without a line', 'and on it goes']);
  // What was kept on the devices is of the new time, too.
  both.visitor.reload();
  both.operator.reload();
  await bothShow(both, ['before', 'an answer', 'written without a line', 'and on it goes']);

  // The data of before is whole, and can be restored in its turn.
  await server.stop();
  const [aside] = await readdir(join(server.dataDir, 'aside'));
  const back = await runCommand('restore', server.dataDir, [join(server.dataDir, 'aside', aside ?? '', 'holdline.db')]);
  expect(back.output).toContain('A copy of a database is in its place');
  await server.start();
  await bothShow(both, ['before', 'an answer', 'lost with the restore', 'lost too']);
}, 60_000);

test('OPS5 a copy of the database that was put there by hand is found out at the start', async () => {
  const both = await talk();
  await both.visitor.say('before');
  await bothShow(both, ['before']);
  await server.stop();
  const folder = await mkdtemp(join(tmpdir(), 'holdline-copy-'));
  folders.push(folder);
  await cp(join(server.dataDir, 'holdline.db'), join(folder, 'holdline.db'));
  await server.start();
  await both.operator.say('lost');
  await bothShow(both, ['before', 'lost']);
  await server.stop();

  await cp(join(folder, 'holdline.db'), join(server.dataDir, 'holdline.db'));
  await server.start();
  await both.visitor.say('another time');
  await bothShow(both, ['before', 'another time']);
  expect(textsOf(both)).toEqual(['before', 'another time']);
  expect(server.output()).toContain('an older copy');
}, 60_000);

test('OPS6 a whole folder that was set back is found out by what a device shows, while the server runs', async () => {
  const both = await talk();
  await both.visitor.say('before');
  await bothShow(both, ['before']);
  await server.stop();
  const folder = await mkdtemp(join(tmpdir(), 'holdline-folder-'));
  folders.push(folder);
  await cp(server.dataDir, folder, { recursive: true });
  await server.start();
  await both.operator.say('lost');
  await both.operator.say('lost as well');
  await bothShow(both, ['before', 'lost', 'lost as well']);
  // Both come once more, so that they were told how far the data reaches.
  line.reset();
  await until('both are there again', () =>
    [both.visitor, both.operator].every(({ tab }) => tab.client.link.current.state === 'live'),
  );
  await server.stop();
  line.refuse(true);

  await rm(server.dataDir, { recursive: true });
  await cp(folder, server.dataDir, { recursive: true });
  await server.start();
  // As much is said in the new time as was lost of the old one: lengths alone tell nothing any more.
  const lastSeen = 0;
  for (const text of ['another time', 'and one more', 'and a third']) {
    await mustPost(server, owner, newCommand('message.send', { conversation: both.conversation, text, lastSeen }));
  }
  both.visitor.reload();
  line.refuse(false);
  await bothShow(both, ['before', 'another time', 'and one more', 'and a third']);
  expect(server.output()).toContain('the data was set back to an older state');
  expect(server.output().split('the data was set back to an older state')).toHaveLength(2);
  await both.visitor.say('here I am');
  await bothShow(both, ['before', 'another time', 'and one more', 'and a third', 'here I am']);
}, 60_000);

test('OPS3 a restore that cannot be is refused in one line, and nothing has changed', async () => {
  const both = await talk();
  await both.visitor.say('safe');
  await bothShow(both, ['safe']);
  await runCommand('backup', server.dataDir);
  await server.stop();
  const [backup = ''] = (await readdir(join(server.dataDir, 'backups'))).filter((name) => name.endsWith('.db'));
  const path = join(server.dataDir, 'backups', backup);
  const before = await readFile(join(server.dataDir, 'holdline.db'));
  const refused = async (given: string): Promise<string> => {
    const { code, output } = await runCommand('restore', server.dataDir, [given]);
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(Buffer.compare(await readFile(join(server.dataDir, 'holdline.db')), before)).toBe(0);
    return output;
  };
  const folder = await mkdtemp(join(tmpdir(), 'holdline-bad-'));
  folders.push(folder);
  const damaged = join(folder, 'damaged.db');

  expect(await refused('nowhere.db')).toContain('There is no file');
  await writeFile(damaged, 'not a database at all, but long enough to be looked at as one');
  expect(await refused(damaged)).toContain('is no database of Holdline');
  await cp(path, damaged);
  await truncate(damaged, 40_960);
  expect(await refused(damaged)).toMatch(/damaged|malformed|cannot be used/);
  const bytes = await readFile(path);
  bytes.fill(0x5a, bytes.length - 9_000, bytes.length - 8_000);
  await writeFile(path, bytes);
  expect(await refused(backup)).toContain('not what the manifest says');

  expect((await runCommand('restore', server.dataDir)).code).toBe(2);
  expect((await readdir(server.dataDir)).filter((name) => name.includes('restoring'))).toEqual([]);
  await server.start();
  await bothShow(both, ['safe']);
}, 60_000);
