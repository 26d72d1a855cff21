import * as Y from 'yjs';
import { afterAll, expect, test } from 'vitest';
import { texts as en } from '#app/lib/texts/en.ts';
import { texts as pl } from '#app/lib/texts/pl.ts';
import { texts as ru } from '#app/lib/texts/ru.ts';
import { readInbox } from '#schema/docs/inbox-document.ts';
import { INBOX_DOCUMENT, type DocumentName } from '#schema/docs/document-name.ts';
import type { CommandId } from '#schema/ids.ts';
import { hire, signIn } from '../support/people.ts';
import { createRandom } from '../support/random.ts';
import { isSame, readBytes, readEntries, readUnchanged, type StoredEntry } from '../support/read-server.ts';
import { startServer } from '../support/server-process.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { pause, until } from '../support/until.ts';
import { createPerson } from '../torture/person.ts';
import { createOperator, type Operator } from './operator.ts';
import { rideTrain } from './train.ts';
import { visitShop } from './visitors.ts';

/** Another day: `DAY_SEED=7 npx vitest run --project unit tests/day`. */
const seed = Number(process.env['DAY_SEED'] ?? 20261126);
const CONVERSATIONS = 40;
/** Of the clocks on the wall, ms; in the middle of it the server is started anew. */
const WORKS_FOR = 9_000;

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

test(`CMD1 CMD6 CMD11 CMD12 OUT2 SESS3 TEAM1–6 CARD2: forty conversations, three operators, one of them on a train: every click is in effect or was decided with a reason that is shown, all have the same, and nothing is there twice (seed ${seed})`, async () => {
  const random = createRandom(seed);
  const server = await startServer({ VISITOR_LIMIT: 'off' });
  closing.push(() => server.dispose());
  const owner = await signIn(server);
  const staff = [owner, await hire(server, owner, 'operator', 'Anna'), await hire(server, owner, 'operator', 'Boris')];
  const departments = [
    await addDepartment(
      server.origin,
      owner.token,
      staff.map(({ id }) => id),
    ),
  ];
  const train = await startTcpProxy({ target: server.port });
  closing.push(train.close);

  const operators = staff.map(({ id, name, token }) => {
    const origin = name === 'Anna' ? train.origin : server.origin;
    const namespace = `operator-${id}`;
    const person = createPerson({
      name,
      namespace,
      origin,
      token,
      random: createRandom(random.between(0, 1e9)),
      leavesChoices: true,
    });
    closing.push(person.close);
    return createOperator(person, id);
  });

  // The day.
  let isOver = false;
  const ended = (): boolean => isOver;
  const day = { isOver: ended, colleagues: staff.map(({ id }) => id), departments, rest: 110 };
  const work = Promise.all([
    visitShop(server, CONVERSATIONS, createRandom(random.between(0, 1e9)), ended),
    rideTrain(train, createRandom(random.between(0, 1e9)), ended),
    ...operators.map((operator) => operator.work({ ...day, random: createRandom(random.between(0, 1e9)) })),
  ]);
  await pause(WORKS_FOR / 2);
  // At noon the server gets a new version, and a phone that is short of memory throws its page away.
  await server.stop();
  operators[1]?.person.reload();
  await server.start();
  await pause(WORKS_FOR / 2);
  isOver = true;
  const [asked, troubles] = await work;
  for (const { person } of operators) person.tab().emit('online');

  // Everything settles: what is left on a device waits for its author alone.
  await until(
    'nothing waits for the server',
    () => operators.every((operator) => undecided(operator).length === 0),
    30_000,
  );
  const entries = readEntries(server);
  checkClicks(operators, entries, readUnchanged(server));
  await checkSame(operators, entries, server, owner.token);
  checkOnce(entries, asked);

  // Their authors choose, and nothing is left anywhere.
  for (const operator of operators) await choose(operator);
  await until(
    'every outbox is empty',
    () => operators.every(({ person }) => person.tab().client.outbox.current.length === 0),
    15_000,
  );
  const atNight = readEntries(server);
  await checkSame(operators, atNight, server, owner.token);
  expect(new Set(atNight.map(({ id }) => id)).size).toBe(atNight.length);
  expect(operators.flatMap(({ person }) => person.ledger.faults)).toEqual([]);
  expect(
    server
      .output()
      .split('\n')
      .filter((line) => /"level":(50|60)/.test(line)),
  ).toEqual([]);

  // It was a day on which all of it was done.
  expect(asked.size).toBe(CONVERSATIONS);
  expect(troubles).toBeGreaterThan(3);
  const verbs = new Set(operators.flatMap(({ given }) => [...given]));
  expect(verbs.size).toBeGreaterThan(15);
}, 60_000);

async function addDepartment(origin: string, token: string, members: readonly string[]): Promise<string> {
  const response = await fetch(`${origin}/api/lists/departments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Sales', members }),
  });
  const { departments } = (await response.json()) as { readonly departments: readonly { readonly id: string }[] };
  return departments[0]?.id ?? '';
}

const rowsOf = ({ person }: Operator) => person.tab().client.outbox.current;
const undecided = (operator: Operator) => rowsOf(operator).filter(({ state }) => state.kind === 'waiting');

/** Each command is on the disk once, in its author's name; or was found done; or lies on its author's device with a reason in words. */
function checkClicks(
  operators: readonly Operator[],
  entries: readonly StoredEntry[],
  unchanged: ReadonlySet<CommandId>,
): void {
  const byId = Map.groupBy(entries, ({ id }) => id);
  const lost: string[] = [];
  let clicks = 0;
  for (const operator of operators) {
    const rows = new Map(rowsOf(operator).map((row) => [row.command.id, row]));
    for (const [id, { command }] of operator.person.ledger.written) {
      clicks += 1;
      const where = `${operator.person.ledger.name}: ${command.type} ${id}`;
      const made = byId.get(id) ?? [];
      const row = rows.get(id);
      const places = made.length + (unchanged.has(id) ? 1 : 0) + (row === undefined ? 0 : 1);
      if (places !== 1) lost.push(`${where} is in ${places} places`);
      if (made.some(({ by }) => by.id !== operator.id)) lost.push(`${where} is another's`);
      if (row?.state.kind === 'held' && row.state.changes.length === 0) lost.push(`${where} is held for nothing`);
      if (row?.state.kind === 'rejected')
        for (const texts of [en, ru, pl])
          if (texts.rejected.reason(row.state.rejection).trim() === '') lost.push(`${where} is refused without a word`);
    }
  }
  expect(lost).toEqual([]);
  expect(clicks).toBeGreaterThan(150);
}

/** Everybody has what the server has, byte for byte, and the same list. */
async function checkSame(
  operators: readonly Operator[],
  entries: readonly StoredEntry[],
  server: Parameters<typeof readBytes>[0],
  token: string,
): Promise<void> {
  const names = new Set(entries.map(({ document }) => document as DocumentName));
  const different: string[] = [];
  for (const name of names) {
    const bytes = await readBytes(server, { token }, name);
    for (const { person } of operators) {
      const { replicas } = person.tab().client;
      const replica = replicas.open(name);
      await until(
        `${person.ledger.name} has all of ${name}`,
        () => isSame(Y.encodeStateAsUpdate(replica.doc), bytes),
        10_000,
      ).catch((error: unknown) => different.push(String(error)));
      replicas.release(name);
    }
  }
  expect(different).toEqual([]);
  const inboxOf = ({ person }: Operator) => {
    const { replicas } = person.tab().client;
    const { doc } = replicas.open(INBOX_DOCUMENT);
    replicas.release(INBOX_DOCUMENT);
    return [...readInbox(doc)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  };
  const [first, ...others] = operators;
  if (first === undefined) return;
  for (const other of others)
    await until(
      `${other.person.ledger.name} has the same list`,
      () => JSON.stringify(inboxOf(other)) === JSON.stringify(inboxOf(first)),
      5_000,
    );
}

/** No words stand twice, whoever said them and however often they were sent. */
function checkOnce(entries: readonly StoredEntry[], asked: ReadonlyMap<string, number>): void {
  const said = entries.flatMap(({ effect }) => (effect.kind === 'said' ? [effect.text] : []));
  expect(said.filter((text, index) => said.indexOf(text) !== index)).toEqual([]);
  const total = [...asked.values()].reduce((sum, times) => sum + times, 0);
  expect(said.filter((text) => text.startsWith('Visitor')).length).toBe(total);
}

/** What a person does with what came back: sends it all the same, keeps it for colleagues, or lets it go. */
async function choose(operator: Operator): Promise<void> {
  const { outbox } = operator.person.tab().client;
  const choices = ['sendAnyway', 'keepAsNote', 'drop'] as const;
  for (const [n, { command, state }] of [...outbox.current].entries())
    await outbox[state.kind === 'held' ? (choices[n % 3] ?? 'drop') : 'drop'](command.id);
  // What is sent all the same may be refused by then: it is let go.
  await until('it is decided', () => undecided(operator).length === 0);
  for (const { command } of [...outbox.current]) await outbox.drop(command.id);
}
