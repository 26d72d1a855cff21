import { createClient } from '#client/create-client.ts';
import type { ClientEnvironment, PageEvent } from '#client/environment.ts';
import { flushOutbox } from '#client/flush/flush-outbox.ts';
import type { HoldlineClient } from '#client/interface.ts';
import { OUTBOX_PREFIX } from '#client/outbox/outbox-store.ts';
import { createProviderFeed } from '#client/replicas/provider-feed.ts';
import { createProviderFeed as createReadOnlyFeed } from '#client/replicas/read-only-feed.ts';
import type { Random } from '../../support/random.ts';
import { heal, stall, type Link } from '../network/link.ts';
import type { Network } from '../network/network.ts';
import { createOwner, type Owner } from '../world/scheduler.ts';
import type { World } from '../world/world.ts';
import { createChannels } from './channels.ts';
import { createLocalStorage } from './local-storage.ts';
import { createLocks } from './locks.ts';
import { createDeskRooms } from '#client/staff/desk-rooms.ts';
import { createStorage, type Committed, type Storage } from './storage.ts';

export const ORIGIN = 'https://chat.example';

/** What this browser has at all. */
export interface Abilities {
  readonly indexedDB: boolean;
  readonly localStorage: boolean;
  readonly locks: boolean;
  readonly channel: boolean;
  readonly backgroundSync: boolean;
}

export interface DeviceOptions {
  readonly name: string;
  /** Whose it is. */
  readonly person: string;
  /** An observer reads, and nobody is told how far. */
  readonly mayTellCursors: boolean;
  readonly bearer: string;
  readonly feed: 'provider' | 'read-only';
  /** It has what only staff have: documents that they write, and their rooms. */
  readonly hasDesk: boolean;
  readonly abilities: Abilities;
  /** The device's clock against the true time, ms. */
  readonly skew: number;
}

/** A browser profile with its tabs. */
export interface Device {
  readonly name: string;
  readonly person: string;
  /** An observer reads, and nobody is told how far. */
  readonly mayTellCursors: boolean;
  readonly bearer: string;
  /** Of the app, or of the widget. */
  readonly feed: 'provider' | 'read-only';
  readonly hasDesk: boolean;
  readonly namespace: string;
  readonly link: Link;
  readonly storage: Storage;
  readonly tabs: readonly Tab[];
  skew: number;
  /** Its power is on, and it is not asleep. */
  readonly isAwake: () => boolean;
  readonly openTab: () => Tab | null;
  /** The person closes it or goes elsewhere: it may say a last word. */
  readonly closeTab: (tab: Tab) => void;
  /** Its process is gone between two instructions. */
  readonly crashTab: (tab: Tab) => void;
  /** For so many ms; what is due then comes at once. */
  readonly hangTab: (tab: Tab, ms: number) => void;
  readonly sleep: (ms: number) => void;
  readonly losePower: (ms: number) => void;
  /** The service worker sends the outbox. */
  readonly sync: () => Promise<void>;
  readonly say: (event: PageEvent) => void;
  readonly channelOf: (name: string) => object;
}

export interface Tab {
  readonly owner: Owner;
  readonly client: HoldlineClient;
  readonly emit: (event: PageEvent) => void;
  readonly show: (isVisible: boolean) => void;
}

export interface DeviceEvents {
  readonly outboxChanged: (device: Device, durability: IDBTransactionDurability) => void;
  readonly opened: (device: Device, tab: Tab) => void;
  readonly ended: (device: Device, tab: Tab) => void;
  readonly poweredOff: (device: Device) => void;
}

const urlOf = (input: RequestInfo | URL): string =>
  input instanceof Request ? input.url : typeof input === 'string' ? input : input.href;

export function createDevice(
  world: World,
  network: Network,
  random: Random,
  link: Link,
  options: DeviceOptions,
  events: DeviceEvents,
): Device {
  const { name, person, mayTellCursors, bearer, feed, hasDesk, abilities } = options;
  const namespace = `simulated-${name}`;
  const committed: Committed = (database, durability) => {
    if (database === OUTBOX_PREFIX + namespace) events.outboxChanged(device, durability);
  };
  const storage = createStorage(world, random, committed);
  const locks = createLocks(world);
  const channels = createChannels(world, random);
  const local = createLocalStorage(world, () => storage.full !== 'no');
  const tabs: Tab[] = [];
  let worker = createOwner(`${name} worker`);
  let made = 0;
  let wakesAt = 0;
  let isOn = true;
  let isSyncing = false;

  function environmentOf(owner: Owner, listeners: Set<(event: PageEvent) => void>, isVisible: () => boolean) {
    const environment: ClientEnvironment = {
      openSocket: (url, protocols) => network.openSocket(link, owner, url, protocols).socket,
      fetch: (input, init) => {
        if (!owner.alive) return new Promise(() => undefined);
        return network.fetch(link, owner, urlOf(input), init ?? {});
      },
      indexedDB: abilities.indexedDB ? storage.factory(owner) : null,
      localStorage: abilities.localStorage ? local.storage : null,
      locks: abilities.locks ? locks.of(owner) : null,
      openChannel: abilities.channel ? (channel) => channels.open(owner, channel) : null,
      page: {
        isVisible,
        watch: (listener) => {
          listeners.add(listener);
          return () => void listeners.delete(listener);
        },
      },
      now: () => Math.floor(world.today() + device.skew),
      randomBytes: (length) => world.bytes(random, length),
      setTimeout: (callback, ms) => world.after(ms, callback, owner) as never,
      clearTimeout: (timer) => {
        (timer as unknown as { cancelled: boolean }).cancelled = true;
      },
      requestBackgroundSync: () => {
        if (owner.alive && abilities.backgroundSync) syncSoon();
      },
    };
    return environment;
  }

  /** The browser fires the event once there is a network, and again while it fails. */
  function syncSoon(): void {
    if (isSyncing) return;
    isSyncing = true;
    world.after(
      random.between(20, 4_000),
      () => {
        isSyncing = false;
        if (isOn && wakesAt <= world.now() && !link.isRefusing) void device.sync();
      },
      null,
    );
  }

  function end(tab: Tab, says: boolean): void {
    const index = tabs.indexOf(tab);
    if (index === -1) return;
    tabs.splice(index, 1);
    events.ended(device, tab);
    tab.owner.alive = false;
    network.clientEnded(tab.owner, says);
    locks.tabEnded(tab.owner);
    storage.tabEnded(tab.owner);
    // Of no effect outside any more; it stops the timers of its libraries.
    void tab.client.close();
  }

  const device: Device = {
    name,
    person,
    mayTellCursors,
    bearer,
    feed,
    hasDesk,
    namespace,
    link,
    storage,
    tabs,
    skew: options.skew,
    isAwake: () => isOn && wakesAt <= world.now(),
    openTab: () => {
      if (!device.isAwake()) return null;
      made += 1;
      const owner = createOwner(`${name}#${made}`);
      const listeners = new Set<(event: PageEvent) => void>();
      let isVisible = true;
      const environment = environmentOf(owner, listeners, () => isVisible);
      let client: HoldlineClient | null = null;
      world.hand(owner, () => {
        client = createClient(
          { origin: ORIGIN, namespace, bearer, actor: null },
          environment,
          feed === 'provider' ? createProviderFeed : createReadOnlyFeed,
          hasDesk ? createDeskRooms : null,
        );
      });
      if (client === null) throw new Error('a new tab is alive');
      const emit = (event: PageEvent): void =>
        world.hand(owner, () => {
          for (const listener of [...listeners]) listener(event);
        });
      const tab: Tab = {
        owner,
        client,
        emit,
        show: (next) => {
          isVisible = next;
          emit(next ? 'wake' : 'hide');
        },
      };
      tabs.push(tab);
      events.opened(device, tab);
      return tab;
    },
    closeTab: (tab) => {
      if (!tab.owner.frozen) tab.emit('leave');
      end(tab, true);
    },
    crashTab: (tab) => end(tab, true),
    hangTab: ({ owner }, ms) => {
      owner.frozen = true;
      world.after(
        ms,
        () => {
          if (wakesAt <= world.now()) world.thaw(owner);
        },
        null,
      );
    },
    sleep: (ms) => {
      wakesAt = world.now() + ms;
      stall(link, ['up', 'down']);
      for (const { owner } of tabs) owner.frozen = true;
      world.after(
        ms,
        () => {
          heal(link);
          for (const tab of tabs) {
            world.thaw(tab.owner);
            tab.emit('wake');
          }
        },
        null,
      );
    },
    losePower: (ms) => {
      isOn = false;
      for (const tab of [...tabs]) end(tab, false);
      worker.alive = false;
      storage.tabEnded(worker);
      worker = createOwner(`${name} worker`);
      storage.powerLoss();
      local.powerLoss();
      events.poweredOff(device);
      world.after(
        ms,
        () => {
          isOn = true;
          heal(link);
        },
        null,
      );
    },
    sync: async () => {
      if (!abilities.indexedDB) return;
      const owner = worker;
      const outcome = await flushOutbox({
        indexedDB: storage.factory(owner),
        namespace,
        fetch: (input, init) => network.fetch(link, owner, urlOf(input), init ?? {}),
        origin: ORIGIN,
        bearer,
        person: null,
      });
      world.trace.say(name, 'worker', outcome.kind, outcome.decided);
    },
    say: (event) => {
      for (const tab of tabs) tab.emit(event);
    },
    channelOf: (channel) => channels.open(worker, channel),
  };
  return device;
}
