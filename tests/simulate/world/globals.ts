/**
 * Time and chance of the whole process, while a simulated world is there: the libraries that are simulated with us (the stock Yjs
 * provider, lib0, fake-indexeddb) take them from globals, and some keep what they find when they are loaded. So this module
 * is imported before any of them.
 */
export interface GlobalWorld {
  /** True time, ms since 1970; each clock in the world is off by something of its own. */
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => SimulatedTimer;
  /** As soon as the present turn is over. */
  readonly soon: (run: () => void) => SimulatedTimer;
  readonly fill: (bytes: Uint8Array) => void;
  readonly fraction: () => number;
  readonly openChannel: (name: string) => object;
}

export interface SimulatedTimer {
  cancelled: boolean;
}

let world: GlobalWorld | null = null;

/** Null gives the real ones back. */
export const enter = (next: GlobalWorld | null): void => {
  world = next;
};

const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  clearImmediate: globalThis.clearImmediate,
  now: Date.now.bind(Date),
  performanceNow: performance.now.bind(performance),
  random: Math.random.bind(Math),
  getRandomValues: crypto.getRandomValues.bind(crypto),
  BroadcastChannel: globalThis.BroadcastChannel,
};

/** The real clock, for telling how long a run took. */
export const realNow = real.performanceNow;

/** Resolves when every promise that can go on has gone on. */
export const drained = (): Promise<void> => new Promise((resolve) => void real.setImmediate(resolve));

type Callback = (...given: unknown[]) => void;

const cancel = (timer: unknown): boolean => {
  if (typeof timer !== 'object' || timer === null || !('cancelled' in timer)) return false;
  timer.cancelled = true;
  return true;
};

const install = (target: object, name: string, value: unknown): void =>
  void Object.defineProperty(target, name, { value, configurable: true, writable: true });

install(globalThis, 'setTimeout', (run: Callback, ms = 0, ...given: unknown[]) =>
  world === null ? real.setTimeout(run, ms, ...given) : world.after(ms, () => run(...given)),
);
install(globalThis, 'setInterval', (run: Callback, ms = 0, ...given: unknown[]) => {
  if (world === null) return real.setInterval(run, ms, ...given);
  const interval: SimulatedTimer = { cancelled: false };
  const { after } = world;
  const again = (): void =>
    void after(Math.max(1, ms), () => {
      if (interval.cancelled) return;
      run(...given);
      again();
    });
  again();
  return interval;
});
install(globalThis, 'setImmediate', (run: Callback, ...given: unknown[]) =>
  world === null ? real.setImmediate(run, ...given) : world.soon(() => run(...given)),
);
for (const name of ['clearTimeout', 'clearInterval', 'clearImmediate'] as const)
  install(globalThis, name, (timer: never) => {
    if (!cancel(timer)) (real[name] as (timer: never) => void)(timer);
  });
install(Date, 'now', () => world?.now() ?? real.now());
install(performance, 'now', () => world?.now() ?? real.performanceNow());
install(Math, 'random', () => world?.fraction() ?? real.random());
install(crypto, 'getRandomValues', (target: Uint8Array<ArrayBuffer>) => {
  if (world === null) return real.getRandomValues(target);
  world.fill(new Uint8Array(target.buffer, target.byteOffset, target.byteLength));
  return target;
});
install(
  globalThis,
  'BroadcastChannel',
  class {
    constructor(name: string) {
      return world?.openChannel(name) ?? new real.BroadcastChannel(name);
    }
  },
);

// Each stock provider listens to the end of the process.
process.setMaxListeners(0);
