import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

/**
 * Imported into a server process before its own code: its time can be put forward from outside, as if it had gone by. What is due meanwhile
 * is done in its order, each at its own time; sockets, disks and other processes go on in real time. One line a connection to the socket that
 * MOVABLE_CLOCK names: so many ms; the answer comes when they have passed. See forward-clock.ts.
 */

const RealDate = Date;
const realNow = Date.now.bind(Date);
const steady = performance.now.bind(performance);
const { setTimeout: set, clearTimeout: clear } = globalThis;

/** How far our time is ahead, ms; all threads of the process read the same one. */
const NAME = 'movable-clock';
const ahead = (getEnvironmentData(NAME) as Float64Array | undefined) ?? new Float64Array(new SharedArrayBuffer(8));
if (isMainThread) setEnvironmentData(NAME, ahead);
const lead = (): number => ahead[0] ?? 0;

class MovableDate extends RealDate {
  constructor(...parts: [] | ConstructorParameters<DateConstructor>) {
    if (parts.length === 0) super(MovableDate.now());
    else super(...(parts as [number]));
  }
  static override now(): number {
    return realNow() + Math.floor(lead());
  }
}
globalThis.Date = MovableDate as DateConstructor;
const now = (): number => steady() + lead();
Object.defineProperty(performance, 'now', { value: now });

const waiting = new Set<Timeout>();

/** As Node's own, as far as anybody here uses it. */
class Timeout {
  due: number;
  readonly #run: () => void;
  readonly #every: number | null;
  #ms: number;
  #real: NodeJS.Timeout;
  #keeps = true;

  constructor(run: () => void, ms: number, repeats: boolean) {
    this.#ms = Math.max(1, Number.isFinite(ms) ? ms : 1);
    this.#run = run;
    this.#every = repeats ? this.#ms : null;
    this.due = now() + this.#ms;
    this.#real = set(() => this.fire(), this.#ms);
    waiting.add(this);
  }

  /** The real one, by what is left. */
  arm(): void {
    clear(this.#real);
    this.#real = set(() => this.fire(), Math.max(1, this.due - now()));
    if (!this.#keeps) this.#real.unref();
  }

  fire(): void {
    this.close();
    if (this.#every !== null) this.refresh();
    this.#run();
  }

  refresh(): this {
    this.due = now() + this.#ms;
    waiting.add(this);
    this.arm();
    return this;
  }

  ref(): this {
    this.#keeps = true;
    this.#real.ref();
    return this;
  }

  unref(): this {
    this.#keeps = false;
    this.#real.unref();
    return this;
  }

  hasRef(): boolean {
    return this.#keeps;
  }

  close(): this {
    clear(this.#real);
    waiting.delete(this);
    return this;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

type Run = (...given: readonly unknown[]) => void;
const clearOne = (timer: unknown): void => {
  if (timer instanceof Timeout) timer.close();
  else clear(timer as NodeJS.Timeout);
};
Object.assign(globalThis, {
  setTimeout: (run: Run, ms = 1, ...given: readonly unknown[]) => new Timeout(() => run(...given), ms, false),
  setInterval: (run: Run, ms = 1, ...given: readonly unknown[]) => new Timeout(() => run(...given), ms, true),
  clearTimeout: clearOne,
  clearInterval: clearOne,
});

/** What is done in one moment may lead to something that is due in the next. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(() => setImmediate(resolve)));

async function pass(ms: number): Promise<void> {
  const end = now() + ms;
  for (;;) {
    const next = [...waiting].reduce<Timeout | null>((one, other) => (one && one.due <= other.due ? one : other), null);
    if (next === null || next.due > end) break;
    ahead[0] = lead() + Math.max(0, next.due - now());
    next.fire();
    await settled();
  }
  ahead[0] = lead() + Math.max(0, end - now());
  for (const timer of waiting) timer.arm();
}

const path = process.env.MOVABLE_CLOCK;
if (isMainThread && path !== undefined) {
  // That of the life before this one.
  rmSync(path, { force: true });
  createServer((socket) => {
    socket.once('data', (line) => void pass(Number(line)).then(() => socket.end('passed')));
  })
    .listen(path)
    .unref();
}
