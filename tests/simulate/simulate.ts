import { enter, realNow } from './world/globals.ts';
import type { Command } from '#schema/commands/command.ts';
import { chapterOfEpoch, epochFamily } from '#schema/docs/chapter-epoch.ts';
import { parseDocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import { DEFAULT_WORKSPACE_SETTINGS } from '#schema/workspace-settings.ts';
import { playAttacker } from './actors/attacker.ts';
import { createAuditor, type Auditor } from './actors/auditor.ts';
import type { Stage } from './actors/cast.ts';
import { playObserver, playOperator } from './actors/operator.ts';
import { playVisitor } from './actors/visitor.ts';
import { createDevice, type Abilities, type Device, type DeviceEvents } from './device/device.ts';
import { createDisk } from './disk/disk.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { describePlan, drawPlan, type FaultName, type Plan } from './faults/plan.ts';
import { createLink, type Link } from './network/link.ts';
import { createNetwork } from './network/network.ts';
import { createJudge, type Fault, type Judge } from './oracle/judge.ts';
import { createLedgers, type Ledgers } from './oracle/ledger.ts';
import { createModel, type Model } from './oracle/model.ts';
import { createReplicas, LIVE_DOCUMENTS, type Replicas } from './oracle/replicas.ts';
import { createWire } from './oracle/wire.ts';
import { AUDITOR, bearerOfPerson, bearerOfVisitor, createStaff, personIdOf, visitorIdOf } from './server/people.ts';
import { createServer, type Server } from './server/server.ts';
import { createWorld, type World } from './world/world.ts';

export interface RunOptions {
  readonly seed: number;
  /** Of simulated time, before everything is healed. */
  readonly minutes?: number;
  readonly isLoud?: boolean;
}

export interface Report {
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly plan: string;
  readonly hash: string;
  /** The newest lines of what happened. */
  readonly newest: readonly string[];
  readonly looked: ReadonlyMap<string, number>;
  readonly happened: ReadonlyMap<FaultName, number>;
  readonly counts: { readonly [what: string]: number };
  /** Real time, ms. */
  readonly took: number;
}

/** From the healing to the moment in which everything must agree, ms. */
const HEALED_WITHIN = 180_000;
const AUDIT_EVERY = 5_000;

/** One run of one seed: the same seed always gives the same run. */
export async function simulate({ seed, minutes = 2, isLoud = false }: RunOptions): Promise<Report> {
  const began = realNow();
  const world = createWorld(seed, isLoud);
  const judge = createJudge(world);
  const plan = drawPlan(world.fork());
  const play = setUp(world, judge, plan);
  const globals = world.fork();
  const onRejection = (reason: unknown): void =>
    judge.fail('DEFECT', reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
  process.on('unhandledRejection', onRejection);
  enter({
    now: () => Math.floor(world.now()),
    after: world.after,
    soon: world.soon,
    fill: (bytes) => void bytes.set(world.bytes(globals, bytes.length)),
    fraction: globals.fraction,
    openChannel: play.openChannel,
  });
  try {
    await perform(world, judge, play, minutes * 60_000);
  } catch (error) {
    judge.fail('DEFECT', error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    enter(null);
    process.off('unhandledRejection', onRejection);
    play.dispose();
  }
  return {
    seed,
    faults: judge.faults,
    plan: describePlan(plan),
    hash: world.trace.hash(),
    newest: world.trace.newest(),
    looked: judge.looked,
    happened: play.faults.happened,
    counts: {
      ...play.model.counts(),
      ...play.ledgers.counts(),
      events: world.events(),
      healed: play.healedAfter(),
    },
    took: realNow() - began,
  };
}

interface Play {
  readonly server: Server;
  readonly model: Model;
  readonly ledgers: Ledgers;
  readonly replicas: Replicas;
  readonly auditor: Auditor;
  readonly devices: readonly Device[];
  readonly faults: Faults;
  readonly begin: () => void;
  readonly end: () => void;
  readonly openChannel: (name: string) => object;
  readonly dispose: () => void;
  readonly healedAfter: () => number;
  healed: number;
}

const ALL: Abilities = { indexedDB: true, localStorage: true, locks: true, channel: true, backgroundSync: true };

function setUp(world: World, judge: Judge, plan: Plan): Play {
  let isOver = false;
  const names = ['anna', 'boris', 'chiara'].slice(0, plan.operators);
  const observers = ['otto'].slice(0, plan.observers);
  const staff = createStaff([
    ...names.map((name, index) => ({ name, role: index === 2 ? ('admin' as const) : ('operator' as const) })),
    ...observers.map((name) => ({ name, role: 'observer' as const })),
  ]);
  const words = Array.from({ length: plan.visitors }, (_, index) => `vis${index + 1}`);
  const wordById = new Map([...words, 'mallory'].map((word) => [visitorIdOf(word) as string, word]));
  const wordOf = (visitor: string): string => wordById.get(visitor) ?? visitor;
  const commands: Command[] = [];

  const ledgers: Ledgers = createLedgers(judge, () => model);
  const model = createModel(judge, staff, { entry: ledgers.committed });
  const replicas = createReplicas(judge, model);
  const wire = createWire(world, judge, model, wordOf);
  const disk = createDisk(world, world.fork(), { durable: model.durable, said: world.trace.say });
  const random = world.fork();
  const server = createServer(
    world,
    disk,
    world.fork(),
    {
      staff,
      workspace: {
        ...DEFAULT_WORKSPACE_SETTINGS,
        offerOnAfterSeconds: random.pick([5, 15, 60, null]),
      },
      settings: {
        ...(plan.faults.has('small-memory') && { idleBytes: random.pick([0, 2_000, 20_000]) }),
        ...(plan.faults.has('short-chapters') && {
          chapterLimits: { messages: random.between(4, 14), bytes: random.between(1_500, 6_000) },
        }),
        ...(plan.faults.has('tight-limits') && { visitorRate: { burst: 8, window: 8_000, aDay: 2_000 } }),
      },
    },
    {
      ended: (machine) => network.serverEnded(machine),
      recovered: model.recovered,
      defect: (message) => judge.fail('DEFECT', message),
      slowDrain: (ms) => judge.check(ms <= 10_000, 'RUN3', () => `the drain took ${ms} ms`),
      requested: wire.requested,
      replied: wire.replied,
    },
  );
  const network = createNetwork(
    world,
    {
      knock: server.knock,
      request: server.request,
      life: () => server.life()?.owner ?? null,
      isUp: server.isUp,
    },
    {
      ...wire,
      reachedServer: (connection, data, isBinary) => {
        wire.reachedServer(connection, data, isBinary);
        if (isBinary || !plan.hasAttacker || commands.length > 500) return;
        const text = data.toString('utf8');
        if (text.startsWith('{"t":"command"') && text.endsWith('}'))
          try {
            commands.push((JSON.parse(text) as { readonly command: Command }).command);
          } catch {
            // An attacker's own words.
          }
      },
    },
  );
  const auditor = createAuditor(world, network);
  const devices: Device[] = [];
  const links: Link[] = [];
  const channelOwners = new Map<string, Device>();
  const events: DeviceEvents = {
    outboxChanged: ledgers.outboxChanged,
    opened: ledgers.opened,
    ended: (device, tab) => {
      ledgers.ended(device, tab);
      replicas.ended(tab);
    },
    poweredOff: ledgers.poweredOff,
  };

  function addDevice(name: string, person: string, bearer: string, feed: 'provider' | 'read-only'): Device {
    const link = createLink(name, world.fork());
    const few = plan.faults.has('few-abilities');
    const abilities: Abilities = {
      indexedDB: !(plan.faults.has('storage-none') && random.chance(0.3)),
      localStorage: !(few && random.chance(0.4)),
      locks: !(few && random.chance(0.4)),
      channel: !(few && random.chance(0.4)),
      backgroundSync: feed === 'provider' && random.chance(0.5),
    };
    const skew = plan.faults.has('device-skew') ? random.between(-43_200_000, 43_200_000) : random.between(-500, 500);
    const device = createDevice(
      world,
      network,
      world.fork(),
      link,
      {
        name,
        person,
        mayTellCursors: !observers.includes(name),
        bearer,
        feed,
        abilities:
          few || plan.faults.has('storage-none') ? abilities : { ...ALL, backgroundSync: abilities.backgroundSync },
        skew,
      },
      events,
    );
    devices.push(device);
    links.push(link);
    channelOwners.set(`holdline-${device.namespace}`, device);
    return device;
  }

  const stage: Stage = { world, model, ledgers, replicas, wordOf, staff: names, isOver: () => isOver, pace: plan.pace };
  const visitors = words.map((word) => ({
    word,
    device: addDevice(word, visitorIdOf(word), bearerOfVisitor(word), 'read-only'),
  }));
  const operators = names.flatMap((name) =>
    Array.from({ length: plan.secondDevices ? 2 : 1 }, (_, index) => ({
      name,
      device: addDevice(`${name}-${index + 1}`, personIdOf(name), bearerOfPerson(name), 'provider'),
    })),
  );
  const readers = observers.map((name) => addDevice(name, personIdOf(name), bearerOfPerson(name), 'provider'));
  const attackerLink = createLink('mallory', world.fork());
  links.push(attackerLink);
  const faults = createFaults({ world, plan, server, disk, network, devices, links, ledgers });

  const conversations = (): readonly ConversationId[] =>
    [...model.documents()].flatMap(({ name }) => {
      const address = parseDocumentName(name);
      return address?.kind === 'conversation' ? [address.conversation] : [];
    });

  /** Now and then the whole document, as a new reader gets it, against the encoding of its entries (DOC1). */
  async function audit(): Promise<void> {
    const known = [...model.documents()];
    if (known.length === 0) return;
    const { name } = auditRandom.pick(known);
    const before = model.find(name)?.entries.length ?? 0;
    const told = await auditor.read(name);
    if (told === null) return;
    checkBytes(judge, model, name, told, Math.max(0, before - 64));
  }
  const auditRandom = world.fork();

  const play: Play = {
    server,
    model,
    ledgers,
    replicas,
    auditor,
    devices,
    faults,
    healed: 0,
    healedAfter: () => play.healed,
    begin: () => {
      server.start();
      for (const device of devices) world.after(random.between(0, 3_000), () => device.openTab(), null);
      for (const { word, device } of visitors) playVisitor(stage, device, word, world.fork());
      for (const { name, device } of operators) playOperator(stage, device, name, world.fork());
      for (const device of readers) playObserver(stage, device, world.fork());
      if (plan.hasAttacker)
        playAttacker(
          stage,
          network,
          attackerLink,
          'mallory',
          { conversations, commands: () => commands },
          world.fork(),
        );
      faults.begin();
      const again = (): void =>
        void world.after(
          AUDIT_EVERY,
          () => {
            if (isOver) return;
            void audit();
            again();
          },
          null,
        );
      again();
    },
    end: () => {
      isOver = true;
      faults.healEverything();
    },
    openChannel: (name) => {
      const device = channelOwners.get(name);
      if (device === undefined) throw new Error(`a channel of nobody: ${name}`);
      return device.channelOf(name);
    },
    dispose: () => {
      for (const device of devices) for (const tab of [...device.tabs]) device.crashTab(tab);
      if (server.life() !== null) server.crash(false);
      disk.dispose();
    },
  };
  return play;
}

/** The bytes must be those of the document's first entries, at least `least` of them. */
function checkBytes(
  judge: Judge,
  model: Model,
  name: string,
  told: { readonly bytes: Uint8Array; readonly epoch: string },
  least: number,
): void {
  const document = model.find(name);
  const isOfIt = document?.epoch === epochFamily(told.epoch);
  judge.check(isOfIt, 'DOC4', () => `${name} has the epoch ${told.epoch}`);
  if (document === null) return;
  const chapter = chapterOfEpoch(told.epoch);
  for (let count = document.entries.length; count >= least; count -= 1) {
    const bytes = document.bytesAfter(count, chapter);
    if (bytes !== null && Buffer.compare(bytes, told.bytes) === 0) return judge.check(true, 'DOC1', () => '');
  }
  judge.fail('DOC1', `${name}: ${told.bytes.length} bytes that are not those of its entries`);
}

async function perform(world: World, judge: Judge, play: Play, ms: number): Promise<void> {
  play.begin();
  await world.runUntil(world.start + ms);
  if (judge.faults.length > 0) return;
  await heal(world, judge, play);
  if (judge.faults.length > 0) return;
  // Once more from the disk alone.
  play.server.crash(false);
  if (!play.server.start()) return judge.fail('COMMIT4', 'the server does not start on a healthy disk');
  await world.runUntil(world.now() + 100);
  await inTime(world, checkServer(judge, play));
}

/** Runs the world until the promise is settled. */
async function inTime<Value>(world: World, promise: Promise<Value>): Promise<Value> {
  let settled: { readonly value: Value } | null = null;
  void promise.then((value) => {
    settled = { value };
  });
  for (let turns = 0; settled === null && turns < 2_000; turns += 1) await world.runUntil(world.now() + 50);
  if (settled === null) throw new Error('nothing comes of it');
  return (settled as { readonly value: Value }).value;
}

async function heal(world: World, judge: Judge, play: Play): Promise<void> {
  const { server, devices, ledgers, replicas } = play;
  const healedAt = world.now();
  play.end();
  world.trace.say('everything is healed');
  let differences: readonly string[] = ['nobody has looked yet'];
  while (world.now() < healedAt + HEALED_WITHIN && judge.faults.length === 0) {
    if (server.life() === null) server.start();
    for (const device of devices) {
      if (device.isAwake() && device.tabs.length === 0) device.openTab();
      for (const { owner } of device.tabs) if (owner.frozen && device.isAwake()) world.thaw(owner);
    }
    await world.runUntil(world.now() + 1_000);
    if (devices.some((device) => !device.isAwake()) || server.life() === null) continue;
    const waiting = ledgers.stillWaiting();
    if (waiting.length > 0) {
      differences = waiting.map((what) => `still waits: ${what}`);
      continue;
    }
    differences = replicas.differences(await inTime(world, liveDocuments(play)));
    if (differences.length === 0) break;
  }
  if (judge.faults.length > 0) return;
  play.healed = world.now() - healedAt;
  judge.check(differences.length === 0, 'CONVERGE', () => differences.slice(0, 5).join('; '));
  if (differences.length > 0) return;
  ledgers.settled();
  await inTime(world, checkServer(judge, play));
}

async function liveDocuments({ auditor }: Play): Promise<ReadonlyMap<string, Uint8Array>> {
  const live = new Map<string, Uint8Array>();
  for (const name of LIVE_DOCUMENTS) {
    const told = await auditor.read(name);
    if (told !== null) live.set(name, told.bytes);
  }
  return live;
}

/** Every sealed chapter as a reader gets it over HTTP (DOC7, DOC8). */
function checkChapters(judge: Judge, server: Server, model: Model, name: string): void {
  const document = model.find(name);
  const address = parseDocumentName(name);
  const actor = server.life()?.actorOf(bearerOfPerson(AUDITOR)) ?? null;
  if (document === null || address?.kind !== 'conversation' || actor === null) return;
  for (const { number, lastSeq } of document.ends) {
    const told = server.life()?.street.readChapter(actor, address.conversation, number) ?? null;
    const meant = document.bytesAfter(lastSeq, number);
    judge.check(
      told !== null && meant !== null && Buffer.compare(told.bytes, meant) === 0,
      'DOC7',
      () => `chapter ${number} of ${name} is not what its entries make`,
    );
  }
}

/** Every document of the running server, and what is derived from them, against the entries on its disk. */
async function checkServer(judge: Judge, { auditor, model, server }: Play): Promise<void> {
  for (const { name, entries } of model.documents()) {
    const told = await auditor.read(name);
    if (told === null) return judge.fail('DOC3', `${name} cannot be read from a healthy server`);
    checkBytes(judge, model, name, told, entries.length);
    checkChapters(judge, server, model, name);
  }
  const summaries = server
    .disk()
    ?.judge.prepare<{ id: string; state: string; last_seq: number }>('SELECT id, state, last_seq FROM conversations')
    .all();
  for (const { id, state, last_seq: seq } of summaries ?? []) {
    const document = model.find(`conversation/${id}`);
    const meant = document?.entries[seq - 1];
    judge.check(
      meant !== undefined,
      'DER2',
      () => `the row of ${id} knows ${seq} of ${document?.entries.length} entries`,
    );
    if (seq === document?.entries.length)
      judge.check(
        document.conversation?.head.state === state,
        'DER2',
        () =>
          `the row of ${id} says ${state}, and its entries ${JSON.stringify(document.conversation?.head)} after ${JSON.stringify(document.entries.map((entry) => [entry.seq, entry.effect.kind, entry.by.kind]))}`,
      );
  }
}
