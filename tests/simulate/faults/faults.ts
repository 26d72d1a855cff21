import type { Random } from '../../support/random.ts';
import type { Device, Tab } from '../device/device.ts';
import type { Disk } from '../disk/disk.ts';
import { noDiskFaults } from '../disk/faults.ts';
import { heal, stall, type Link } from '../network/link.ts';
import type { Network } from '../network/network.ts';
import type { Ledgers } from '../oracle/ledger.ts';
import type { Server } from '../server/server.ts';
import type { World } from '../world/world.ts';
import type { FaultName, Plan } from './plan.ts';

export interface Faults {
  /** Until `healEverything`. */
  readonly begin: () => void;
  readonly healEverything: () => void;
  /** What happened, by name. */
  readonly happened: ReadonlyMap<FaultName, number>;
}

export interface FaultDeps {
  readonly world: World;
  readonly plan: Plan;
  readonly server: Server;
  readonly disk: Disk;
  readonly network: Network;
  readonly devices: readonly Device[];
  readonly links: readonly Link[];
  readonly ledgers: Ledgers;
}

export function createFaults({ world, plan, server, disk, network, devices, links, ledgers }: FaultDeps): Faults {
  const random: Random = world.fork();
  const happened = new Map<FaultName, number>();
  let isOver = false;

  const now = (name: FaultName, ...words: readonly (string | number)[]): void => {
    happened.set(name, (happened.get(name) ?? 0) + 1);
    world.trace.say('fault', name, ...words);
  };
  const later = (ms: number, run: () => void): void =>
    void world.after(
      ms,
      () => {
        if (!isOver) run();
      },
      null,
    );
  const awake = (): readonly Device[] => devices.filter((device) => device.isAwake());
  const anyTab = (): { readonly device: Device; readonly tab: Tab } | null => {
    const tabs = awake().flatMap((device) => device.tabs.map((tab) => ({ device, tab })));
    return tabs.length === 0 ? null : random.pick(tabs);
  };
  const aWhile = (most: number): number => random.between(50, most);

  /** The network of a device is not as it was, and its browser may know. */
  function disturb(name: FaultName, disturbance: (link: Link) => void, browserKnows: boolean): void {
    const device = random.pick(devices);
    const ms = aWhile(random.chance(0.2) ? 70_000 : 12_000);
    now(name, device.name, ms);
    disturbance(device.link);
    if (browserKnows) device.say('offline');
    later(ms, () => {
      heal(device.link);
      if (browserKnows || random.chance(0.5)) device.say('online');
    });
  }

  function restart(after: number): void {
    later(after, () => {
      if (server.life() === null && !server.start()) restart(500);
    });
  }

  const happen: { readonly [Name in FaultName]?: () => void } = {
    cut: () => {
      const connections = network.connections();
      if (connections.length === 0) return;
      const connection = random.pick(connections);
      now('cut', connection.link.name);
      connection.cut();
    },
    offline: () =>
      disturb(
        'offline',
        (link) => {
          link.isRefusing = true;
          stall(link, ['up', 'down']);
        },
        random.chance(0.7),
      ),
    'one-way-up': () => disturb('one-way-up', (link) => stall(link, ['up']), false),
    'one-way-down': () => disturb('one-way-down', (link) => stall(link, ['down']), false),
    'half-open': () => disturb('half-open', (link) => stall(link, ['up', 'down']), false),
    'server-kill': () => {
      if (server.life() === null) return;
      now('server-kill');
      server.crash(false);
      restart(random.between(50, 4_000));
    },
    'server-power': () => {
      if (server.life() === null) return;
      now('server-power');
      server.crash(true);
      restart(random.between(2_000, 15_000));
    },
    'server-drain': () => {
      if (server.life() === null) return;
      now('server-drain');
      void server.drain().then(() => restart(random.between(50, 2_000)));
    },
    'server-clock': () => {
      server.skew = random.between(-43_200_000, 43_200_000);
      now('server-clock', server.skew);
    },
    'disk-reads': () => spoil('disk-reads', 'reads', 0.3),
    'disk-writes': () => spoil('disk-writes', 'writes', 0.3),
    'disk-unheard': () => spoil('disk-unheard', 'unheard', 0.5),
    'disk-slow': () => {
      now('disk-slow');
      disk.faults.latency = random.pick([
        [20, 200],
        [500, 3_000],
        [5_000, 9_000],
      ]);
      later(aWhile(10_000), () => void (disk.faults.latency = noDiskFaults().latency));
    },
    'disk-checkpoints': () => {
      now('disk-checkpoints');
      server.disk()?.checkpoint();
      // A torn one is seen only when it ends the machine.
      if (!random.chance(0.2) || server.life() === null) return;
      server.crash(true);
      restart(random.between(500, 3_000));
    },
    'device-clock-jumps': () => {
      const device = random.pick(devices);
      device.skew = random.between(-43_200_000, 43_200_000);
      now('device-clock-jumps', device.name, device.skew);
    },
    'tab-close': () => {
      const found = anyTab();
      if (found === null) return;
      now('tab-close', found.tab.owner.name);
      found.device.closeTab(found.tab);
      reopen(found.device);
    },
    'tab-crash': () => {
      const found = anyTab();
      if (found === null) return;
      now('tab-crash', found.tab.owner.name);
      found.device.crashTab(found.tab);
      reopen(found.device);
    },
    'tab-hang': () => {
      const found = anyTab();
      if (found === null) return;
      const ms = aWhile(random.chance(0.3) ? 60_000 : 9_000);
      now('tab-hang', found.tab.owner.name, ms);
      found.device.hangTab(found.tab, ms);
    },
    'second-tab': () => {
      const device = random.pick(devices);
      if (device.tabs.length > 2) return;
      now('second-tab', device.name);
      device.openTab();
    },
    'hidden-tab': () => {
      const found = anyTab();
      if (found === null || found.tab.owner.frozen) return;
      now('hidden-tab', found.tab.owner.name);
      found.tab.show(false);
      later(aWhile(20_000), () => found.tab.show(true));
    },
    'device-sleep': () => {
      const device = random.pick(devices);
      if (!device.isAwake()) return;
      const ms = aWhile(50_000);
      now('device-sleep', device.name, ms);
      device.sleep(ms);
    },
    'device-power': () => {
      const device = random.pick(devices);
      if (!device.isAwake()) return;
      const ms = random.between(1_000, 20_000);
      now('device-power', device.name, ms);
      device.losePower(ms);
    },
    'storage-full': () => {
      const device = random.pick(devices);
      now('storage-full', device.name);
      device.storage.full = random.pick(['for-good', 'until-deleted'] as const);
      later(aWhile(20_000), () => void (device.storage.full = 'no'));
    },
    'storage-wipe': () => {
      const device = random.pick(devices);
      now('storage-wipe', device.name);
      ledgers.wiped(device);
      device.storage.wipe();
    },
    'storage-dead-handles': () => {
      const device = random.pick(devices);
      now('storage-dead-handles', device.name);
      device.storage.breakHandles(random.chance(0.5));
    },
    'storage-hang': () => {
      const device = random.pick(devices);
      now('storage-hang', device.name);
      device.storage.isHanging = true;
      device.storage.breakHandles(true);
      later(aWhile(15_000), () => void (device.storage.isHanging = false));
    },
  };

  function spoil(name: FaultName, kind: 'reads' | 'writes' | 'unheard', rate: number): void {
    disk.faults[kind] = random.fraction() * rate;
    now(name);
    later(aWhile(8_000), () => void (disk.faults[kind] = 0));
  }

  function reopen(device: Device): void {
    if (device.tabs.length > 0 && random.chance(0.5)) return;
    later(random.between(50, 5_000), () => {
      if (device.tabs.length < 3) device.openTab();
    });
  }

  /** What holds for the whole run. */
  function settle(): void {
    for (const link of links) {
      const has = (name: FaultName): boolean => plan.faults.has(name) && random.chance(0.7);
      if (has('slow-network'))
        link.latency = random.pick([
          [20, 400],
          [100, 3_000],
          [300, 900],
        ]);
      if (has('slow-reader')) {
        link.bandwidth = random.pick([0.5, 2, 10]);
        link.weight = random.pick([16, 256]);
      }
      link.requests = {
        late: has('late-requests') ? 0.3 : 0,
        twice: has('doubled-requests') ? 0.3 : 0,
        unanswered: has('unanswered-requests') ? 0.4 : 0,
      };
    }
  }

  return {
    begin: () => {
      settle();
      for (const [name, mean] of Object.entries(plan.every) as [FaultName, number][]) {
        const run = happen[name];
        if (run === undefined) continue;
        const next = (): void =>
          later(world.wait(random, mean), () => {
            run();
            next();
          });
        next();
      }
    },
    healEverything: () => {
      isOver = true;
      Object.assign(disk.faults, noDiskFaults());
      for (const link of links) {
        heal(link);
        link.latency = [2, 30];
        link.bandwidth = Infinity;
        link.weight = 1;
        link.requests = { late: 0, twice: 0, unanswered: 0 };
      }
      for (const { storage } of devices) {
        storage.full = 'no';
        storage.isHanging = false;
      }
    },
    happened,
  };
}
