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

  /** @param pace for what changes often and is long to draw */
  constructor(replica: Replica, read: (doc: Replica['doc']) => Content, pace: Pace | null = null) {
    this.#replica = replica;
    this.#read = read;
    this.#track = createSubscriber((update) => (pace ?? AT_ONCE).subscribe(replica, update));
  }

  get content(): Content {
    return this.#content;
  }

  get state(): Replica['state'] {
    this.#track();
    return this.#replica.state;
  }
}

const AT_ONCE: Pick<Pace, 'subscribe'> = { subscribe: (source, update) => source.subscribe(update) };

/**
 * Sources that are drawn together: the first change after a quiet time is told at once, what follows, of whichever of them, all
 * together, so many ms after what was told before.
 */
export class Pace {
  readonly #pace: () => number;
  #changed: readonly (() => void)[] = [];
  #told = -Infinity;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(pace: () => number) {
    this.#pace = pace;
  }

  subscribe(source: Pick<Replica, 'subscribe'>, update: () => void): () => void {
    const unsubscribe = source.subscribe(() => {
      if (!this.#changed.includes(update)) this.#changed = [...this.#changed, update];
      if (this.#timer !== null) return;
      const rest = this.#told + this.#pace() - performance.now();
      if (rest <= 0) this.#tell();
      else this.#timer = setTimeout(() => this.#tell(), rest);
    });
    return () => {
      unsubscribe();
      this.#changed = this.#changed.filter((other) => other !== update);
    };
  }

  #tell(): void {
    this.#timer = null;
    this.#told = performance.now();
    const changed = this.#changed;
    this.#changed = [];
    changed.forEach((update) => update());
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
