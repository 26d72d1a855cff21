import { INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import { hire, newVisitor, signIn } from '../support/people.ts';
import { createRandom } from '../support/random.ts';
import { isSame, readEntries, readUnchanged } from '../support/read-server.ts';
import { startServer } from '../support/server-process.ts';
import { pause, until } from '../support/until.ts';
import { compareWithDisk } from './ledger.ts';
import { createPerson, type Person } from './person.ts';
import { compareInboxes, compareReplicas, readDocuments } from './replicas-agree.ts';
import { actAsOperator, actAsVisitor, type Traffic } from './traffic.ts';

/**
 * Kills the server process with -9 at random moments under traffic, lets it come back on its data, and compares in the end what
 * devices were told, what the disk has, and what every replica shows.
 */
export interface TortureOptions {
  /** Of a server that was ready; some more come while it starts. */
  readonly kills: number;
  readonly seed: number;
  readonly visitors: number;
  readonly operators: number;
}

export interface TortureReport {
  readonly faults: readonly string[];
  readonly kills: number;
  readonly killsDuringStart: number;
  /** Decisions `accepted` that devices got. */
  readonly accepted: number;
  readonly givenUp: number;
  readonly messages: number;
  readonly conversations: number;
  /** From the start of a process to its readiness, ms. */
  readonly medianStart: number;
  readonly seconds: number;
}

const QUIET_WITHIN = 30_000;

export async function killNine(options: TortureOptions): Promise<TortureReport> {
  const began = performance.now();
  const random = createRandom(options.seed);
  const server = await startServer({ VISITOR_LIMIT: 'off' });
  const people: Person[] = [];
  const starts: number[] = [];
  let killsDuringStart = 0;
  let over = false;
  try {
    const owner = await signIn(server);
    const staff = [];
    for (let n = 1; n <= options.operators; n += 1) staff.push(await hire(server, owner, 'operator', `Operator${n}`));
    // An orderly end leaves the compiled code behind, which the next starts use.
    await server.stop();
    await server.start();

    const { origin } = server;
    const traffic: Traffic = { conversations: new Set<ConversationId>(), isOver: () => over, random, rest: 700 };
    const operators = staff.map(({ name, id, token }) =>
      createPerson({ name, namespace: `operator-${id}`, origin, token, random }),
    );
    const visitors = Array.from({ length: options.visitors }, (_, n) =>
      createPerson({ name: `Visitor${n + 1}`, namespace: 'visitor-shop', origin, token: newVisitor().token, random }),
    );
    people.push(...operators, ...visitors);
    for (const operator of operators) operator.tab().client.replicas.open(INBOX_DOCUMENT);
    const colleagues = staff.map(({ id }) => id);
    const acts = Promise.all([
      ...visitors.map((visitor) => actAsVisitor(visitor, traffic)),
      ...staff.map(({ id }, n) => actAsOperator(operators[n] as Person, id, colleagues, traffic)),
    ]);

    const networkIsBack = (): void => {
      for (const person of people) setTimeout(() => person.tab().emit('online'), random.between(0, 100));
    };
    for (let kills = 0; kills < options.kills; kills += 1) {
      await pause(random.between(20, 900));
      await server.kill();
      if (random.chance(0.2)) {
        killsDuringStart += 1;
        await server.startAndKill(random.between(50, 600));
      }
      const start = performance.now();
      await server.start();
      starts.push(performance.now() - start);
      networkIsBack();
    }
    over = true;
    await acts;
    networkIsBack();

    const waiting = (): number => people.reduce((sum, person) => sum + person.tab().client.outbox.current.length, 0);
    const faults: string[] = [];
    await until('every outbox is empty', () => waiting() === 0, QUIET_WITHIN).catch(() =>
      faults.push(...people.flatMap(stillWaiting)),
    );
    const entries = readEntries(server);
    const ledgers = people.map(({ ledger }) => ledger);
    faults.push(...compareWithDisk(ledgers, entries, readUnchanged(server)));
    const documents = await readDocuments(server, owner, traffic.conversations, faults);
    faults.push(...(await compareReplicas(server, owner, people, documents, entries)));
    faults.push(...(await compareInboxes(operators)));
    await server.kill();
    await server.start();
    for (const [id, bytes] of await readDocuments(server, owner, documents.keys(), faults)) {
      if (!isSame(bytes, documents.get(id) as Uint8Array)) faults.push(`${id}: other bytes after another restart`);
    }
    if (/"level":(50|60)/.test(server.output())) faults.push(`the server reports: ${server.output().slice(-2_000)}`);
    return {
      faults,
      kills: options.kills,
      killsDuringStart,
      accepted: ledgers.reduce((sum, { accepted }) => sum + accepted.size, 0),
      givenUp: ledgers.reduce((sum, { givenUp }) => sum + givenUp.size, 0),
      messages: entries.filter(({ effect }) => effect.kind === 'said').length,
      conversations: traffic.conversations.size,
      medianStart: Math.round(starts.sort((a, b) => a - b)[starts.length >> 1] ?? 0),
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    over = true;
    await Promise.all(people.map((person) => person.close()));
    await server.dispose();
  }
}

const stillWaiting = (person: Person): readonly string[] => {
  const { outbox, link } = person.tab().client;
  return outbox.current.map(
    ({ command, state }) =>
      `${person.ledger.name}: ${command.type} ${command.id} still waits (${state.kind}; the line is ${link.current.state})`,
  );
};
