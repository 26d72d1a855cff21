/** What the page tells of itself. `wake` is any moment at which a socket that looks open may be dead. */
export type PageEvent = 'online' | 'offline' | 'wake' | 'hide' | 'leave';

export interface Page {
  /** Somebody may be looking at it. */
  readonly isVisible: () => boolean;
  readonly watch: (listener: (event: PageEvent) => void) => () => void;
}

/** The part of a WebSocket that the session uses. */
export interface Socket {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  onerror: (() => void) | null;
  readonly send: (data: string | Uint8Array<ArrayBuffer>) => void;
  readonly close: () => void;
}

/** Everything the client needs of the outside world. Times in ms. A null port is one this browser does not have or refuses. */
export interface ClientEnvironment {
  readonly openSocket: (url: string, protocols: string[]) => Socket;
  readonly fetch: typeof fetch;
  readonly indexedDB: IDBFactory | null;
  readonly localStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  readonly locks: Pick<LockManager, 'request'> | null;
  readonly openChannel: ((name: string) => TabChannel) | null;
  readonly page: Page;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly setTimeout: (callback: () => void, milliseconds: number) => Timer;
  readonly clearTimeout: (timer: Timer) => void;
  /** Asks the service worker to send the outbox when there is a network; does nothing where there is none of ours. */
  readonly requestBackgroundSync: () => void;
}

export type Timer = ReturnType<typeof setTimeout>;

/** The part of a BroadcastChannel that the tabs use. */
export interface TabChannel {
  onmessage: ((event: MessageEvent) => void) | null;
  readonly postMessage: (message: unknown) => void;
  readonly close: () => void;
}

/** The tag of a Background Sync that sends the outbox. */
export const SYNC_TAG = 'holdline-outbox';

/** A number in [0, 1) from a source of random bytes. */
export function randomFraction(randomBytes: (length: number) => Uint8Array): number {
  const [a = 0, b = 0, c = 0] = randomBytes(3);
  return (a * 65536 + b * 256 + c) / 16777216;
}

/** Reads a property that browsers answer with a SecurityError where storage is refused. */
function refusable<Value>(read: () => Value): Value | null {
  try {
    return read() ?? null;
  } catch {
    return null;
  }
}

/**
 * The ports of a real browser. `ownServiceWorker` is true only where the page's service worker is ours (the operator's app);
 * the widget must not register tags with the worker of its host.
 */
export function browserEnvironment({ ownServiceWorker }: { readonly ownServiceWorker: boolean }): ClientEnvironment {
  return {
    openSocket: (url, protocols) => new WebSocket(url, protocols) as Socket,
    fetch: (input, init) => fetch(input, init),
    indexedDB: refusable(() => indexedDB),
    localStorage: refusable(() => localStorage),
    locks: refusable(() => navigator.locks),
    openChannel: typeof BroadcastChannel === 'undefined' ? null : (name) => new BroadcastChannel(name),
    page: browserPage(),
    now: () => Date.now(),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
    clearTimeout: (timer) => clearTimeout(timer),
    requestBackgroundSync: () => {
      if (!ownServiceWorker || !('serviceWorker' in navigator)) return;
      void navigator.serviceWorker.ready
        .then((registration) =>
          (registration as { sync?: { register(tag: string): Promise<void> } }).sync?.register(SYNC_TAG),
        )
        // Refused permission, or a browser without it: the page sends the outbox itself.
        .catch(() => undefined);
    },
  };
}

function browserPage(): Page {
  return {
    isVisible: () => document.visibilityState === 'visible',
    watch: (listener) => {
      const stop = new AbortController();
      const on = (target: EventTarget, name: string, event: () => PageEvent): void =>
        target.addEventListener(name, () => listener(event()), { signal: stop.signal });
      on(window, 'online', () => 'online');
      on(window, 'offline', () => 'offline');
      on(window, 'pageshow', () => 'wake');
      on(window, 'pagehide', () => 'leave');
      on(document, 'visibilitychange', () => (document.visibilityState === 'visible' ? 'wake' : 'hide'));
      on(document, 'resume', () => 'wake');
      return () => stop.abort();
    },
  };
}
