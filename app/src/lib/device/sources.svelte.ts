import { createSubscriber } from 'svelte/reactivity';
import type { Replica, Watchable } from '#client/interface.ts';

/** Reads a source outside Svelte so that whoever reads it within an effect is told of its changes. */
export function watched<State>(source: Watchable<State>): { readonly current: State } {
  const track = createSubscriber((update) => source.subscribe(update));
  return {
    get current() {
      track();
      return source.current;
    },
  };
}

/** What a replica holds, read anew only after it changed. */
export class ReplicaView<Content> {
  readonly #track: () => void;
  readonly #replica: Replica;
  readonly #read: (doc: Replica['doc']) => Content;
  readonly #content = $derived.by(() => {
    this.#track();
    return this.#read(this.#replica.doc);
  });

  /** @param pace the least time from one reading to the next, ms: for what changes often and is long to draw */
  constructor(replica: Replica, read: (doc: Replica['doc']) => Content, pace: (() => number) | null = null) {
    this.#replica = replica;
    this.#read = read;
    this.#track = createSubscriber((update) =>
      pace === null ? replica.subscribe(update) : subscribePaced(replica, update, pace),
    );
  }

  get content(): Content {
    return this.#content;
  }

  get state(): Replica['state'] {
    this.#track();
    return this.#replica.state;
  }
}

/** The first change after a quiet time is told at once, what follows together, `pace` ms after what was told before. */
export function subscribePaced(source: Pick<Replica, 'subscribe'>, update: () => void, pace: () => number): () => void {
  let told = -Infinity;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = (): void => {
    timer = null;
    told = performance.now();
    update();
  };
  const unsubscribe = source.subscribe(() => {
    const rest = told + pace() - performance.now();
    if (rest <= 0 && timer === null) tell();
    else timer ??= setTimeout(tell, rest);
  });
  return () => {
    unsubscribe();
    if (timer !== null) clearTimeout(timer);
  };
}

/** A clock that ticks once a second for whoever shows it, and stands still when nobody does. */
export class Clock {
  readonly #now: () => number;
  readonly #track = createSubscriber((update) => {
    const timer = setInterval(update, 1000);
    return () => clearInterval(timer);
  });

  constructor(now: () => number) {
    this.#now = now;
  }

  get now(): number {
    this.#track();
    return this.#now();
  }
}
