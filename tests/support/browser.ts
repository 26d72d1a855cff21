import { BroadcastChannel } from 'node:worker_threads';
import { IDBFactory } from 'fake-indexeddb';
import { WebSocket } from 'ws';
import type { ClientEnvironment, PageEvent, Socket, TabChannel } from '#client/environment.ts';

/** One browser in Node, without a screen: what its tabs share, and tabs that can be hidden, frozen and closed. */
export interface Browser {
  readonly indexedDB: IDBFactory;
  readonly storage: Map<string, string>;
  readonly tab: (overrides?: Partial<ClientEnvironment>) => Tab;
  /** Requests made with `fetch`, newest last. */
  readonly requests: { readonly url: string; readonly init: RequestInit }[];
}

export interface Tab {
  readonly environment: ClientEnvironment;
  readonly emit: (event: PageEvent) => void;
  readonly show: (visible: boolean) => void;
  /** Messages of other tabs stay unread and questions unanswered, as in a tab that hangs. */
  readonly hang: () => void;
}

export function createBrowser(): Browser {
  const indexedDB = new IDBFactory();
  const storage = new Map<string, string>();
  const requests: { readonly url: string; readonly init: RequestInit }[] = [];

  const tab = (overrides: Partial<ClientEnvironment> = {}): Tab => {
    const listeners = new Set<(event: PageEvent) => void>();
    let visible = true;
    let hung = false;
    const openChannel = (name: string): TabChannel => {
      const channel = new BroadcastChannel(name);
      // Node would wait for it at its end.
      channel.unref();
      let read: TabChannel['onmessage'] = null;
      channel.onmessage = (event) => {
        if (!hung) read?.(event as unknown as MessageEvent);
      };
      return {
        get onmessage() {
          return read;
        },
        set onmessage(next) {
          read = next;
        },
        postMessage: (message) => {
          if (!hung) channel.postMessage(message);
        },
        close: () => channel.close(),
      };
    };
    return {
      emit: (event) => {
        for (const listener of [...listeners]) listener(event);
      },
      show: (next) => {
        visible = next;
        for (const listener of [...listeners]) listener(next ? 'wake' : 'hide');
      },
      hang: () => {
        hung = true;
      },
      environment: {
        openSocket: (url, protocols) => new WebSocket(url, protocols) as unknown as Socket,
        fetch: (input, init) => {
          requests.push({ url: input instanceof Request ? input.url : String(input), init: init ?? {} });
          return fetch(input, init);
        },
        indexedDB,
        localStorage: {
          getItem: (key) => storage.get(key) ?? null,
          setItem: (key, value) => void storage.set(key, value),
          removeItem: (key) => void storage.delete(key),
        },
        locks: navigator.locks,
        openChannel,
        page: {
          isVisible: () => visible,
          watch: (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
          },
        },
        now: () => Date.now(),
        randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
        setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
        clearTimeout: (timer) => clearTimeout(timer),
        requestBackgroundSync: () => undefined,
        ...overrides,
      },
    };
  };
  return { indexedDB, storage, tab, requests };
}
