import type { Command } from '#schema/commands/command.ts';
import { OLDEST_PROTOCOL, PROTOCOL } from '#schema/wire/frames.ts';
import { DEFAULT_WORKSPACE_SETTINGS } from '#schema/workspace-settings.ts';
import { createAuditor, type Auditor } from './actors/auditor.ts';
import type { Stage } from './actors/cast.ts';
import { playEverybody, STRANGER } from './actors/company.ts';
import type { Heard } from './actors/echo.ts';
import type { Device, DeviceEvents, DeviceOptions } from './device/device.ts';
import { drawDevice } from './device/draw-device.ts';
import { createDisk } from './disk/disk.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import type { Plan } from './faults/plan.ts';
import { createLink, type Link } from './network/link.ts';
import { createNetwork } from './network/network.ts';
import { createInvitationTruth } from './oracle/invitation-truth.ts';
import type { Judge } from './oracle/judge.ts';
import { checkBytes, readerOf, type Insiders } from './oracle/last-look.ts';
import { createLedgers, type Ledgers } from './oracle/ledger.ts';
import { createModel, type Model } from './oracle/model.ts';
import { createReplicas, type Replicas } from './oracle/replicas.ts';
import { createWire } from './oracle/wire.ts';
import { bearerOfPerson, bearerOfVisitor, createStaff, personIdOf, visitorIdOf } from './server/people.ts';
import { LISTS, NO_LISTS } from './server/lists.ts';
import { createMailServer, type MailServerEvents } from './server/mail-server.ts';
import { SHOP } from './server/site.ts';
import { createServer, type Server } from './server/server.ts';
import type { World } from './world/world.ts';

const AUDIT_EVERY = 5_000;
const NOTED_WITHIN = 5_000;
/** Everybody and everything of one run. */
export interface Play {
  readonly server: Server;
  readonly model: Model;
  readonly ledgers: Ledgers;
  readonly replicas: Replicas;
  readonly auditor: Auditor;
  readonly insiders: Insiders;
  readonly devices: readonly Device[];
  readonly faults: Faults;
  /** By whether everything that was said is looked for at the end. */
  readonly looksForWords: boolean;
  readonly begin: () => void;
  readonly end: () => void;
  readonly openChannel: (name: string) => object;
  readonly dispose: () => void;
  readonly healedAfter: () => number;
  healed: number;
}

export function setUp(world: World, judge: Judge, plan: Plan): Play {
  const { features } = plan;
  let isOver = false;
  const names = ['anna', 'boris', 'chiara'].slice(0, plan.operators);
  const observers = ['otto'].slice(0, plan.observers);
  const staff = createStaff([
    ...names.map((name, index) => ({ name, role: index === 2 ? ('admin' as const) : ('operator' as const) })),
    ...observers.map((name) => ({ name, role: 'observer' as const })),
    ...(features.has('rooms') ? [{ name: STRANGER, role: 'owner' as const }] : []),
  ]);
  const words = Array.from({ length: plan.visitors }, (_, index) => `vis${index + 1}`);
  const wordById = new Map([...words, 'mallory'].map((word) => [visitorIdOf(word) as string, word]));
  const wordOf = (visitor: string): string => wordById.get(visitor) ?? model.joining.nameOf(visitor) ?? visitor;
  const commands: Command[] = [];
  const heard: Heard[] = [];

  const ledgers: Ledgers = createLedgers(judge, () => model);
  const invitations = createInvitationTruth(() => server.life()?.number ?? 0);
  const model = createModel(judge, staff, invitations, { entry: ledgers.committed, lost: ledgers.lost });
  const replicas = createReplicas(judge, model);
  const wire = createWire(world, judge, model, wordOf);
  const disk = createDisk(world, world.fork(), { durable: model.durable, said: world.trace.say });
  const random = world.fork();
  /** By then whoever has heard of it has noted it, unless the disk fails (MAIL5). */
  const mailEvents: MailServerEvents = {
    taken: (letter) => model.mail.taken(letter, server.disk()?.judge ?? null),
    heard: (letter, owner) => {
      const failures = disk.failures();
      const look = (): void => {
        const open = server.disk();
        if (open !== null && disk.failures() === failures && !plan.faults.has('disk-slow'))
          model.mail.wasHeard(letter, open.judge);
      };
      world.after(NOTED_WITHIN, look, owner);
    },
  };
  const server = createServer(
    world,
    disk,
    world.fork(),
    {
      staff,
      lists: features.has('teamwork') || features.has('beginnings') ? LISTS : NO_LISTS,
      sites: features.has('beginnings') || features.has('letters') || features.has('joins') ? [SHOP] : [],
      mailServer: features.has('letters') ? createMailServer(world, features.letters, mailEvents) : null,
      keepsLives: features.has('restore'),
      workspace: {
        ...DEFAULT_WORKSPACE_SETTINGS,
        ...features.workspace,
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
      started: (judging) => {
        model.restoring.begun(judging);
        model.keeping.started(judging);
      },
      erasureStruck: model.keeping.struck,
      erasureNoted: (erasure) => {
        model.keeping.noted(erasure);
        // Between the ledger and the writer.
        if (features.random.chance(0.3)) world.after(0, () => crashSoon(), null);
      },
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
        const isHeard = features.has('echoes') && heard.length < 500;
        if (isBinary || !(isHeard || plan.hasAttacker) || commands.length > 500) return;
        const text = data.toString('utf8');
        if (text.startsWith('{"t":"command"') && text.endsWith('}'))
          try {
            const { command } = JSON.parse(text) as { readonly command: Command };
            commands.push(command);
            if (isHeard && connection.link !== attackerLink && connection.bearer !== null)
              heard.push({ bearer: connection.bearer, command });
          } catch {
            // An attacker's own words.
          }
      },
    },
  );
  const protocol = features.has('old-protocol') ? OLDEST_PROTOCOL : PROTOCOL;
  const auditor = createAuditor(world, network, protocol);
  const insiders = new Map<string, Auditor>();
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

  function addDevice(name: string, person: string, bearer: string, feed: DeviceOptions['feed']): Device {
    const mayTellCursors = !observers.includes(name);
    const hasDesk = features.has('rooms') && feed === 'provider';
    const whose = { name, person, mayTellCursors, bearer, feed, hasDesk };
    const device = drawDevice(world, network, plan, random, whose, events);
    devices.push(device);
    links.push(device.link);
    channelOwners.set(`holdline-${device.namespace}`, device);
    return device;
  }

  const stage: Stage = {
    world,
    model,
    ledgers,
    replicas,
    wordOf,
    staff: names,
    isOver: () => isOver,
    pace: plan.pace,
    closing: features.has('nights') ? 0.35 : 0.1,
  };
  const visitors = words.map((word) => ({
    name: word,
    device: addDevice(word, visitorIdOf(word), bearerOfVisitor(word), 'read-only'),
  }));
  const operators = names.flatMap((name) =>
    Array.from({ length: plan.secondDevices ? 2 : 1 }, (_, index) => ({
      name,
      device: addDevice(`${name}-${index + 1}`, personIdOf(name), bearerOfPerson(name), 'provider'),
    })),
  );
  const readers = observers.map((name) => ({
    name,
    device: addDevice(name, personIdOf(name), bearerOfPerson(name), 'provider'),
  }));
  const attackerLink = createLink('mallory', world.fork());
  links.push(attackerLink);
  const faults = createFaults({ world, plan, server, disk, network, devices, links, ledgers });

  /** Now and then the whole document, as a new reader gets it, against the encoding of its entries (DOC1). */
  async function audit(): Promise<void> {
    const known = [...model.documents()];
    if (known.length === 0) return;
    const { name } = auditRandom.pick(known);
    const before = model.find(name)?.entries.length ?? 0;
    const told = await readerOf(model, { auditor, insiders }, name)?.read(name);
    // Or it went while it was asked for: a start carries out the erasures that a backup knew nothing of (KEEP8), and who has
    // no card is given an empty one.
    if (told === undefined || told === null || model.find(name) === null) return;
    checkBytes(judge, model, name, told, Math.max(0, before - 64));
  }
  const auditRandom = world.fork();

  /** The process is killed, and begins again after a while. */
  function crashSoon(): void {
    if (isOver || server.life() === null) return;
    server.crash(false);
    const again = (): void =>
      void world.after(
        1_000,
        () => {
          if (server.life() === null && !server.start()) again();
        },
        null,
      );
    again();
  }

  const play: Play = {
    server,
    model,
    ledgers,
    replicas,
    auditor,
    insiders,
    devices,
    faults,
    looksForWords: features.has('search'),
    healed: 0,
    healedAfter: () => play.healed,
    begin: () => {
      server.start();
      for (const device of devices) world.after(random.between(0, 3_000), () => device.openTab(), null);
      playEverybody({
        ...{ stage, plan, judge, server, disk, network, visitors, operators, observers: readers },
        ...{ attackerLink, links, commands, heard, invitations, protocol, insiders, crash: crashSoon },
      });
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
