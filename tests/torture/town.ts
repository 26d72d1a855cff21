import { INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import { hire, newVisitor, signIn } from '../support/people.ts';
import type { Random } from '../support/random.ts';
import { isSame, readChapters, readEntries, readUnchanged } from '../support/read-server.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { compareWithDisk } from './ledger.ts';
import { createPerson, type Person } from './person.ts';
import { compareInboxes, compareReplicas, isFullChapter, readDocuments, type DocumentBytes } from './replicas-agree.ts';
import { actAsOperator, actAsVisitor, type Traffic } from './traffic.ts';

/** Visitors and operators on their devices, who write to one server whatever becomes of it, and what must hold in the end. */
export interface Town {
  readonly people: readonly Person[];
  /** Decisions `accepted` that devices got so far. */
  readonly accepted: () => number;
  /** Tells every device that it may try at once, within a tenth of a second. */
  readonly networkIsBack: () => void;
  /**
   * Everybody stops; then all that waits must leave, and what devices were told, what the disk has and what every replica shows must
   * agree, before and after another `kill -9`.
   */
  readonly settle: () => Promise<TownReport>;
  readonly close: () => Promise<void>;
}

export interface TownReport {
  readonly faults: readonly string[];
  /** Decisions `accepted` that devices got. */
  readonly accepted: number;
  /** Refused in one life of the server, unheard, and accepted in another. */
  readonly decidedAnew: number;
  readonly givenUp: number;
  readonly messages: number;
  readonly conversations: number;
  /** That were sealed on the way. */
  readonly chapters: number;
}

export interface TownOptions {
  readonly server: ServerProcess;
  readonly random: Random;
  readonly visitors: number;
  readonly operators: number;
  /** The longest wait between two acts of one person, ms. */
  readonly rest: number;
  /** Lines that the server may log in what is done to it, though they are reports of errors. */
  readonly mayReport?: RegExp;
}

const QUIET_WITHIN = 30_000;
/** Of all entries; an answer has to be lost in the very moment, and things to change. */
const MOST_DECIDED_ANEW = 0.01;

export async function openTown({ server, random, visitors, operators, rest, mayReport }: TownOptions): Promise<Town> {
  const owner = await signIn(server);
  const staff = [];
  for (let n = 1; n <= operators; n += 1) staff.push(await hire(server, owner, 'operator', `Operator${n}`));
  // An orderly end leaves the compiled code behind, which the next starts use.
  await server.stop();
  await server.start();

  let over = false;
  const { origin } = server;
  const traffic: Traffic = { conversations: new Set<ConversationId>(), isOver: () => over, random, rest };
  const atDesk = staff.map(({ name, id, token }) =>
    createPerson({ name, namespace: `operator-${id}`, origin, token, random }),
  );
  const outside = Array.from({ length: visitors }, (_, n) =>
    createPerson({ name: `Visitor${n + 1}`, namespace: 'visitor-shop', origin, token: newVisitor().token, random }),
  );
  const people: readonly Person[] = [...atDesk, ...outside];
  for (const operator of atDesk) operator.tab().client.replicas.open(INBOX_DOCUMENT);
  const colleagues = staff.map(({ id }) => id);
  const acts = Promise.all([
    ...outside.map((visitor) => actAsVisitor(visitor, traffic)),
    ...staff.map(({ id }, n) => actAsOperator(atDesk[n] as Person, id, colleagues, traffic)),
  ]);

  const networkIsBack = (): void => {
    for (const person of people) setTimeout(() => person.tab().emit('online'), random.between(0, 100));
  };
  const ledgers = people.map(({ ledger }) => ledger);
  const accepted = (): number => ledgers.reduce((sum, ledger) => sum + ledger.accepted.size, 0);
  const waiting = (): number => people.reduce((sum, person) => sum + person.tab().client.outbox.current.length, 0);

  return {
    people,
    accepted,
    networkIsBack,
    settle: async () => {
      over = true;
      await acts;
      networkIsBack();
      const faults: string[] = [];
      await until('every outbox is empty', () => waiting() === 0, QUIET_WITHIN).catch(() =>
        faults.push(...people.flatMap(stillWaiting)),
      );
      let documents: DocumentBytes = new Map();
      // A moment after the last words, what has become long goes on in its next chapter: other bytes, by the server's own doing.
      await until(
        'what is long goes on in its next chapter',
        async () => {
          documents = await readDocuments(server, owner, traffic.conversations, faults);
          return ![...documents.values()].some(isFullChapter);
        },
        QUIET_WITHIN,
      ).catch((error: unknown) => faults.push(String(error)));
      const entries = readEntries(server);
      const onDisk = compareWithDisk(ledgers, entries, readUnchanged(server));
      faults.push(...onDisk.faults);
      if (onDisk.decidedAnew > MOST_DECIDED_ANEW * entries.length)
        faults.push(`${onDisk.decidedAnew} commands stand behind what their authors wrote later`);
      faults.push(...(await compareReplicas(server, owner, people, documents, entries)));
      faults.push(...(await compareInboxes(atDesk)));
      await server.kill();
      await server.start();
      for (const [id, bytes] of await readDocuments(server, owner, documents.keys(), faults)) {
        if (!isSame(bytes, documents.get(id) as Uint8Array)) faults.push(`${id}: other bytes after another restart`);
      }
      const reports = server
        .output()
        .split('\n')
        .filter((line) => /"level":(50|60)/.test(line) && !(mayReport?.test(line) ?? false));
      faults.push(...reports.slice(-5).map((line) => `the server reports: ${line.slice(0, 500)}`));
      return {
        faults,
        accepted: accepted(),
        decidedAnew: onDisk.decidedAnew,
        givenUp: ledgers.reduce((sum, { givenUp }) => sum + givenUp.size, 0),
        messages: entries.filter(({ effect }) => effect.kind === 'said').length,
        conversations: traffic.conversations.size,
        chapters: readChapters(server),
      };
    },
    close: async () => {
      over = true;
      await Promise.all(people.map((person) => person.close()));
    },
  };
}

const stillWaiting = (person: Person): readonly string[] => {
  const { outbox, link } = person.tab().client;
  return outbox.current.map(
    ({ command, state }) =>
      `${person.ledger.name}: ${command.type} ${command.id} still waits (${state.kind}; the line is ${link.current.state})`,
  );
};
