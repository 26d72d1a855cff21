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

  constructor(replica: Replica, read: (doc: Replica['doc']) => Content) {
    this.#replica = replica;
    this.#read = read;
    this.#track = createSubscriber((update) => replica.subscribe(update));
  }

  get content(): Content {
    return this.#content;
  }

  get state(): Replica['state'] {
    this.#track();
    return this.#replica.state;
  }
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
