import type { ClientEnvironment, PageEvent, Socket } from '#client/environment.ts';
import { createClient } from '#client/create-client.ts';
import type { HoldlineClient } from '#client/interface.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { createBrowser } from './browser.ts';

/** A device of somebody: its tabs share disk, locks and channels; two devices share nothing. */
export interface Device {
  readonly indexedDB: IDBFactory;
  readonly open: () => OpenTab;
}

export interface OpenTab {
  readonly client: HoldlineClient;
  readonly emit: (event: PageEvent) => void;
  /** The process of the tab is gone between two instructions: nothing of it runs any more, its lock is free, its sockets end. */
  readonly crash: () => void;
  /** The person closes the tab: it may say a last word, then it is as gone as above. */
  readonly shut: () => void;
}

export interface DeviceOptions {
  readonly origin: string;
  readonly namespace: string;
  readonly token: string;
  /** Each result that came over a socket, whatever the client makes of it. */
  readonly answered?: (id: string, result: CommandResult) => void;
}

let devices = 0;

export function createDevice(options: DeviceOptions): Device {
  const browser = createBrowser();
  devices += 1;
  const own = `device-${devices}-`;

  const open = (): OpenTab => {
    const tab = browser.tab();
    const ports = tab.environment;
    const sockets = new Set<Socket & { readonly terminate?: () => void }>();
    let gone = false;
    let die = (): void => undefined;
    const death = new Promise<void>((resolve) => {
      die = resolve;
    });

    const environment: ClientEnvironment = {
      ...ports,
      openSocket: (url, protocols) => {
        const socket = ports.openSocket(url, protocols);
        sockets.add(socket);
        if (options.answered !== undefined) overhear(socket, options.answered);
        return socket;
      },
      fetch: (input, init) => (gone ? new Promise<Response>(() => undefined) : ports.fetch(input, init)),
      indexedDB: mortal(browser.indexedDB, () => gone),
      locks: {
        request: ((name: string, lockOptions: LockOptions, work: (lock: Lock | null) => Promise<unknown>) =>
          navigator.locks.request(own + name, lockOptions, (lock) =>
            gone ? undefined : Promise.race([work(lock), death]),
          )) as LockManager['request'],
      },
      openChannel: (name) =>
        ports.openChannel?.(own + name) ?? { onmessage: null, postMessage: () => undefined, close: () => undefined },
      setTimeout: (callback, milliseconds) =>
        setTimeout(() => {
          if (!gone) callback();
        }, milliseconds),
    };
    const client = createClient(
      { origin: options.origin, namespace: options.namespace, bearer: options.token, actor: null },
      environment,
    );
    const crash = (): void => {
      gone = true;
      tab.hang();
      for (const socket of sockets) {
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.onerror = () => undefined;
        socket.terminate?.();
      }
      die();
    };
    return {
      client,
      emit: tab.emit,
      crash,
      shut: () => {
        tab.emit('leave');
        crash();
      },
    };
  };
  return { indexedDB: browser.indexedDB, open };
}

function overhear(socket: Socket, answered: NonNullable<DeviceOptions['answered']>): void {
  const target = socket as unknown as {
    addEventListener(type: 'message', listen: (event: { data: unknown }) => void): void;
  };
  target.addEventListener('message', ({ data }) => {
    if (typeof data !== 'string' || !data.startsWith('{"t":"result"')) return;
    const frame = JSON.parse(data) as { id: string; result: CommandResult };
    answered(frame.id, frame.result);
  });
}

/** Databases that take no new transaction once their tab is gone. */
function mortal(factory: IDBFactory, isGone: () => boolean): IDBFactory {
  return new Proxy(factory, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      if (key !== 'open') return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      return (name: string, version?: number) => {
        const request = target.open(name, version);
        request.addEventListener('success', () => {
          const database = request.result;
          const begin = database.transaction.bind(database);
          database.transaction = (...given) => {
            if (isGone()) throw new DOMException('the tab is gone', 'InvalidStateError');
            return begin(...given);
          };
        });
        return request;
      };
    },
  });
}
